import type { Check } from '../../domain/check'
import { type Span, spansOverlap } from '../../domain/span'
import type { Measurement } from '../extraction/measurements'
import { type Quantity, readQuantities } from '../extraction/quantities'
import type { StepReading } from './read-step'
import type { VerifierContext } from './verifier-context'

/** What a reasoner says of its own odds is no value of the case: "leads at 48 %". */
const OWN_ODDS = /\b(?:leads?|leading|likelihood|likely|probabilit(?:y|ies)|chances?|odds)\b[^.;]{0,24}$/i
/** Rounding that is nobody's error. */
const TOLERANCE = 0.02
/** Times are told roughly: a month is four weeks. */
const TIME_TOLERANCE = 0.1
/** Words before a number that make it a limit or a rough figure, not a value. */
const LIMIT =
  /\b(?:over|above|below|under|exceed(?:s|ing)?|at least|at most|more than|less than|greater than|up to|within|every|range|normal)(?:\s+(?:a|the|of|is|was))?[\s:(]*$/i
/** Words before a number that make it a rough one. */
const ROUGHLY = /(?:\b(?:nearly|almost|about|around|approximately|roughly|some)|[~≈])\s*$/i
const ROUGH_TOLERANCE = 0.25
/** How far from a number the words lie that tell what it measures. */
const BEFORE = 5
const AFTER = 4
const EMPTY = new Set(
  'a an the of with and or was is were are at to in on for by from it its his her he she had has have which that this level value count measuring measured measurement showed shows revealed reveals patient year month week day hour'.split(
    ' ',
  ),
)

/** Values, sizes and times in a step that the case gives otherwise. */
export function checkQuantities(context: VerifierContext, step: StepReading): Check[] {
  if (!step.isStatement) return []
  const { checks, read } = checkMeasurements(context, step)
  const claims = readQuantities(step.text, step.words).filter(
    ({ span }) => !read.some((each) => spansOverlap(each, span)),
  )
  const flagged: Quantity[] = []
  for (const claim of claims) {
    if (!step.isStated(claim.span) || isLimit(step.text, claim.span.start, claim.kind)) continue
    const check = compareQuantity(context, step, claim)
    if (!check || flagged.some(({ span }) => span.start === claim.span.start)) continue
    flagged.push(claim)
    checks.push(check)
  }
  return checks
}

/** Values of known analytes; `read` are the places that need no further look. */
function checkMeasurements(
  { presentation, extraction }: VerifierContext,
  step: StepReading,
): { checks: Check[]; read: Span[] } {
  const checks: Check[] = []
  const read: Span[] = []
  for (const claim of step.extraction.measurements) {
    const same = extraction.measurements.filter(({ analyte }) => analyte === claim.analyte)
    const [first] = same
    if (!first) continue
    if (same.some((each) => isClose(each, claim))) {
      // A number without a unit may have one that isn't an analyte's own: it is looked at again below.
      if (claim.unit !== null) read.push(claim.span)
      continue
    }
    const at = claim.span.start + step.text.slice(claim.span.start, claim.span.end).search(/\d/)
    if (isLimit(step.text, at) || !step.isStated(claim.span)) continue
    read.push(claim.span)
    const sameNumber = same.find(({ value }) => isNear(value, claim.value, TOLERANCE))
    const inCase = sameNumber ?? first
    checks.push({
      code: sameNumber ? 'unit-differs' : 'number-differs',
      claimed: step.text.slice(claim.span.start, claim.span.end),
      inCase: presentation.slice(inCase.span.start, inCase.span.end),
      span: inCase.span,
    })
  }
  return { checks, read }
}

/** Pain "over 3 months" lasted three. */
const LASTING = /\b(?:over|within)(?:\s+(?:a|the))?[\s:(]*$/i

function isLimit(text: string, at: number, kind?: string): boolean {
  const before = text.slice(Math.max(0, at - 32), at)
  if (OWN_ODDS.test(before) && /^[\d.,\s]+%/.test(text.slice(at))) return true
  return LIMIT.test(before) && !(kind === 'time' && LASTING.test(before))
}

const isNear = (a: number, b: number, tolerance: number) =>
  Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))

/** Equal within rounding in SI, or as written where one of them has no unit. */
function isClose(a: Measurement, b: Measurement): boolean {
  if (isNear(a.siValue, b.siValue, TOLERANCE)) return true
  return (a.unit === null || b.unit === null) && isNear(a.value, b.value, TOLERANCE)
}

function compareQuantity(context: VerifierContext, step: StepReading, claim: Quantity): Check | null {
  const { presentation, quantities } = context
  const isRough = ROUGHLY.test(step.text.slice(Math.max(0, claim.span.start - 20), claim.span.start))
  const tolerance = isRough ? ROUGH_TOLERANCE : claim.kind === 'time' ? TIME_TOLERANCE : TOLERANCE
  const sameKind = quantities.filter(({ kind }) => kind === claim.kind)
  if (sameKind.some(({ base }) => isNear(base, claim.base, tolerance))) return null
  const about = wordsAround(step.words, claim)
  const describe = (code: 'unit-differs' | 'number-differs', { span }: Quantity): Check => ({
    code,
    claimed: step.text.slice(claim.span.start, claim.span.end),
    inCase: presentation.slice(span.start, span.end),
    span,
  })
  const shared = (other: Quantity) => countShared(about, wordsAround(context.words, other))
  const sameNumber = quantities.filter(({ value, span }) => value === claim.value && presentation.slice(span.start, span.end) !== step.text.slice(claim.span.start, claim.span.end)) // prettier-ignore
  const otherUnit = bestOf(sameNumber, shared)
  if (otherUnit) return describe('unit-differs', otherUnit)
  // The number stands in the case, its unit left out or written in a way that isn't read.
  if (holdsBareNumber(context, claim.value)) return null
  const otherNumber = bestOf(sameKind, shared)
  return otherNumber ? describe('number-differs', otherNumber) : null
}

/** The one that shares most words with the claim; null where none shares any. */
function bestOf(candidates: readonly Quantity[], shared: (other: Quantity) => number): Quantity | null {
  let best: { quantity: Quantity; count: number } | null = null
  for (const quantity of candidates) {
    const count = shared(quantity)
    if (count > (best?.count ?? 0)) best = { quantity, count }
  }
  return best?.quantity ?? null
}

function wordsAround(words: VerifierContext['words'], { word }: Quantity): ReadonlySet<string> {
  const around = words.slice(Math.max(0, word - BEFORE), word + AFTER + 2)
  return new Set(around.map(({ form }) => form).filter((form) => !EMPTY.has(form) && !/^\d/.test(form) && form.length > 1)) // prettier-ignore
}

function countShared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0
  for (const form of a) if (b.has(form)) count++
  return count
}

/** Whether a number stands in the case outside all quantities that were read there. */
function holdsBareNumber({ presentation, quantities }: VerifierContext, value: number): boolean {
  const digits = String(value).replace('.', '[.,·]')
  const pattern = new RegExp(`(?<![\\d.,])${digits}(?:\\.0+)?(?![\\d]|[.,]\\d)`, 'gu')
  return [...presentation.matchAll(pattern)].some(
    ({ index }) => !quantities.some(({ span }) => span.start <= index && index < span.end),
  )
}
