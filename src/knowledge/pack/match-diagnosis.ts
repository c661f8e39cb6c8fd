import { readWords } from '../extraction/words'
import type { Disease, KnowledgePack } from './pack'

export interface DiagnosisIndex {
  /** The disease that a diagnosis in free text names, or null where the pack knows none by that name. Never throws. */
  readonly findDisease: (text: string) => Disease | null
  /** What stands in for the disease that the text names, where that has no script of its own; null where nothing does. */
  readonly findStandIn: (text: string) => StandIn | null
}

export interface StandIn {
  readonly disease: Disease
  /** The name that it covers, as the pack writes it. */
  readonly covered: string
}

interface Match {
  readonly disease: Disease
  /** Null where the disease is what was named. */
  readonly covered: string | null
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
  const covers = new Map<string, StandIn>()
  for (const disease of pack.diseases) {
    for (const name of disease.covers ?? [])
      setFirst(covers, normalise(name).join(' '), { disease, covered: name })
    for (const name of [disease.name, ...disease.synonyms]) {
      const words = normalise(name)
      setFirst(exact, words.join(' '), disease)
      const rest = dropLeading(words)
      setFirst(bare, rest.join(' '), { disease, course: courseOf(words.slice(0, -rest.length)) })
    }
  }
  const lookExactly = (words: readonly string[]): Match | null => {
    const key = words.join(' ')
    const named = exact.get(key)
    return named ? { disease: named, covered: null } : (covers.get(key) ?? null)
  }
  const look = (text: string): Match | null => {
    const words = normalise(text)
    const rest = dropLeading(words)
    const match = lookExactly(words) ?? lookExactly(rest)
    if (match) return match
    const candidate = bare.get(rest.join(' '))
    if (!candidate) return null
    const course = courseOf(words.slice(0, -rest.length))
    const isOther = course !== null && candidate.course !== null && course !== candidate.course
    return isOther ? null : { disease: candidate.disease, covered: null }
  }
  // A covered name ends the search: its shorter readings, as "mucocele" for one of the appendix, are other diseases.
  const find = (text: string): Match | null => {
    for (const candidate of listReadings(text)) {
      const match = look(candidate)
      if (match) return match
    }
    return null
  }
  return {
    findDisease: (text) => {
      const match = find(text)
      return match?.covered === null ? match.disease : null
    },
    findStandIn: (text) => {
      const { disease, covered = null } = find(text) ?? {}
      return disease && covered !== null ? { disease, covered } : null
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
