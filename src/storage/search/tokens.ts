/** Words longer than this are cut, in texts and queries alike, so that a pasted key or base64 can't swell the index. */
const MAX_WORD_LENGTH = 40

const WORD = /[\p{L}\p{N}]+/gu
const NOT_ASCII = /[^\0-\x7f]/
const MARK = /\p{M}/gu
/** Scripts written without spaces: each character is a word, or only the start of a sentence could be found. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u
/** Letters that Unicode does not take apart into a base letter and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
}
const FOLDED_LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu')

/** Folds case and diacritics, so that "Sjögren" is found by "sjogren". */
export function foldText(text: string): string {
  const lower = text.toLowerCase()
  if (!NOT_ASCII.test(lower)) return lower
  return lower
    .normalize('NFKD')
    .replace(MARK, '')
    .toLowerCase() // compatibility forms can bring capitals: ㎉ is "kcal", ™ is "TM"
    .replace(FOLDED_LETTER, (letter) => LETTERS[letter] ?? letter)
}

/** Calls back with every word of a text, folded, in order, repeated ones too. */
export function eachWord(text: string, onWord: (word: string) => void): void {
  const folded = foldText(text)
  for (const word of folded.match(WORD) ?? []) {
    if (UNSPACED.test(word)) for (const character of word) onWord(character)
    else onWord(word.length > MAX_WORD_LENGTH ? cutWord(word) : word)
  }
}

/** The different words of a text, folded. */
export function readWords(text: string): string[] {
  const words = new Set<string>()
  eachWord(text, (word) => words.add(word))
  return [...words]
}

/** Cuts between characters, so that no half of a surrogate pair is left. */
function cutWord(word: string): string {
  const last = word.charCodeAt(MAX_WORD_LENGTH - 1)
  return word.slice(0, last >= 0xd800 && last < 0xdc00 ? MAX_WORD_LENGTH - 1 : MAX_WORD_LENGTH)
}
