import type { Finding } from '../../domain/finding'
import type { FindingConcept } from '../pack/pack'
import { type AssertionReader, createAssertionReader } from './assertion'
import { compareWithRules } from './compare-with-rules'
import type { CompiledPack, Wording } from './compile-pack'
import { type AgeReading, type SexReading, readAge, readSex } from './demographics'
import { type Measurement, readMeasurements } from './measurements'
import { matchAllWordings } from './match-wordings'
import type { WordingMatch } from './wording-reading'
import { chooseMatches } from './choose-matches'
import { createQualifierReader, type QualifierReader } from './qualifiers'
import { findStarts } from './sentences'
import { type Word, readWords } from './words'

export interface Extraction {
  readonly findings: readonly Finding[]
  readonly age: AgeReading | null
  readonly sex: SexReading | null
  readonly measurements: readonly Measurement[]
}

/** A text in the middle of being read. */
interface Reading {
  readonly text: string
  readonly words: readonly Word[]
  readonly starts: ReadonlySet<number>
  readonly assertions: AssertionReader
  readonly qualifiers: QualifierReader
}

/**
 * What a text states to be present or absent. Spans are UTF-16 offsets into `text`; they cover the words that name the
 * finding, or an analyte's name and value, never the negating word. Never throws.
 */
export function extractFindings(text: string, compiled: CompiledPack): Extraction {
  const words = readWords(text)
  const starts = findStarts(text, words)
  const age = readAge(text)
  const sex = readSex(text)
  const reading = {
    text,
    words,
    starts,
    assertions: createAssertionReader(text, words, starts),
    qualifiers: createQualifierReader(text, words, starts),
  }
  const matches = matchAllWordings(text, words, starts, compiled.wordings).filter(
    (match) => !isOtherThing(text, words, match.first, match.last),
  )
  const named = chooseMatches(matches, words).flatMap(({ match, implied }) => {
    const findings = readMatch(reading, compiled, match)
    const isStated = findings.some(({ polarity }) => polarity === 'present')
    return isStated
      ? [...findings, ...implied.flatMap((each) => readMatch(reading, compiled, each))]
      : findings
  })
  const patient = { years: age?.years ?? null, sex: sex?.value ?? null }
  const measurements = readMeasurements(text, patient, words, starts)
  const measured = measurements.flatMap((measurement) =>
    compareWithRules(measurement, compiled, patient, reading.assertions, words),
  )
  const findings = withoutRepeats([...named, ...measured])
  return { findings, age, sex, measurements }
}

/** In order of place; what one concept says twice over the same words is said once, a value before a word. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const inOrder = [...findings].sort(
    (a, b) =>
      a.span.start - b.span.start ||
      b.span.end - a.span.end ||
      Number(b.value !== null) - Number(a.value !== null),
  )
  const kept = new Map<string, Finding>()
  const result: Finding[] = []
  for (const finding of inOrder) {
    const before = kept.get(finding.conceptId)
    if (before && finding.span.end <= before.span.end && finding.polarity === before.polarity) continue
    kept.set(finding.conceptId, finding)
    result.push(finding)
  }
  return result.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
}

/** A word that, standing directly before a wording, makes another thing of it. */
const OTHER_THING: Readonly<Record<string, RegExp>> = {
  hypertension: /\b(?:portal|pulmonary|intracranial|ocular|arterial pulmonary)[\s-]+$/i,
  smoking: /\b(?:stopped|quit)\s+$/i,
  murmur: /\bvesicular\s+$/i,
}

/** What a dipstick shows by these words alone; elsewhere they name something else. */
const ON_DIPSTICK = new Set(['blood', 'protein'])
const DIPSTICK = /(?:urin|dipstick)[^.\n]*$/i

/** A value that falls, not a person. */
const FALLEN_TO = /^\s+(?:(?:to|from|by|below)\b|in\s)/

function isOtherThing(text: string, words: readonly Word[], first: number, last: number): boolean {
  const word = words[first]
  if (word && first === last && ON_DIPSTICK.has(word.form))
    return (
      !DIPSTICK.test(text.slice(Math.max(0, word.start - 120), word.start)) ||
      words[last + 1]?.form === 'pressure'
    )
  if (
    word &&
    /^(?:fell|fallen|fall)$/.test(words[last]?.form ?? '') &&
    FALLEN_TO.test(text.slice(words[last]?.end, (words[last]?.end ?? 0) + 16))
  )
    return true
  const guard = word && first === last ? OTHER_THING[word.form] : undefined
  return (
    word !== undefined &&
    guard !== undefined &&
    guard.test(text.slice(Math.max(0, word.start - 24), word.start))
  )
}

/** Kinds whose mention counts as current evidence even when it is of the past: that is what they are. */
const LASTING = new Set<FindingConcept['kind']>(['history', 'exposure'])
const DENYING = new Set('no not never non without nil deny denied'.split(' '))
const OF_RELATIVES =
  /\b(?:mother|father|brother|sister|sibling|cousins?|parents?|family|uncle|aunt|grand\w+)\b/i

function readMatch(
  { text, words, starts, assertions, qualifiers }: Reading,
  { sided }: CompiledPack,
  { first, last, meanings }: WordingMatch<Wording>,
): Finding[] {
  const assertion = assertions.readAssertion(first, last + 1)
  const isDeniedDirectly = DENYING.has(words[first - 1]?.form ?? '') && !starts.has(first)
  let opening = first
  while (opening < last && DENYING.has(words[opening]?.form ?? '')) opening++
  const end = words[last]?.end ?? 0
  const isFamilyFinding = OF_RELATIVES.test(text.slice(words[first]?.start, end))
  return meanings.map(({ concept, isAbsence }) => {
    // A wording of absence is turned by a negation right before it only: "not afebrile".
    const isNegated = isAbsence ? !isDeniedDirectly : assertion.isNegated
    const isPast = assertion.temporality === 'past' && LASTING.has(concept.kind)
    const ownsRelative =
      isFamilyFinding || concept.id.startsWith('family-history') || concept.id === 'autoimmune-history'
    const isResolved = assertion.isResolved && !isNegated && !LASTING.has(concept.kind)
    const isStated = !isNegated && !assertion.isUncertain && !LASTING.has(concept.kind)
    const laterality = sided.has(concept.id) ? null : qualifiers.readLaterality(first, last)
    const durationDays = isStated ? qualifiers.readDuration(first, last) : null
    return {
      conceptId: concept.id,
      label: concept.label,
      polarity: isNegated ? 'absent' : 'present',
      isUncertain: assertion.isUncertain && !isNegated,
      experiencer: ownsRelative ? 'patient' : assertion.experiencer,
      temporality: isPast ? 'current' : assertion.temporality,
      ...(isResolved && { isResolved }),
      ...(laterality && { laterality }),
      ...(durationDays !== null && { durationDays }),
      value: null,
      unit: null,
      // The negating word stays outside.
      span: { start: words[isAbsence ? opening : first]?.start ?? 0, end },
    }
  })
}
