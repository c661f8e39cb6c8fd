import { abbreviationAt } from './abbreviations'
import { matchShared } from './coordination'
import { TypoIndex } from './typos'
import {
  isJoined,
  stepTo,
  type WordingIndex,
  type WordingMatch,
  type WordingReading,
} from './wording-reading'
import { addWording, createNode, wordingForms, type WordingNode } from './wording-tree'
import { isPassedOver, type Word } from './words'

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
  let covered = -1
  for (let first = 0; first < words.length; first++) {
    const match = walk(reading, first, matches)
    // The second word of "sore throat, nose and ear pain" begins no list of its own.
    if (first > covered) for (const each of matchShared(reading, first, match)) matches.push(each)
    if (match) covered = Math.max(covered, match.last)
  }
  return matches
}

/** The most words that come between the words of a wording: "swelling of the left calf". */
const MOST_BETWEEN = 2
const BETWEEN = new Set(
  'left right bilateral both mild moderate severe marked acute diffuse slight minor'.split(' '),
)

/** The longest wording that begins at a word; all that begin there go to `found`. */
function walk<Meaning>(
  reading: WordingReading<Meaning>,
  first: number,
  found?: WordingMatch<Meaning>[],
): WordingMatch<Meaning> | null {
  const { words, index, isExact } = reading
  const opening = words[first]
  if (!opening) return null
  const short = isExact ? null : abbreviationAt(reading, first)
  let node = short ? followForms(index.root, short) : stepTo(reading, index.root, opening)
  if (!node) return null
  let best: WordingMatch<Meaning> | null = null
  const keep = (last: number, meanings: readonly Meaning[]) => {
    best = { first, last, meanings }
    found?.push(best)
  }
  if (node.meanings) keep(first, node.meanings)
  let between = 0
  for (let at = first + 1; at < words.length && node.children.size > 0; at++) {
    const word = words[at]
    if (!word || !isJoined(reading, at)) break
    if (isPassedOver(word)) continue
    const next: WordingNode<Meaning> | undefined = stepTo(reading, node, word)
    if (next) {
      node = next
      if (node.meanings) keep(at, node.meanings)
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
