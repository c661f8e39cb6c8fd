import { CASE_SOURCES, type ClinicalCase } from '../../domain/case'
import type { CaseId } from '../../domain/ids'

const SYLLABLES = [
  'car',
  'di',
  'o',
  'my',
  'neu',
  'ro',
  'path',
  'i',
  'hep',
  'at',
  'ic',
  'ren',
  'al',
  'derm',
  'a',
  'tox',
  'in',
  'em',
  'lym',
  'ph',
]
const SPECIALTIES = [
  'Cardiology',
  'Neurology',
  'Infectious diseases',
  'Nephrology',
  'Gastroenterology',
  'Endocrinology',
  null,
]

/** A repeatable source of numbers from 0 to 1 (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Made-up cases for tests and measurements: words of medical-looking syllables out of a vocabulary of 40,000, a few of
 * them frequent and most rare, as in real prose. Presentations have about `words` words.
 */
export function createSyntheticCases(
  count: number,
  { seed = 1, words = 300 }: { seed?: number; words?: number } = {},
): ClinicalCase[] {
  const random = createRandom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T // the lists aren't empty
  const vocabulary = Array.from({ length: 40_000 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(SYLLABLES)).join(''),
  )
  const word = () => vocabulary[Math.floor(vocabulary.length * random() ** 3)] ?? ''
  const phrase = (length: number) => Array.from({ length }, word).join(' ')
  return Array.from({ length: count }, (_, index) => {
    const at = 1_700_000_000_000 + index * 60_000 + Math.floor(random() * 60_000)
    return {
      id: `00000000-0000-7000-8000-${(seed * 1_000_000 + index).toString(16).padStart(12, '0')}` as CaseId, // shaped like one
      revision: 1,
      title: `Case ${index + 1}: ${phrase(4)}`,
      presentation: `${phrase(Math.floor(words * (0.6 + random() * 0.8)))}.`,
      stages: [],
      source: pick(CASE_SOURCES),
      specialty: pick(SPECIALTIES),
      isFictional: true,
      goldDiagnosis: index % 10 === 9 ? null : phrase(2),
      referenceReasoning: [],
      expectedDifferential: [],
      cantMiss: [],
      teachingPoints: [],
      citation: null,
      extra: {},
      createdAt: at,
      updatedAt: at,
    }
  })
}
