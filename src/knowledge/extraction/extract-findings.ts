import type { Finding } from '../../domain/finding'
import type { FindingConcept } from '../pack/pack'
import { readAssertion } from './assertion'
import type { CompiledPack, Wording } from './compile-pack'
import { type AgeReading, type SexReading, readAge, readSex } from './demographics'
import { type Measurement, readMeasurements } from './measurements'
import { type Word, readWords } from './words'
import { type WordingMatch, matchWordings } from './match-wordings'

export interface Extraction {
  readonly findings: readonly Finding[]
  readonly age: AgeReading | null
  readonly sex: SexReading | null
  readonly measurements: readonly Measurement[]
}

/** A full stop, question mark, semicolon or line break between words; not the point of a number or of "e.g.". */
const BREAK = /[.;?!\n]/

/**
 * What a text states to be present or absent. Spans are UTF-16 offsets into `text`; they cover the words that name the
 * finding, or an analyte's name and value, never the negating word. Never throws.
 */
export function extractFindings(text: string, compiled: CompiledPack): Extraction {
  const words = readWords(text)
  const starts = findStarts(text, words)
  const age = readAge(text)
  const sex = readSex(text)
  const named = matchWordings(text, words, starts, compiled.wordings).flatMap((match) =>
    isOtherThing(text, words, match.first, match.last) ? [] : readMatch(text, words, starts, match),
  )
  const patient = { years: age?.years ?? null, sex: sex?.value ?? null }
  const measurements = readMeasurements(text, patient, words, starts)
  const measured = measurements.flatMap((measurement) => compareWithRules(measurement, compiled))
  const findings = [...named, ...measured].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  )
  return { findings, age, sex, measurements }
}

/** Indexes of the words that begin a sentence. */
function findStarts(text: string, words: readonly Word[]): Set<number> {
  const starts = new Set<number>([0])
  for (let at = 1; at < words.length; at++) {
    const [before, after] = [words[at - 1], words[at]]
    if (!before || !after) continue
    const gap = text.slice(before.end, after.start)
    const isDecimal = gap === '.' && /\d$/.test(before.form) && /^\d/.test(after.form)
    if (BREAK.test(gap) && !isDecimal) starts.add(at)
  }
  return starts
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

function isOtherThing(text: string, words: readonly Word[], first: number, last: number): boolean {
  const word = words[first]
  if (word && first === last && ON_DIPSTICK.has(word.form))
    return (
      !DIPSTICK.test(text.slice(Math.max(0, word.start - 120), word.start)) ||
      words[last + 1]?.form === 'pressure'
    )
  const guard = word && first === last ? OTHER_THING[word.form] : undefined
  return (
    word !== undefined &&
    guard !== undefined &&
    guard.test(text.slice(Math.max(0, word.start - 24), word.start))
  )
}

/** Kinds whose mention counts as current evidence even when it is of the past: that is what they are. */
const LASTING = new Set<FindingConcept['kind']>(['history', 'exposure'])
const DENYING = new Set('no not never non without nil denie denied'.split(' '))
const OF_RELATIVES =
  /\b(?:mother|father|brother|sister|sibling|cousins?|parents?|family|uncle|aunt|grand\w+)\b/i

function readMatch(
  text: string,
  words: readonly Word[],
  starts: ReadonlySet<number>,
  { first, last, meanings }: WordingMatch<Wording>,
): Finding[] {
  const assertion = readAssertion(text, words, starts, first, last + 1)
  const stated = words.slice(first, last + 1)
  const isDeniedDirectly = DENYING.has(words[first - 1]?.form ?? '') && !starts.has(first)
  const opening = Math.max(
    0,
    stated.findIndex(({ form }) => !DENYING.has(form)),
  )
  const end = words[last]?.end ?? 0
  const isFamilyFinding = OF_RELATIVES.test(text.slice(words[first]?.start, end))
  return meanings.map(({ concept, isAbsence }) => {
    // A wording of absence is turned by a negation right before it only: "not afebrile".
    const isNegated = isAbsence ? !isDeniedDirectly : assertion.isNegated
    const isPast = assertion.temporality === 'past' && LASTING.has(concept.kind)
    const ownsRelative =
      isFamilyFinding || concept.id.startsWith('family-history') || concept.id === 'autoimmune-history'
    return {
      conceptId: concept.id,
      label: concept.label,
      polarity: isNegated ? 'absent' : 'present',
      isUncertain: assertion.isUncertain && !isNegated,
      experiencer: ownsRelative ? 'patient' : assertion.experiencer,
      temporality: isPast ? 'current' : assertion.temporality,
      value: null,
      unit: null,
      // The negating word stays outside.
      span: { start: words[isAbsence ? first + opening : first]?.start ?? 0, end },
    }
  })
}

/**
 * Findings that a value makes: present beyond a rule's limit, absent on the normal side of it. A value abnormal the other way,
 * or abnormal but short of the limit, says nothing of the rule's concept.
 */
function compareWithRules(measurement: Measurement, compiled: CompiledPack): Finding[] {
  return (compiled.measured.get(measurement.analyte) ?? []).flatMap((concept): Finding[] => {
    const { measure } = concept
    if (!measure) return []
    const { siValue, flag } = measurement
    const isBeyond =
      measure.threshold === undefined
        ? flag === measure.is
        : measure.is === 'high'
          ? siValue > measure.threshold
          : siValue < measure.threshold
    if (!isBeyond && flag !== 'normal') return []
    return [
      {
        conceptId: concept.id,
        label: concept.label,
        polarity: isBeyond ? 'present' : 'absent',
        isUncertain: false,
        experiencer: 'patient',
        temporality: 'current',
        value: measurement.value,
        unit: measurement.unit,
        span: measurement.span,
      },
    ]
  })
}
