/** One word of a text with its place, in UTF-16 code units, and the form it is looked up by. */
export interface Word {
  readonly start: number
  readonly end: number
  readonly form: string
}

/** A run of plus signs is a word too: dipsticks are written "blood ++". */
const WORD = /[\p{L}\p{N}]+(?:['’]s\b)?|\+{1,4}/gu

/**
 * The form a word is looked up by: lower case, without accents and possessive, one spelling for British and American
 * (ae, oe → e; -our → -or; -ise → -ize), the plural s gone.
 */
export function foldWord(word: string): string {
  if (word.startsWith('+')) return '+'
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
  return form.length > 3 && /[^su]s$/.test(form) && !form.endsWith('is') ? form.slice(0, -1) : form
}

/** The words of a text in order. */
export function readWords(text: string): Word[] {
  const words: Word[] = []
  for (const match of text.matchAll(WORD)) {
    words.push({ start: match.index, end: match.index + match[0].length, form: foldWord(match[0]) })
  }
  return words
}
