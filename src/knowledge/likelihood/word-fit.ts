import type { CompiledPack } from '../extraction/compile-pack'
import { isPassedOver, readWords } from '../extraction/words'
import { type Disease, type FrequencyClass, type KnowledgePack } from '../pack/pack'

/**
 * How well the words of a case fit what is written about each disease: its names, the wordings of its findings and its tests.
 * It catches what the reading of findings passes over, such as a part of the diagnosis' own name in a pathology report.
 */
export interface WordFit {
  /** In the pack's order: standard deviations above the mean of all diseases; all 0 where no word fits any. */
  readonly deviations: Float64Array
  /** The words and pairs of words that fit a disease best, most telling first, as written in the case. */
  readonly listTelling: (disease: Disease) => string[]
}

/** Okapi BM25's constants. */
const K1 = 1.2
const B = 0.75
/** How much a disease's document dwells on a finding. */
const DWELL: Readonly<Record<FrequencyClass, number>> = {
  obligate: 1.3,
  'very-frequent': 1.2,
  frequent: 1,
  occasional: 0.6,
  rare: 0.3,
  excluded: 0,
}
const DWELL_ON_NAME = 2
const MOST_TELLING = 5

interface Postings {
  /** Index of the disease and the weight of the term in it. */
  readonly of: ReadonlyMap<string, readonly { readonly at: number; readonly weight: number }[]>
  readonly indexOf: ReadonlyMap<string, number>
}

const indexes = new WeakMap<KnowledgePack, Postings>()

/**
 * Scores a case's words and pairs of neighbouring words against every disease by BM25, each different term once.
 * @see Robertson S, Zaragoza H. The probabilistic relevance framework. Found Trends Inf Retr 2009;3:333.
 */
export function fitWords({ pack }: CompiledPack, presentation: string): WordFit {
  const postings = postingsOf(pack)
  const terms = readTerms(presentation)
  const scores = new Float64Array(pack.diseases.length)
  for (const term of terms.keys())
    for (const { at, weight } of postings.of.get(term) ?? []) scores[at] = (scores[at] ?? 0) + weight
  return {
    deviations: standardise(scores),
    listTelling: ({ id }) => {
      const at = postings.indexOf.get(id)
      const found = [...terms].flatMap(([term, written]) => {
        const weight = postings.of.get(term)?.find((each) => each.at === at)?.weight
        return weight === undefined ? [] : [{ term, written, weight }]
      })
      const chosen: typeof found = []
      for (const each of found.sort((a, b) => b.weight - a.weight)) {
        const isSaid = chosen.some(({ term }) => overlaps(term, each.term))
        if (!isSaid && chosen.length < MOST_TELLING) chosen.push(each)
      }
      return chosen.map(({ written }) => written)
    },
  }
}

const overlaps = (a: string, b: string) => b.split(' ').some((word) => a.split(' ').includes(word))

function standardise(scores: Float64Array): Float64Array {
  const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length)
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / Math.max(1, scores.length)
  const deviation = Math.sqrt(variance) || 1
  return scores.map((score) => (score - mean) / deviation)
}

/** Terms of a text, each with its first writing. */
function readTerms(text: string): Map<string, string> {
  const terms = new Map<string, string>()
  const put = (term: string, start: number, end: number) => {
    if (!terms.has(term)) terms.set(term, text.slice(start, end))
  }
  let before: { form: string; start: number } | null = null
  for (const word of readWords(text)) {
    if (isPassedOver(word)) continue
    put(word.form, word.start, word.end)
    if (before) put(`${before.form} ${word.form}`, before.start, word.end)
    before = word
  }
  return terms
}

function postingsOf(pack: KnowledgePack): Postings {
  const known = indexes.get(pack)
  if (known) return known
  const made = indexPack(pack)
  indexes.set(pack, made)
  return made
}

function indexPack(pack: KnowledgePack): Postings {
  const wordings = new Map(
    pack.findings.map(({ id, label, synonyms }) => [id, [label, ...synonyms].map(readForms)] as const),
  )
  const documents = pack.diseases.map((disease) => {
    const counts = new Map<string, number>()
    for (const [id, frequency] of Object.entries(disease.findings))
      for (const forms of wordings.get(id) ?? []) addTerms(counts, forms, DWELL[frequency])
    for (const name of [disease.name, ...disease.synonyms]) addTerms(counts, readForms(name), DWELL_ON_NAME)
    for (const test of disease.nextTests) addTerms(counts, readForms(test), 1)
    return counts
  })
  const lengths = documents.map((counts) => [...counts.values()].reduce((sum, count) => sum + count, 0))
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
  const of = new Map<string, { at: number; weight: number }[]>()
  documents.forEach((counts, at) => {
    const norm = K1 * (1 - B + (B * (lengths[at] ?? 0)) / meanLength)
    for (const [term, count] of counts) {
      if (count === 0) continue
      const list = of.get(term) ?? []
      list.push({ at, weight: (count * (K1 + 1)) / (count + norm) })
      of.set(term, list)
    }
  })
  for (const list of of.values()) {
    const rarity = Math.log(1 + (documents.length - list.length + 0.5) / (list.length + 0.5))
    for (const each of list) each.weight *= rarity
  }
  return { of, indexOf: new Map(pack.diseases.map(({ id }, at) => [id, at])) }
}

const readForms = (text: string) =>
  readWords(text)
    .filter((word) => !isPassedOver(word))
    .map(({ form }) => form)

function addTerms(counts: Map<string, number>, forms: readonly string[], weight: number): void {
  forms.forEach((form, at) => {
    counts.set(form, (counts.get(form) ?? 0) + weight)
    const before = forms[at - 1]
    if (before !== undefined) {
      const pair = `${before} ${form}`
      counts.set(pair, (counts.get(pair) ?? 0) + weight)
    }
  })
}
