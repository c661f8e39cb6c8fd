import { isJoined, stepTo, type WordingMatch, type WordingReading } from './wording-reading'
import { HEADS, type WordingNode } from './wording-tree'
import { isPassedOver } from './words'

/** How far behind its own words the shared one may stand: "neck, back and joint pain". */
const FARTHEST = 7
const CONJUNCTIONS = new Set(['and', 'or', 'nor', 'and/or'])
/** Words that no list of body parts goes over. */
const STOPS = new Set(
  'of in on at to with without no not for from by but which who was were is are has had have he she it after before due over'.split(
    ' ',
  ),
)

/**
 * Wordings that share a word with their neighbours in a list. "chest and back pain": chest pain. "joint pain and swelling": joint
 * swelling. "pain in the chest and back": pain in the back. `match` is what the words at `first` say by themselves.
 */
export function matchShared<Meaning>(
  reading: WordingReading<Meaning>,
  first: number,
  match: WordingMatch<Meaning> | null,
): WordingMatch<Meaning>[] {
  const opening = reading.words[first]
  if (!opening) return []
  const found: WordingMatch<Meaning>[] = []
  let node: WordingNode<Meaning> | undefined = stepTo(reading, reading.index.root, opening)
  for (let at = first; node && node.children.size > 0; at++) {
    if (at > first) {
      const word = reading.words[at]
      if (!word || !isJoined(reading, at)) break
      if (!isPassedOver(word)) {
        node = stepTo(reading, node, word)
        if (!node) break
      }
    }
    if (!continuesList(reading, at + 1)) continue
    const shared = isHeadAhead(reading, node, at, found, first)
    if (shared) continue
    // "pain in the chest and back": the words behind "and" follow on from the same beginning.
  }
  if (match) found.push(...continueWith(reading, match))
  return found
}

/** Whether a conjunction or a comma stands before a word. */
function continuesList(reading: WordingReading<unknown>, at: number): boolean {
  const { text, words } = reading
  const word = words[at]
  const before = words[at - 1]
  if (!word || !before || reading.starts.has(at)) return false
  return CONJUNCTIONS.has(word.form) || text.slice(before.end, word.start).includes(',')
}

/** Looks ahead from an unfinished wording, over the rest of a list, for the head word that would finish it. */
function isHeadAhead<Meaning>(
  reading: WordingReading<Meaning>,
  node: WordingNode<Meaning>,
  last: number,
  found: WordingMatch<Meaning>[],
  first: number,
): boolean {
  const { words } = reading
  let hasConjunction = false
  for (let at = last + 1; at < Math.min(words.length, last + 1 + FARTHEST); at++) {
    const word = words[at]
    if (!word || !isJoined(reading, at) || STOPS.has(word.form)) return false
    if (CONJUNCTIONS.has(word.form)) hasConjunction = true
    if (!HEADS.has(word.form)) continue
    const end = node.children.get(word.form)
    // The head right behind a conjunction has no part of its own: it is no shared one.
    if (!end?.meanings || !hasConjunction || CONJUNCTIONS.has(words[at - 1]?.form ?? '')) return false
    found.push({ first, last: at, meanings: end.meanings })
    return true
  }
  return false
}

/** "joint pain and swelling", "pain in the chest and back": another ending of what has just been read. */
function continueWith<Meaning>(
  reading: WordingReading<Meaning>,
  { first, last }: WordingMatch<Meaning>,
): WordingMatch<Meaning>[] {
  const { words, index } = reading
  if (last === first || !CONJUNCTIONS.has(words[last + 1]?.form ?? '') || !isJoined(reading, last + 1))
    return []
  const isHeadFirst = HEADS.has(words[first]?.form ?? '')
  const isHeadLast = HEADS.has(words[last]?.form ?? '')
  if (isHeadFirst === isHeadLast) return []
  // The path to the word before the last one: what both endings share.
  let node: WordingNode<Meaning> | undefined = index.root
  const kept = isHeadFirst ? first + 1 : last - 1
  for (let at = first; at <= kept && node; at++) {
    const word = words[at]
    if (word && !isPassedOver(word)) node = stepTo(reading, node, word)
  }
  if (!node) return []
  for (let at = last + 2; at < Math.min(words.length, last + 5); at++) {
    const word = words[at]
    if (!word || !isJoined(reading, at)) return []
    if (isPassedOver(word)) continue
    if (isHeadLast && !HEADS.has(word.form)) return []
    node = stepTo(reading, node, word)
    if (!node) return []
    if (node.meanings) return [{ first, last: at, meanings: node.meanings }]
  }
  return []
}
