import { addWording, createNode, wordingForms, type WordingNode } from './wording-tree'
import { isPassedOver, type Word } from './words'
import { TypoIndex } from './typos'
import { abbreviationAt } from './abbreviations'
import { matchShared } from './coordination'

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

/** Indexes wordings; articles, copulas and adverbs of degree inside them count for nothing. */
export function indexWordings<Meaning>(
  wordings: Iterable<readonly [string, Meaning]>,
): WordingIndex<Meaning> {
  const root = createNode<Meaning>()
  const typos = new TypoIndex()
  for (const [wording, meaning] of wordings) {
    addWording(root, wording, meaning)
    for (const form of wordingForms(wording)) typos.add(form)
  }
  return { root, typos }
}

/** Finds the longest wordings, left to right, none overlapping another and none across the start of a sentence. */
export function matchWordings<Meaning>(
  text: string,
  words: readonly Word[],
  starts: ReadonlySet<number>,
  index: WordingIndex<Meaning>,
): WordingMatch<Meaning>[] {
  const matches: WordingMatch<Meaning>[] = []
  for (let first = 0; first < words.length; first++) {
    const match = walk({ text, words, starts, index, isExact: true }, first)
    if (!match) continue
    matches.push(match)
    first = match.last
  }
  return matches
}

/**
 * Finds the longest wording at every word, in order of place, overlapping ones too; none across the start of a sentence. Reads
 * what a list shares ("chest and back pain"), abbreviations in capitals, and one wrong letter in a long word.
 */
export function matchAllWordings<Meaning>(
  text: string,
  words: readonly Word[],
  starts: ReadonlySet<number>,
  index: WordingIndex<Meaning>,
): WordingMatch<Meaning>[] {
  const matches: WordingMatch<Meaning>[] = []
  const reading = { text, words, starts, index, isExact: false }
  for (let first = 0; first < words.length; first++) {
    const match = walk(reading, first)
    const shared = matchShared(reading, first, match)
    if (match) matches.push(match)
    for (const each of shared) matches.push(each)
  }
  return matches
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

/** The most words that come between the words of a wording: "swelling of the left calf". */
const MOST_BETWEEN = 2
const BETWEEN = new Set(
  'left right bilateral both mild moderate severe marked acute diffuse slight minor'.split(' '),
)

function walk<Meaning>(reading: WordingReading<Meaning>, first: number): WordingMatch<Meaning> | null {
  const { words, index, isExact } = reading
  const opening = words[first]
  if (!opening) return null
  const short = isExact ? null : abbreviationAt(reading, first)
  let node = short ? followForms(index.root, short) : stepTo(reading, index.root, opening)
  if (!node) return null
  let best: WordingMatch<Meaning> | null = node.meanings
    ? { first, last: first, meanings: node.meanings }
    : null
  let between = 0
  for (let at = first + 1; at < words.length && node.children.size > 0; at++) {
    const word = words[at]
    if (!word || !isJoined(reading, at)) break
    if (isPassedOver(word)) continue
    const next: WordingNode<Meaning> | undefined = stepTo(reading, node, word)
    if (next) {
      node = next
      if (node.meanings) best = { first, last: at, meanings: node.meanings }
    } else if (isExact || !BETWEEN.has(word.form) || ++between > MOST_BETWEEN) break
  }
  return best
}

function followForms<Meaning>(
  root: WordingNode<Meaning>,
  path: readonly string[],
): WordingNode<Meaning> | undefined {
  let node: WordingNode<Meaning> | undefined = root
  for (const form of path) node = node?.children.get(form)
  return node
}
