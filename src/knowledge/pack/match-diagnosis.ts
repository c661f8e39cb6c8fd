import { readWords } from '../extraction/words'
import type { Disease, KnowledgePack } from './pack'

export interface DiagnosisIndex {
  /** The disease that a diagnosis in free text names, or null where the pack knows none by that name. Never throws. */
  readonly findDisease: (text: string) => Disease | null
}

/** Words before a diagnosis that say how sure, how fast or how bad, and not which disease. */
const LEADING = new Set(
  (
    'a an the probable probably possible likely suspected presumed presumptive confirmed definite acute subacute chronic ' +
    'severe mild moderate new newly diagnosed onset early classic classical typical atypical recurrent first episode of ' +
    'exacerbation symptomatic left right bilateral sided active untreated'
  ).split(' '),
)
/** Words that open an addition to a diagnosis: its cause, site or complication. */
const ADDITION =
  /[,;:./]|\s(?:with|without|due to|secondary to|caused by|complicated by|complicating|following|after|in|of the|from|presenting|associated with|and)\s/i
const BRACKETS = /[([{]([^()[\]{}]*)[)\]}]/g

const normalise = (text: string) => readWords(text.replaceAll('_', ' ')).map(({ form }) => form)

/**
 * Index over the names and synonyms of a pack's diseases. Letter case, accents, hyphens, possessives, plurals, British
 * or American spelling, bracketed parts, leading words such as "probable" or "acute", and additions such as "due to
 * gallstones" don't matter, but for acute where the pack says chronic; beyond that the name must be the whole text, so that "pneumonia" doesn't match
 * "hypersensitivity pneumonitis" and "no evidence of gout" matches nothing.
 */
export function createDiagnosisIndex(pack: KnowledgePack): DiagnosisIndex {
  const exact = new Map<string, Disease>()
  const bare = new Map<string, { readonly disease: Disease; readonly course: string | null }>()
  for (const disease of pack.diseases) {
    for (const name of [disease.name, ...disease.synonyms]) {
      const words = normalise(name)
      setFirst(exact, words.join(' '), disease)
      const rest = dropLeading(words)
      setFirst(bare, rest.join(' '), { disease, course: courseOf(words.slice(0, -rest.length)) })
    }
  }
  const look = (text: string) => {
    const words = normalise(text)
    const whole = words.join(' ')
    const rest = dropLeading(words)
    const named = exact.get(whole) ?? exact.get(rest.join(' '))
    if (named) return named
    const candidate = bare.get(rest.join(' '))
    if (!candidate) return null
    const course = courseOf(words.slice(0, -rest.length))
    const isOther = course !== null && candidate.course !== null && course !== candidate.course
    return isOther ? null : candidate.disease
  }
  return {
    findDisease: (text) => {
      for (const candidate of listReadings(text)) {
        const disease = look(candidate)
        if (disease) return disease
      }
      return null
    },
  }
}

/** Acute and chronic can be different diseases of one name, as the leukaemias are. */
function courseOf(words: readonly string[]): string | null {
  return words.find((word) => word === 'acute' || word === 'chronic') ?? null
}

/** Short capitals stand for many things, and here for something the words before them did not name. */
const ABBREVIATION = /^\s*[A-Z][A-Za-z0-9-]{1,5}\s*$/

/** Readings of a diagnosis from the most to the least literal. */
function listReadings(text: string): string[] {
  const outside = text.replace(BRACKETS, ' ')
  const inside = [...text.matchAll(BRACKETS)]
    .map((match) => match[1] ?? '')
    .filter((part) => !ABBREVIATION.test(part))
  const head = outside.trim().split(ADDITION)[0] ?? ''
  return [text, outside, head, ...inside]
}

/** Without the words that don't name the disease; at least one word is left. */
function dropLeading(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => !LEADING.has(word))
  return first === -1 ? words.slice(-1) : words.slice(first)
}

function setFirst<T>(index: Map<string, T>, key: string, value: T): void {
  if (key !== '' && !index.has(key)) index.set(key, value)
}
