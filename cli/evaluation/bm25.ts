import { isPassedOver, readWords } from '../../src/knowledge/extraction/words'
import type { KnowledgePack } from '../../src/knowledge/pack/pack'

const K1 = 1.2
const B = 0.75

export interface Bm25Index {
  /** Ids of all documents, best first, ties by id. */
  readonly rank: (query: string) => string[]
}

/**
 * Okapi BM25 with k1 1.2 and b 0.75; every different word of a query counts once.
 * @see Robertson S, Zaragoza H. The probabilistic relevance framework. Found Trends Inf Retr 2009;3:333.
 */
export function createBm25Index(
  documents: readonly { readonly id: string; readonly text: string }[],
): Bm25Index {
  const postings = new Map<string, Map<number, number>>()
  const lengths = documents.map(({ text }, at) => {
    const forms = readForms(text)
    for (const form of forms) {
      const counts = postings.get(form) ?? new Map<number, number>()
      counts.set(at, (counts.get(at) ?? 0) + 1)
      postings.set(form, counts)
    }
    return forms.length
  })
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
  return {
    rank: (query) => {
      const scores = documents.map(() => 0)
      for (const form of new Set(readForms(query))) {
        const counts = postings.get(form)
        if (!counts) continue
        const idf = Math.log(1 + (documents.length - counts.size + 0.5) / (counts.size + 0.5))
        for (const [at, count] of counts) {
          const norm = K1 * (1 - B + (B * (lengths[at] ?? 0)) / meanLength)
          scores[at] = (scores[at] ?? 0) + (idf * count * (K1 + 1)) / (count + norm)
        }
      }
      return documents
        .map(({ id }, at) => ({ id, score: scores[at] ?? 0 }))
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .map(({ id }) => id)
    },
  }
}

/** Each disease as the words of its findings: labels and synonyms of all that it can have. */
export function writeDiseaseDocuments(pack: KnowledgePack): { id: string; text: string }[] {
  const wordings = new Map(
    pack.findings.map(({ id, label, synonyms }) => [id, [label, ...synonyms].join('. ')] as const),
  )
  return pack.diseases.map(({ id, findings }) => ({
    id,
    text: Object.entries(findings)
      .filter(([, frequency]) => frequency !== 'excluded')
      .map(([finding]) => wordings.get(finding) ?? '')
      .join('. '),
  }))
}

const readForms = (text: string) =>
  readWords(text)
    .filter((word) => !isPassedOver(word))
    .map(({ form }) => form)
