import { type Segment, buildSegment, eachDocument, mergeSegments, prefixRange } from './segment'
import { readWords } from './tokens'

/** A segment is merged into the one before it until that one is this many times larger: few segments, little rewriting. */
const GROWTH = 4

/** A query's words beyond these are left out. */
const MAX_QUERY_WORDS = 32

/** Which documents match a query: those whose byte in `hits` equals `wordCount`. */
export interface SearchHits {
  readonly hits: Uint8Array
  readonly wordCount: number
}

/**
 * Word search over documents that are only ever added: a changed text becomes a new document, and the caller knows which
 * documents still count. Adding one is cheap, because it makes a small segment; segments are merged as they gather.
 */
export class InvertedIndex {
  #segments: Segment[]

  constructor(segments: readonly Segment[] = []) {
    this.#segments = [...segments]
  }

  /** In document order; never changed in place, so that a caller can tell by identity which of them it has stored. */
  get segments(): readonly Segment[] {
    return this.#segments
  }

  /** Puts segments of earlier documents before those added since: the index can take documents while it is still loading. */
  prepend(segments: readonly Segment[]): void {
    this.#segments = [...segments, ...this.#segments]
  }

  /** Indexes texts as the documents from `firstDocument` on, which must follow the last one. */
  add(texts: readonly string[], firstDocument: number): void {
    if (texts.length > 0) this.#segments.push(buildSegment(texts, firstDocument))
  }

  /** Merges small segments into their larger neighbours; documents that are not `isLive` lose their postings. */
  tidy(isLive: (document: number) => boolean): void {
    for (;;) {
      const last = this.#segments.at(-1)
      const previous = this.#segments.at(-2)
      if (!last || !previous || previous.documentCount >= GROWTH * last.documentCount) return
      let from = this.#segments.length - 2
      let count = previous.documentCount + last.documentCount
      // All that would have to be merged in turn is merged at once.
      while (from > 0 && (this.#segments[from - 1]?.documentCount ?? 0) < GROWTH * count) {
        from--
        count += this.#segments[from]?.documentCount ?? 0
      }
      const group = this.#segments.slice(from)
      const merged = mergeSegments(
        group,
        (document) => (isLive(document) ? document : -1),
        group[0]?.firstDocument ?? 0,
        count,
      )
      this.#segments = [...this.#segments.slice(0, from), merged]
    }
  }

  /** The same index with other document numbers, in one segment; -1 leaves a document out. Order must be kept. */
  renumbered(renumber: (document: number) => number, documentCount: number): InvertedIndex {
    return new InvertedIndex(
      documentCount === 0 ? [] : [mergeSegments(this.#segments, renumber, 0, documentCount)],
    )
  }

  /**
   * The documents that hold, for every word of the query, a word that begins with it; null for a query without words,
   * which matches everything.
   */
  search(query: string, documentCount: number): SearchHits | null {
    const words = readWords(query).slice(0, MAX_QUERY_WORDS)
    if (words.length === 0) return null
    const hits = new Uint8Array(documentCount)
    for (const [place, word] of words.entries()) {
      // A document counts up only from the number of words before this one, so terms with a common prefix count once.
      const mark = (document: number) => {
        if (hits[document] === place) hits[document] = place + 1
      }
      for (const segment of this.#segments) {
        const { first, end } = prefixRange(segment, word)
        for (let term = first; term < end; term++) eachDocument(segment, term, mark)
      }
    }
    return { hits, wordCount: words.length }
  }
}
