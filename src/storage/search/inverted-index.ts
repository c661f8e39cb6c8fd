import { readWords } from './tokens'

/**
 * Which documents hold which words, in typed arrays: `terms` sorted by code unit, and for term `t` the ascending document
 * numbers `postings[offsets[t] … offsets[t + 1])`. Small to store and read back in one piece.
 */
export interface InvertedIndex {
  readonly terms: readonly string[]
  readonly offsets: Uint32Array
  readonly postings: Uint32Array
}

/** Indexes texts by their place in the list. */
export function buildInvertedIndex(texts: Iterable<string>): InvertedIndex {
  const lists = new Map<string, number[]>()
  let document = 0
  let total = 0
  for (const text of texts) {
    for (const word of readWords(text)) {
      const list = lists.get(word)
      if (!list) lists.set(word, [document])
      else if (list[list.length - 1] !== document) list.push(document)
      else continue
      total++
    }
    document++
  }
  const terms = [...lists.keys()].sort()
  const offsets = new Uint32Array(terms.length + 1)
  const postings = new Uint32Array(total)
  let at = 0
  terms.forEach((term, index) => {
    const list = lists.get(term) ?? []
    postings.set(list, at)
    at += list.length
    offsets[index + 1] = at
  })
  return { terms, offsets, postings }
}

/**
 * Marks the documents that hold, for every word of the query, a word beginning with it. Returns one byte per document,
 * 1 where it matches; null for a query without words, which matches everything.
 */
export function searchIndex(index: InvertedIndex, documentCount: number, query: string): Uint8Array | null {
  const words = [...new Set(readWords(query))]
  if (words.length === 0) return null
  let hits: Uint8Array | null = null
  for (const word of words) {
    const found = new Uint8Array(documentCount)
    const [first, last] = prefixRange(index.terms, word)
    const end = index.offsets[last] ?? 0
    for (let at = index.offsets[first] ?? 0; at < end; at++) {
      const document = index.postings[at] ?? 0
      if (hits === null || hits[document] === 1) found[document] = 1
    }
    hits = found
  }
  return hits
}

/** Whether a text matches a query by the same rule; for the few texts that are not indexed yet. */
export function matchesQuery(words: readonly string[], query: string): boolean {
  return readWords(query).every((prefix) => words.some((word) => word.startsWith(prefix)))
}

function prefixRange(terms: readonly string[], prefix: string): [number, number] {
  const first = lowerBound(terms, (term) => term >= prefix)
  const last = lowerBound(terms, (term) => term >= prefix && !term.startsWith(prefix))
  return [first, last]
}

function lowerBound(terms: readonly string[], isReached: (term: string) => boolean): number {
  let low = 0
  let high = terms.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isReached(terms[middle] ?? '')) high = middle
    else low = middle + 1
  }
  return low
}
