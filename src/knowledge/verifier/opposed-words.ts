import type { Span } from '../../domain/span'
import type { Word } from '../extraction/words'

/** Words of one text that are of one of several classes that shut each other out, such as sides. */
export type ClassOf<Class extends string> = (form: string) => Class | null

/** A thing said to be of a class: "left pleural effusion". */
export interface Classed<Class extends string> {
  readonly class: Class
  /** Looked-up forms of the one to three words that name the thing, the class's word and what joins it left out. */
  readonly things: readonly string[]
  /** The class's word to the last of the thing. */
  readonly span: Span
}

const JOINING = new Set(
  'sided side the of lower upper serum plasma blood level levels total a an mid'.split(' '),
)
const ENDING = new Set(
  'and or but with in on at to for from by is was were are that which as while due than who has had have of'.split(
    ' ',
  ),
)
const LONGEST = 3

/** Reads what stands behind each word of a class, up to the end of its phrase. */
export function readClassed<Class extends string>(
  text: string,
  words: readonly Word[],
  starts: ReadonlySet<number>,
  classOf: ClassOf<Class>,
): Classed<Class>[] {
  const found: Classed<Class>[] = []
  for (let at = 0; at < words.length; at++) {
    const own = classOf(words[at]?.form ?? '')
    if (!own || /^(?:no|not|without|nor|never)$/.test(words[at - 1]?.form ?? '')) continue
    const things: string[] = []
    let end = words[at]?.end ?? 0
    for (let next = at + 1; next < words.length && things.length < LONGEST; next++) {
      const word = words[next]
      if (!word || starts.has(next) || /[,;:()]/.test(text.slice(words[next - 1]?.end, word.start))) break
      if (things.length === 0 && JOINING.has(word.form)) continue
      if (ENDING.has(word.form) || classOf(word.form) || /^\d/.test(word.form)) break
      things.push(word.form)
      end = word.end
    }
    const start = words[at]?.start ?? 0
    if (things.length > 0) found.push({ class: own, things, span: { start, end } })
  }
  return found
}

/**
 * Where the case has the same thing and never of the claimed class: the longest part of the claim, from its beginning, that
 * the case has classed at all decides. Null where the case agrees or says nothing.
 */
export function findOpposed<Class extends string>(
  claim: Classed<Class>,
  inCase: readonly Classed<Class>[],
  agrees: (claimed: Class, other: Class) => boolean,
): { readonly classed: Classed<Class>; readonly shared: number } | null {
  for (let length = claim.things.length; length > 0; length--) {
    const same = inCase.filter(({ things }) => startsAlike(things, claim.things, length))
    if (same.length === 0) continue
    if (same.some((other) => agrees(claim.class, other.class))) return null
    const [classed] = same
    return classed ? { classed, shared: length } : null
  }
  return null
}

function startsAlike(a: readonly string[], b: readonly string[], length: number): boolean {
  for (let at = 0; at < length; at++) if (a[at] === undefined || a[at] !== b[at]) return false
  return true
}
