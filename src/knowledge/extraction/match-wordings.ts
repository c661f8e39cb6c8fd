import { foldWord, isPassedOver, readWords, type Word } from './words'

/** Wordings by their folded words joined with blanks, and the most words after each first word. */
export interface WordingIndex<Meaning> {
  readonly byWording: ReadonlyMap<string, readonly Meaning[]>
  readonly openings: ReadonlyMap<string, number>
}

/** A wording found in a text: words `first` to `last`, both included. */
export interface WordingMatch<Meaning> {
  readonly first: number
  readonly last: number
  readonly meanings: readonly Meaning[]
}

/** Adjectives that stand before or after what they tell of: "raised JVP", "JVP raised". */
const TURNABLE = new Set(
  (
    'raised elevated high increased low reduced decreased swollen tender dilated distended stiff enlarged positive negative absent ' +
    'prolonged widened palpable clear normal soft supple impaired'
  )
    .split(' ')
    .map(foldWord),
)

/** Indexes wordings; articles, copulas and adverbs of degree inside them count for nothing. */
export function indexWordings<Meaning>(
  wordings: Iterable<readonly [string, Meaning]>,
): WordingIndex<Meaning> {
  const byWording = new Map<string, Meaning[]>()
  const openings = new Map<string, number>()
  const insert = (forms: readonly string[], meaning: Meaning) => {
    const [first] = forms
    if (first === undefined) return
    const key = forms.join(' ')
    const known = byWording.get(key)
    if (!known) byWording.set(key, [meaning])
    else if (!known.includes(meaning)) known.push(meaning)
    openings.set(first, Math.max(openings.get(first) ?? 0, forms.length))
  }
  for (const [wording, meaning] of wordings) {
    const forms = wordingForms(wording)
    insert(forms, meaning)
    if (/\p{L}-\p{L}/u.test(wording))
      insert(wordingForms(wording.replace(/(?<=\p{L})-(?=\p{L})/gu, '')), meaning)
    const [first = '', second = ''] = forms
    if (forms.length === 2 && TURNABLE.has(first) !== TURNABLE.has(second)) insert([second, first], meaning)
  }
  return { byWording, openings }
}

function wordingForms(wording: string): string[] {
  const words = readWords(wording)
  const kept = words.filter((word) => !isPassedOver(word))
  return (kept.length > 0 ? kept : words).map(({ form }) => form)
}

/** What may stand between the words of one wording. */
const JOINT = /^[\s\-‐‑–/'’(),+]{0,4}$/

/** Finds the longest wordings, left to right, none overlapping another and none across the start of a sentence. */
export function matchWordings<Meaning>(
  text: string,
  words: readonly Word[],
  starts: ReadonlySet<number>,
  index: WordingIndex<Meaning>,
): WordingMatch<Meaning>[] {
  const matches: WordingMatch<Meaning>[] = []
  for (let first = 0; first < words.length; first++) {
    const match = matchAt(text, words, starts, first, index)
    if (!match) continue
    matches.push(match)
    first = match.last
  }
  return matches
}

function matchAt<Meaning>(
  text: string,
  words: readonly Word[],
  starts: ReadonlySet<number>,
  first: number,
  index: WordingIndex<Meaning>,
): WordingMatch<Meaning> | null {
  const opening = words[first]
  const longest = opening && index.openings.get(opening.form)
  if (!opening || longest === undefined) return null
  let key = opening.form
  let count = 1
  const single = index.byWording.get(key)
  let best: WordingMatch<Meaning> | null = single ? { first, last: first, meanings: single } : null
  for (let at = first + 1; at < words.length && count < longest; at++) {
    const word = words[at]
    if (!word || starts.has(at) || !JOINT.test(text.slice(words[at - 1]?.end, word.start))) break
    if (isPassedOver(word)) continue
    key += ` ${word.form}`
    count++
    const meanings = index.byWording.get(key)
    if (meanings) best = { first, last: at, meanings }
  }
  return best
}
