import type { Experiencer, Temporality } from '../../domain/finding'
import { DENIED, DOUBTED, FEARED, OF_RELATIVE, PAST, RESOLVED } from './cues'
import { markSentence } from './scopes'
import type { Word } from './words'

/** How a mention is meant: stated or denied, sure or not, over or not, whose, and when. */
export interface Assertion {
  readonly isNegated: boolean
  readonly isUncertain: boolean
  readonly isResolved: boolean
  readonly experiencer: Experiencer
  readonly temporality: Temporality
}

/** Reads how mentions in one text are meant; each sentence is gone through once, and only if asked about. */
export interface AssertionReader {
  /** How the words `from` to `to` (excluded) are meant. They lie in one sentence. */
  readonly readAssertion: (from: number, to: number) => Assertion
}

/** A reader for a text. `starts` are the indexes of the words that begin a sentence. */
export function createAssertionReader(
  text: string,
  words: readonly Word[],
  starts: ReadonlySet<number>,
): AssertionReader {
  const marks = new Uint8Array(words.length)
  const isRead = new Uint8Array(words.length)
  const readSentence = (at: number) => {
    if (isRead[at] === 1) return
    let from = at
    while (from > 0 && !starts.has(from)) from--
    let to = at + 1
    while (to < words.length && !starts.has(to)) to++
    isRead.fill(1, from, to)
    markSentence({ text, words, from, to, marks })
  }
  return {
    readAssertion(from, to) {
      readSentence(from)
      const flags = (marks[from] ?? 0) | (marks[to - 1] ?? 0)
      const start = words[from]?.start ?? 0
      return {
        isNegated: (flags & DENIED) !== 0,
        isUncertain: (flags & DOUBTED) !== 0 || /\?\s?$/.test(text.slice(Math.max(0, start - 2), start)),
        isResolved: (flags & RESOLVED) !== 0,
        experiencer: flags & OF_RELATIVE ? 'relative' : 'patient',
        temporality: flags & FEARED ? 'hypothetical' : flags & PAST ? 'past' : 'current',
      }
    },
  }
}
