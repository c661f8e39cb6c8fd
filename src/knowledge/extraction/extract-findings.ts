import type { Finding } from '../../domain/finding'
import type { FindingConcept } from '../pack/pack'
import { readAssertion } from './assertion'
import type { CompiledPack, Wording } from './compile-pack'
import { type AgeReading, type SexReading, readAge, readSex } from './demographics'
import { type Measurement, readMeasurements } from './measurements'
import { type Word, readWords } from './words'

export interface Extraction {
  readonly findings: readonly Finding[]
  readonly age: AgeReading | null
  readonly sex: SexReading | null
  readonly measurements: readonly Measurement[]
}

/** A full stop, question mark, semicolon or line break between words; not the point of a number or of "e.g.". */
const BREAK = /[.;?!\n]/
/** What may stand between the words of one wording. */
const JOINT = /^[\s\-–/'’(),]*$/

/**
 * What a text states to be present or absent. Spans are UTF-16 offsets into `text`; they cover the words that name the
 * finding, or an analyte's name and value, never the negating word. Never throws.
 */
export function extractFindings(text: string, compiled: CompiledPack): Extraction {
  const words = readWords(text)
  const starts = findStarts(text, words)
  const named: Finding[] = []
  for (let at = 0; at < words.length; at++) {
    const match = matchAt(text, words, starts, compiled, at)
    if (!match) continue
    named.push(toFinding(words, starts, at, match.length, match.wording))
    at += match.length - 1
  }
  const measurements = readMeasurements(text)
  const measured = measurements.flatMap((measurement) => compareWithRules(measurement, compiled))
  const findings = [...named, ...measured].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  )
  return { findings, age: readAge(text), sex: readSex(text), measurements }
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

function matchAt(
  text: string,
  words: readonly Word[],
  starts: ReadonlySet<number>,
  compiled: CompiledPack,
  at: number,
): { wording: Wording; length: number } | null {
  const first = words[at]
  if (!first) return null
  const longest = Math.min(compiled.longestFrom.get(first.form) ?? 0, words.length - at)
  let key = ''
  let best: { wording: Wording; length: number } | null = null
  for (let length = 1; length <= longest; length++) {
    const word = words[at + length - 1]
    if (!word || (length > 1 && starts.has(at + length - 1))) break
    if (length > 1 && !JOINT.test(text.slice(words[at + length - 2]?.end, word.start))) break
    key = length === 1 ? word.form : `${key} ${word.form}`
    const wording = compiled.wordings.get(key)
    if (wording) best = { wording, length }
  }
  return best
}

/** Kinds whose mention counts as current evidence even when it is of the past: that is what they are. */
const LASTING = new Set<FindingConcept['kind']>(['history', 'exposure'])

function toFinding(
  words: readonly Word[],
  starts: ReadonlySet<number>,
  from: number,
  length: number,
  { concept, isAbsence }: Wording,
): Finding {
  const to = from + length
  const assertion = readAssertion(words, starts, from, to)
  const isNegated = isAbsence || assertion.isNegated
  const ownsRelative = concept.id.startsWith('family-history') || concept.id === 'autoimmune-history'
  return {
    conceptId: concept.id,
    label: concept.label,
    polarity: isNegated ? 'absent' : 'present',
    isUncertain: assertion.isUncertain && !isNegated,
    experiencer: ownsRelative ? 'patient' : assertion.experiencer,
    temporality:
      LASTING.has(concept.kind) && assertion.temporality === 'past' ? 'current' : assertion.temporality,
    value: null,
    unit: null,
    span: { start: words[from]?.start ?? 0, end: words[to - 1]?.end ?? 0 },
  }
}

/** Findings that a value makes: present beyond the rule's threshold, absent on the normal side of it. */
function compareWithRules(measurement: Measurement, { pack }: CompiledPack): Finding[] {
  return pack.findings.flatMap((concept): Finding[] => {
    const rule = concept.measure
    if (rule?.analyte !== measurement.analyte) return []
    const limit = rule.threshold ?? null
    const isMet =
      limit === null
        ? measurement.flag === rule.is
        : rule.is === 'high'
          ? measurement.siValue > limit
          : measurement.siValue < limit
    // A value beyond the range but short of the rule says nothing either way.
    if (!isMet && measurement.flag === rule.is) return []
    return [
      {
        conceptId: concept.id,
        label: concept.label,
        polarity: isMet ? 'present' : 'absent',
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
