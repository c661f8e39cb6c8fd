/** The commonest words of a language, which hardly stand in a text of another; short words that several share are left out. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  en: 'the of and with was were had she he his her for on that which from this by at is are'.split(' '),
  es: 'el los las del una que con por para fue presenta paciente años y en al su se como sin'.split(' '),
  fr: 'le les des une avec pour dans est était qui sur au aux patiente ans et du par elle il'.split(' '),
  it: 'il gli della di una che con per nel alla è anni paziente e sono dei delle si del non'.split(' '),
  pt: 'o os da do uma que com por para foi apresenta paciente anos e em ao sua não dos das'.split(' '),
  de: 'der die das und mit einer eine war wurde bei im den von auf dem nicht ein sich zu des'.split(' '),
  nl: 'de het een van en met was werd bij op is dat voor aan niet patiënt jaar door naar die'.split(' '),
}
const LANGUAGES_OF_WORD = new Map<string, string[]>()
for (const [language, words] of Object.entries(WORDS))
  for (const word of words) LANGUAGES_OF_WORD.set(word, [...(LANGUAGES_OF_WORD.get(word) ?? []), language])

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['th', /\p{Script=Thai}/gu],
]

const OTHER_SCRIPTS = /[\u0370-\u1dff\u3040-\ud7ff]/g
const SEEN = 2000

/**
 * The language of a text as an ISO 639-1 code, told by its script or its commonest words; null where neither says enough. A
 * Cyrillic text counts as Russian and one in Arabic script as Arabic.
 */
export function detectLanguage(text: string): string | null {
  const head = text.slice(0, SEEN)
  // Greek letters are common in laboratory values: a script must be a good part of the letters. Most texts have none at all.
  if ((head.match(OTHER_SCRIPTS)?.length ?? 0) * 10 > head.length) {
    const letters = head.match(/\p{L}/gu)?.length ?? 0
    for (const [language, script] of SCRIPTS) {
      const count = head.match(script)?.length ?? 0
      if (count * (language === 'ja' ? 10 : 3) > letters) return language
    }
  }
  const counts = new Map<string, number>()
  for (const word of head.toLowerCase().split(/[^a-zà-ÿ]+/)) {
    const languages = LANGUAGES_OF_WORD.get(word)
    if (!languages) continue
    for (const language of languages) counts.set(language, (counts.get(language) ?? 0) + 1 / languages.length)
  }
  const [best, second] = [...counts].sort(([, a], [, b]) => b - a)
  if (!best || best[1] < 3 || best[1] < (second?.[1] ?? 0) * 1.2) return null
  return best[0]
}
