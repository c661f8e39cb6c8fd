import type { Span } from '../../domain/span'
import { type Word, readWords } from '../extraction/words'

export interface NearestWords {
  readonly text: string
  readonly span: Span
  /** Share of the wanted words that stand there in the same order, 0 to 1. */
  readonly similarity: number
}

/** Share of a quote's words that the nearest words must hold to be shown. */
const NEAR = 0.5
/** A quotation is a sentence or two; longer ones are compared by their beginning. */
const MOST_WORDS = 60

/** The window of a text, as long as a quotation, that shares most of its words. Null where none comes near. */
export function findNearestWords(text: string, words: readonly Word[], quote: string): NearestWords | null {
  const quoted = readWords(quote)
    .slice(0, MOST_WORDS)
    .map(({ form }) => form)
  const wanted = new Set(quoted)
  const size = Math.max(1, quoted.length)
  let best = { share: 0, from: 0 }
  const counts = new Map<string, number>()
  let distinct = 0
  for (let at = 0; at < words.length; at++) {
    const entering = words[at]?.form ?? ''
    if (wanted.has(entering)) {
      const count = counts.get(entering) ?? 0
      if (count === 0) distinct++
      counts.set(entering, count + 1)
    }
    const leaving = words[at - size]?.form
    if (leaving !== undefined && wanted.has(leaving)) {
      const count = (counts.get(leaving) ?? 1) - 1
      counts.set(leaving, count)
      if (count === 0) distinct--
    }
    const share = distinct / Math.max(1, wanted.size)
    if (share > best.share) best = { share, from: Math.max(0, at - size + 1) }
  }
  if (best.share < NEAR) return null
  const window = words.slice(best.from, best.from + size)
  const [first, last] = [window[0], window.at(-1)]
  if (!first || !last) return null
  const common = longestCommon(
    quoted,
    window.map(({ form }) => form),
  )
  const span = { start: first.start, end: last.end }
  return { text: text.slice(span.start, span.end), span, similarity: common / size }
}

/** Length of the longest common subsequence. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let before = Array.from({ length: b.length + 1 }, () => 0)
  for (const left of a) {
    const row = [0]
    b.forEach((right, at) => {
      row.push(left === right ? (before[at] ?? 0) + 1 : Math.max(before[at + 1] ?? 0, row[at] ?? 0))
    })
    before = row
  }
  return before.at(-1) ?? 0
}
