import type { TypoIndex } from './typos'
import type { WordingNode } from './wording-tree'
import type { Word } from './words'

/** Wordings by their words, and their long words for the sake of slips of the pen. */
export interface WordingIndex<Meaning> {
  readonly root: WordingNode<Meaning>
  readonly typos: TypoIndex
}

/** A wording found in a text: words `first` to `last`, both included. */
export interface WordingMatch<Meaning> {
  readonly first: number
  readonly last: number
  readonly meanings: readonly Meaning[]
}

/** A text being read with an index of wordings. */
export interface WordingReading<Meaning> {
  readonly text: string
  readonly words: readonly Word[]
  readonly starts: ReadonlySet<number>
  readonly index: WordingIndex<Meaning>
  /** Neither typing errors nor abbreviations nor words in between. */
  readonly isExact: boolean
}

/** What may stand between the words of one wording. */
const JOINT = /^[\s\-‐‑–/'’(),+]{0,4}$/

/** Whether the word at an index may belong to the same wording as the one before it. */
export function isJoined({ text, words, starts }: WordingReading<unknown>, at: number): boolean {
  const before = words[at - 1]
  const word = words[at]
  if (!before || !word || starts.has(at)) return false
  if (word.start - before.end === 1 && text.charCodeAt(before.end) === 32) return true
  return JOINT.test(text.slice(before.end, word.start))
}

/** The node that a word leads to, its spelling forgiven where no wording has the word as it stands. */
export function stepTo<Meaning>(
  { index, isExact }: WordingReading<Meaning>,
  node: WordingNode<Meaning>,
  { form }: Word,
): WordingNode<Meaning> | undefined {
  const next = node.children.get(form)
  if (next || isExact) return next
  const mended = index.typos.mend(form)
  return mended === null ? undefined : node.children.get(mended)
}
