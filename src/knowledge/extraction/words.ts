/** One word of a text with its place, in UTF-16 code units, and the form it is looked up by. */
export interface Word {
  readonly start: number
  readonly end: number
  readonly form: string
}

const WORD = /[\p{L}\p{N}]+(?:['’]s\b)?/gu

/**
 * The form a word is looked up by: lower case, without accents and possessive, one spelling for British and American
 * (ae, oe → e; -our → -or; -ise → -ize), the plural s gone.
 */
export function foldWord(word: string): string {
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
    .replace(/our(?=$|ed$|ing$|s$)/, 'or')
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
