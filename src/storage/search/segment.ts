import { PostingsWriter, eachPosting } from './postings'
import { eachWord } from './tokens'

/**
 * The inverted index of a stretch of documents, never changed once made. Plain strings and typed arrays, so that storing
 * and loading it is a copy. Terms ascend by code unit.
 */
export interface Segment {
  readonly firstDocument: number
  readonly documentCount: number
  /** All terms after each other; term `t` is `dictionary.slice(termStarts[t], termStarts[t + 1])`. */
  readonly dictionary: string
  readonly termStarts: Uint32Array
  /** Lists as `PostingsWriter` makes them, counted from `firstDocument - 1`; term `t` has `postingStarts[t] … [t + 1]`. */
  readonly postings: Uint8Array
  readonly postingStarts: Uint32Array
}

/** Indexes texts as the documents `firstDocument`, `firstDocument + 1`, … */
export function buildSegment(texts: readonly string[], firstDocument: number): Segment {
  const lists = new Map<string, number[]>()
  texts.forEach((text, index) => {
    eachWord(text, (word) => {
      const list = lists.get(word)
      if (list === undefined) lists.set(word, [index])
      else if (list[list.length - 1] !== index) list.push(index)
    })
  })
  const writer = new SegmentWriter(firstDocument, texts.length)
  for (const term of [...lists.keys()].sort()) {
    writer.startTerm(term)
    for (const index of lists.get(term) ?? []) writer.addDocument(firstDocument + index)
  }
  return writer.finish()
}

/**
 * One segment for several that follow each other. `renumber` gives a document's new number, or -1 to leave it out; it
 * must keep the order. Terms that no document is left for are dropped.
 */
export function mergeSegments(
  segments: readonly Segment[],
  renumber: (document: number) => number,
  firstDocument: number,
  documentCount: number,
): Segment {
  const size = segments.reduce((total, { postings }) => total + postings.length, 0)
  const writer = new SegmentWriter(firstDocument, documentCount, size)
  const places = segments.map(() => 0)
  const heads = segments.map((segment) => termAt(segment, 0))
  for (;;) {
    let least: string | null = null
    for (const head of heads) if (head !== null && (least === null || head < least)) least = head
    if (least === null) return writer.finish()
    writer.startTerm(least)
    for (const [index, segment] of segments.entries()) {
      if (heads[index] !== least) continue
      const place = places[index] ?? 0
      eachDocument(segment, place, (document) => {
        const renumbered = renumber(document)
        if (renumbered >= 0) writer.addDocument(renumbered)
      })
      places[index] = place + 1
      heads[index] = termAt(segment, place + 1)
    }
  }
}

/** The terms that begin with a prefix, as a half-open range of term numbers. */
export function prefixRange(segment: Segment, prefix: string): { first: number; end: number } {
  const first = lowerBound(segment, 0, (term) => term >= prefix)
  return { first, end: lowerBound(segment, first, (term) => !term.startsWith(prefix)) }
}

/** Calls back with the documents of one term. */
export function eachDocument(segment: Segment, term: number, onDocument: (document: number) => void): void {
  const { postings, postingStarts, firstDocument } = segment
  eachPosting(postings, postingStarts[term] ?? 0, postingStarts[term + 1] ?? 0, firstDocument - 1, onDocument)
}

function termAt({ dictionary, termStarts }: Segment, term: number): string | null {
  return term < termStarts.length - 1 ? dictionary.slice(termStarts[term], termStarts[term + 1]) : null
}

function lowerBound(segment: Segment, from: number, isReached: (term: string) => boolean): number {
  let low = from
  let high = segment.termStarts.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isReached(termAt(segment, middle) ?? '')) high = middle
    else low = middle + 1
  }
  return low
}

class SegmentWriter {
  readonly #firstDocument: number
  readonly #documentCount: number
  readonly #postings: PostingsWriter
  readonly #terms: string[] = []
  readonly #postingStarts: number[] = []
  #previous = 0

  constructor(firstDocument: number, documentCount: number, capacity = 1024) {
    this.#firstDocument = firstDocument
    this.#documentCount = documentCount
    this.#postings = new PostingsWriter(capacity)
  }

  startTerm(term: string): void {
    if (this.#postingStarts.at(-1) === this.#postings.length) {
      this.#terms.pop()
      this.#postingStarts.pop()
    }
    this.#terms.push(term)
    this.#postingStarts.push(this.#postings.length)
    this.#previous = this.#firstDocument - 1
  }

  addDocument(document: number): void {
    this.#postings.writeGap(document - this.#previous)
    this.#previous = document
  }

  finish(): Segment {
    if (this.#postingStarts.at(-1) === this.#postings.length) {
      this.#terms.pop()
      this.#postingStarts.pop()
    }
    const termStarts = new Uint32Array(this.#terms.length + 1)
    this.#terms.forEach((term, index) => {
      termStarts[index + 1] = (termStarts[index] ?? 0) + term.length
    })
    return {
      firstDocument: this.#firstDocument,
      documentCount: this.#documentCount,
      dictionary: this.#terms.join(''),
      termStarts,
      postings: this.#postings.finish(),
      postingStarts: Uint32Array.from([...this.#postingStarts, this.#postings.length]),
    }
  }
}
