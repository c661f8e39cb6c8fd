/** One word of a text with its place, in UTF-16 code units, and the form it is looked up by. */
export interface Word {
  readonly start: number
  readonly end: number
  readonly form: string
}

const WORD = /[\p{L}\p{N}]+(?:['’]s\b)?/gu

const folded = new Map<string, string>()
/** Forms remembered; a text has few different words, but a library has many. */
const MOST_FOLDED = 20_000

/** `computeFold`, remembered: texts repeat their words. */
export function foldWord(word: string): string {
  const known = folded.get(word)
  if (known !== undefined) return known
  const form = computeFold(word)
  if (folded.size >= MOST_FOLDED) folded.clear()
  folded.set(word, form)
  return form
}

/**
 * The form a word is looked up by: lower case, without accents and possessive, one spelling for British and American
 * (ae, oe → e; -our → -or; -ise → -ize), the plural s gone.
 */
function computeFold(word: string): string {
  let form = word.toLowerCase()
  // Plain ASCII words, nearly all of them, need no Unicode work.
  if (/[^\x20-\x7e]/.test(form))
    form = form
      .replace(/’/g, "'")
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replaceAll('œ', 'oe')
      .replaceAll('æ', 'ae')
  form = form.replace(/'s$/, '')
  form = form
    .replace(/ae/g, 'e')
    .replace(/oe(?!s?$)/g, 'e')
    .replace(/(?<=..)our(?=$|ed$|ing$|s$|al$|ally$)/, 'or')
  if (form === 'abd' || form === 'abdo') return 'abdominal'
  form = form.replace(/is(e[ds]?|ing|ation)$/, 'iz$1').replace(/yse(d?)$/, 'yze$1')
  form = form.replace(/^leuko/, 'leuco').replace(/^dyspnoea$/, 'dyspnea')
  form = form.replace(/(sh|ss|x)es$/, '$1').replace(/(?<=[b-df-hj-np-tv-z])ies$/, 'y')
  return form.length > 3 && /[^su]s$/.test(form) && !form.endsWith('is') ? form.slice(0, -1) : form
}

/** Forms that come and go inside a wording without changing what it says. */
const PASSED_OVER = new Set(
  (
    'the a an his her their its my your our this that these is are was were be been being mildly moderately severely markedly ' +
    'slightly very quite rather newly somewhat clearly also'
  ).split(' '),
)

export function isPassedOver({ form }: Word): boolean {
  return PASSED_OVER.has(form)
}

/** The words of a text in order. */
export function readWords(text: string): Word[] {
  const words: Word[] = []
  for (const match of text.matchAll(WORD)) {
    words.push({ start: match.index, end: match.index + match[0].length, form: foldWord(match[0]) })
  }
  return words
}

/** The index of the first word that ends behind a place. */
export function wordIndexAt(words: readonly Word[], place: number): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((words[middle]?.end ?? 0) <= place) low = middle + 1
    else high = middle
  }
  return low
}
