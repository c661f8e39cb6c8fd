import type { Check } from '../../domain/check'
import { createAssertionReader } from '../extraction/assertion'
import { findStarts } from '../extraction/sentences'
import { type Word, isPassedOver } from '../extraction/words'
import type { StepReading } from './read-step'
import type { VerifierContext } from './verifier-context'

/** A sentence that concludes may name what was looked for. */
const CONCLUDES = /\b(?:diagnos\w+|confirm\w*|final|suspici\w+|concern\w*|suggest\w*|treat\w+)\b/i

/**
 * Two neighbouring words that the case only ever denies and the step states. It sees what no pack names ("no foot drop"). One
 * word alone counts where the case denies it by itself ("no trauma").
 */
export function checkDenials(context: VerifierContext, step: StepReading): Check[] {
  if (!step.isStatement) return []
  const inCase = deniedPairs(context)
  const flagged: string[] = []
  return pairsOf(step.words, step.starts).flatMap(({ key, first, last }): Check[] => {
    const places = inCase.get(key)
    if (!places) return []
    const span = { start: step.words[first]?.start ?? 0, end: step.words[last]?.end ?? 0 }
    if (!places.every(({ isDenied, isUnsure }) => isDenied && !isUnsure)) return []
    const [place] = places
    if (!place || !step.isStated(span) || isNearDenial(step, first, last)) return []
    if (CONCLUDES.test(step.sentenceAt(span))) return []
    if (flagged.some((other) => sharesWord(other, key))) return []
    flagged.push(key)
    const finding = step.text.slice(span.start, span.end)
    return [{ code: 'finding-negated', finding, caseSays: 'absent', span: place.span }]
  })
}

const DENYING =
  /^(?:no|not|non|negative|absent|absence|lack|lacking|without|free|exclu\w*|ruled?|normal|never|neither|nor|unremarkable|failed|fail)$/
const BEFORE = 8
const BEHIND = 4

/** Whether a step says near the words, in whatever way, that it is not so. */
function isNearDenial({ words, starts, isDenied }: StepReading, first: number, last: number): boolean {
  if (isDenied(first) || isDenied(last)) return true
  for (let at = first; at >= Math.max(0, first - BEFORE); at--) {
    if (DENYING.test(words[at]?.form ?? '')) return true
    if (starts.has(at)) break
  }
  for (let at = last + 1; at <= last + BEHIND && at < words.length && !starts.has(at); at++)
    if (DENYING.test(words[at]?.form ?? '')) return true
  return false
}

interface Place {
  readonly isDenied: boolean
  /** Suspected, of a relative, of the past, or of another thing: nothing to hold a step to. */
  readonly isUnsure: boolean
  readonly span: { readonly start: number; readonly end: number }
}

const NOTHING: Word = { start: 0, end: 0, form: '' }
const known = new WeakMap<VerifierContext, Map<string, Place[]>>()

/** Every pair of neighbouring words of the case with how each is meant. */
function deniedPairs(context: VerifierContext): ReadonlyMap<string, readonly Place[]> {
  const found = known.get(context)
  if (found) return found
  const { presentation, words } = context
  const starts = findStarts(presentation, words)
  const reader = createAssertionReader(presentation, words, starts)
  const places = new Map<string, Place[]>()
  for (const { key, first, last } of pairsOf(words, starts)) {
    const assertion = reader.readAssertion(first, last + 1)
    const isAlone =
      first === last &&
      !isTelling(words[first - 1] ?? NOTHING) &&
      (!isTelling(words[first + 1] ?? NOTHING) ||
        presentation.slice(words[first]?.end, words[first + 1]?.start) !== ' ')
    const place = {
      // Within a longer phrase a word is not denied by itself.
      isDenied: assertion.isNegated && (first !== last || isAlone),
      isUnsure: assertion.isUncertain || assertion.temporality === 'hypothetical',
      span: { start: words[first]?.start ?? 0, end: words[last]?.end ?? 0 },
    }
    places.set(key, [...(places.get(key) ?? []), place])
  }
  known.set(context, places)
  return places
}

/** Words that join others or say how much: no part of what is denied. */
const JOINING = new Set(
  'no not without and or nor of in on at for from with by to was were is are be been has had have that which who any other evidence sign symptom finding history significant further deny denied negative absence absent positive there no patient report reported case also mild moderate severe new known family during after before time two three four five year month week day hour first second last'.split(
    ' ',
  ),
)

interface Phrase {
  readonly key: string
  readonly first: number
  readonly last: number
}

/** Neighbouring pairs, and single words; of the latter the case's count only where nothing telling stands beside them. */
function pairsOf(words: readonly Word[], starts: ReadonlySet<number>): Phrase[] {
  const found: Phrase[] = []
  const isJoined = (at: number) => {
    const [a, b] = [words[at], words[at + 1]]
    return a !== undefined && b !== undefined && !starts.has(at + 1) && b.start - a.end === 1 && isTelling(a) && isTelling(b) // prettier-ignore
  }
  words.forEach((word, at) => {
    if (isJoined(at)) found.push({ key: `${word.form} ${words[at + 1]?.form}`, first: at, last: at + 1 })
    if (isTelling(word) && word.form.length >= SHORTEST) found.push({ key: word.form, first: at, last: at })
  })
  return found
}

/** Shorter words by themselves are joints of many phrases. */
const SHORTEST = 5

const isTelling = (word: Word) =>
  word.form.length > 2 && !JOINING.has(word.form) && !/^\d/.test(word.form) && !isPassedOver(word)

const sharesWord = (a: string, b: string) => a.split(' ').some((word) => b.split(' ').includes(word))
