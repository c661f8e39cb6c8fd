import type { Check, Level } from '../../domain/check'
import { type Span, spansOverlap } from '../../domain/span'
import { findAnalyte } from '../extraction/analytes'
import { findStarts } from '../extraction/sentences'
import { type Word, foldWord } from '../extraction/words'
import { type ClassOf, findOpposed, readClassed } from './opposed-words'
import type { StepReading } from './read-step'
import type { VerifierContext } from './verifier-context'

const WORDS: Readonly<Record<Level, string>> = {
  high: 'high higher elevated raised increased elevation increase',
  low: 'low lower reduced decreased diminished decrease reduction depressed',
  normal: 'normal unremarkable',
}
const LEVEL_OF = new Map<string, Level>(
  (Object.keys(WORDS) as Level[]).flatMap((level) =>
    WORDS[level].split(' ').map((word) => [foldWord(word), level] as const),
  ),
)
/** "lower limb", "high dose" and "low back" are no levels. */
const NOT_OF_LEVEL = new Set(
  'limb extremity leg back abdomen abdominal quadrant lobe lung respiratory gastrointestinal urinary tract eyelid lid lip jaw dose grade resolution power density signal intensity risk probability suspicion index likelihood chance than pole third border edge half segment rate body part end side'.split(
    ' ',
  ),
)
const classOf: ClassOf<Level> = (form) => LEVEL_OF.get(form) ?? null
const agrees = (claimed: Level, other: Level) => claimed === other

/** What a step calls high, low or normal although its value, or the case in words, says otherwise. */
export function checkLevels(context: VerifierContext, step: StepReading): Check[] {
  if (!step.isStatement) return []
  const byValue = checkAgainstValues(context, step)
  const { presentation, words } = context
  const claims = readClassed(step.text, step.words, step.starts, classOf).filter(
    ({ things, span }) =>
      !NOT_OF_LEVEL.has(things[0] ?? '') && step.isStated(span) && !isBacked(context.extraction, step, span),
  )
  if (claims.length === 0) return byValue
  const inCase = readClassed(presentation, words, findStarts(presentation, words), classOf).filter(
    ({ things }) => !NOT_OF_LEVEL.has(things[0] ?? ''),
  )
  const inWords = claims.flatMap((claim): Check[] => {
    const opposed = findOpposed(claim, inCase, agrees)
    if (!opposed) return []
    const of = claim.things.slice(0, opposed.shared).join(' ')
    return [{ code: 'level-differs', of, claimed: claim.class, actual: opposed.classed.class, span: opposed.classed.span }] // prettier-ignore
  })
  const known = new Set(byValue.flatMap((check) => ('span' in check && check.span ? [check.span.start] : [])))
  return [...byValue, ...inWords.filter((check) => !('span' in check && check.span && known.has(check.span.start)))] // prettier-ignore
}

/** How many words before or behind an analyte its level is looked for. */
const REACH = 3

/** A known analyte with a level, against its value in the step, else against all its values in the case. */
function checkAgainstValues({ extraction, presentation }: VerifierContext, step: StepReading): Check[] {
  const flagged = new Set<string>()
  return readLevels(step, extraction).flatMap(({ analyte, level, name, ownFlag }): Check[] => {
    if (flagged.has(analyte)) return []
    const inCase = extraction.measurements.filter((each) => each.analyte === analyte)
    const flags = ownFlag ? [ownFlag] : inCase.map(({ flag }) => flag)
    const [actual] = flags
    if (!actual || flags.includes(level)) return []
    // Laboratories differ in their limits: what is called abnormal and lies near one is left alone.
    if (level !== 'normal' && actual === 'normal' && !isWellInside(inCase, analyte)) return []
    const first = inCase[0]
    // The case itself may call it so, by limits of its own.
    if (calls(presentation, name, level)) return []
    flagged.add(analyte)
    return [{ code: 'level-differs', of: name, claimed: level, actual, span: first?.span ?? null }]
  })
}

interface LevelClaim {
  readonly analyte: string
  readonly name: string
  readonly level: Level
  readonly ownFlag: Level | null
}

function readLevels(step: StepReading, extraction: VerifierContext['extraction']): LevelClaim[] {
  const { words, text, starts } = step
  const unnamed = step.extraction.measurements.flatMap(({ analyte, span, flag }) => {
    const isNamed = step.analytes.some(({ first }) => words[first]?.start === span.start)
    const level = isNamed || !step.isStated(span) ? null : levelBehindValue(text, span.end)
    return level ? [{ analyte, level, name: text.slice(span.start, span.end), ownFlag: flag }] : []
  })
  const named = step.analytes.flatMap(({ analyte, first, last }) => {
    const span = { start: words[first]?.start ?? 0, end: words[last]?.end ?? 0 }
    if (!step.isStated(span) || isBacked(extraction, step, span)) return []
    const own = step.extraction.measurements.find(
      (each) => each.analyte === analyte && each.span.start === span.start,
    )
    const level =
      (own && levelBehindValue(text, own.span.end)) ??
      levelBefore(words, starts, text, first) ??
      levelBehind(words, starts, text, last)
    if (!level) return []
    return [{ analyte, level, name: text.slice(span.start, span.end), ownFlag: own?.flag ?? null }]
  })
  return [...named, ...unnamed]
}

/** Whether a finding that the step names there is one that the case states too, whatever its numbers say. */
function isBacked({ findings }: VerifierContext['extraction'], step: StepReading, span: Span): boolean {
  return step.extraction.findings.some(
    (own) =>
      spansOverlap(own.span, span) &&
      own.value === null &&
      findings.some((other) => other.conceptId === own.conceptId && other.polarity === own.polarity),
  )
}

function levelBefore(
  words: readonly Word[],
  starts: ReadonlySet<number>,
  text: string,
  first: number,
): Level | null {
  for (let at = first - 1; at >= Math.max(0, first - REACH); at--) {
    if (starts.has(at + 1) || /[,;:()]/.test(text.slice(words[at]?.end, words[at + 1]?.start))) return null
    const form = words[at]?.form ?? ''
    const level = classOf(form)
    if (level) return isDenied(words, at) ? null : level
    if (/^(?:and|or|but|with|no|not|without)$/.test(form)) return null
  }
  return null
}

const LINKS =
  /^(?:level|count|concentration|value|rate|was|is|were|are|remained|mildly|moderately|markedly|slightly|severely|significantly|very)$/

function levelBehind(
  words: readonly Word[],
  starts: ReadonlySet<number>,
  text: string,
  last: number,
): Level | null {
  for (let at = last + 1; at <= last + REACH + 1; at++) {
    if (starts.has(at) || /[,;:)]/.test(text.slice(words[at - 1]?.end, words[at]?.start))) return null
    const form = words[at]?.form ?? ''
    const level = classOf(form)
    if (level) return isDenied(words, at) ? null : level
    if (!LINKS.test(form)) return null
  }
  return null
}

const BEHIND_VALUE =
  /^\s*(?:[,(–-]\s*)?(?:(?:which|this|that)\s+)?(?:(?:is|was|were|are)\s+)?(?:\w+ly\s+)?(\p{L}+)\b/u

/** "CRP of 80 mg/L, which is raised", "potassium 2.9 (low)". */
function levelBehindValue(text: string, end: number): Level | null {
  return classOf(foldWord(BEHIND_VALUE.exec(text.slice(end, end + 40))?.[1] ?? ''))
}

const isDenied = (words: readonly Word[], at: number) =>
  /^(?:no|not|without|nor|neither)$/.test(words[at - 1]?.form ?? '')

function isWellInside(inCase: VerifierContext['extraction']['measurements'], id: string): boolean {
  const analyte = findAnalyte(id)
  if (!analyte) return false
  const [low, high] = analyte.range
  const margin = 0.15 * (high - low)
  return inCase.every(({ siValue }) => siValue > low + margin && siValue < high - margin)
}

function calls(presentation: string, name: string, level: Level): boolean {
  const at = presentation.toLowerCase().indexOf(name.toLowerCase())
  if (at === -1) return false
  const around = presentation.slice(Math.max(0, at - 25), at + name.length + 25).toLowerCase()
  return WORDS[level].split(' ').some((word) => new RegExp(`\\b${word}\\b`).test(around))
}
