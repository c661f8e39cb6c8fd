import type { Reach } from './cues'
import type { Word } from './words'

/** One sentence of a text: its words are `from` to `to`, the latter excluded. */
export interface Sentence {
  readonly text: string
  readonly words: readonly Word[]
  readonly from: number
  readonly to: number
  /** Flags for each word of the text, filled in as sentences are read. */
  readonly marks: Uint8Array
}

/** What a cue marks, how far it reaches, and the first word that it marks. */
export interface Opening {
  readonly mark: number
  readonly reach: Reach
  readonly since: number
}

/** A full stop, question mark, semicolon or line break between words; not the point of a number or of "e.g.". */
const BREAK = /[.;?!\n]/

/** Indexes of the words that begin a sentence. */
export function findStarts(text: string, words: readonly Word[]): Set<number> {
  const starts = new Set<number>([0])
  for (let at = 1; at < words.length; at++) {
    const [before, after] = [words[at - 1], words[at]]
    if (!before || !after) continue
    // Nearly every gap is one blank.
    if (after.start - before.end === 1 && text.charCodeAt(before.end) === 32) continue
    const gap = text.slice(before.end, after.start)
    if (!BREAK.test(gap)) continue
    const isDecimal = gap === '.' && /\d$/.test(before.form) && /^\d/.test(after.form)
    if (!isDecimal) starts.add(at)
  }
  return starts
}

export const formAt = (words: readonly Word[], at: number): string => words[at]?.form ?? ''

/** What stands between a word and the one before it. */
export function gapBefore({ text, words, from }: Sentence, at: number): string {
  const before = words[at - 1]
  const word = words[at]
  return before && word && at > from ? text.slice(before.end, word.start) : ''
}
