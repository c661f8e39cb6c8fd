import type { FoundIdentifier } from './identifier'
import { NOT_A_NAME } from './not-a-name'

/**
 * Names of people: after a title, after a label such as "Name:", before an age, and again wherever a full name
 * found that way is repeated. Eponyms ("Crohn disease") have neither title nor label, so they stay alone.
 * Every quantifier is bounded: the work grows with the length of the text and no faster.
 */
export function findNames(text: string): FoundIdentifier[] {
  const found = [...afterTitles(text), ...afterLabels(text), ...beforeAges(text)]
  return [...found, ...repeatedFullNames(text, found)]
}

const MALE = 'Mr|Mister|Sir|Herr|Monsieur|Señor|Signor'
const FEMALE = 'Mrs|Ms|Miss|Madam|Mme|Mlle|Dame|Frau|Señora|Señorita|Signora'
const OTHER = 'Mx|Dr|Doctor|Drs|Prof|Professor|Reverend|Nurse'
// Exact case: "MR", "MS" and "DR" are imaging, a disease and a plain film.
const TITLE = new RegExp(
  `(?<![\\p{L}\\p{N}_])(?:(?<male>${MALE})|(?<female>${FEMALE})|(?:${OTHER}))(?:\\.|\\.?(?:[ \\t\\u00a0]|\\r?\\n){1,3})(?=\\p{L})`,
  'gu',
)

function afterTitles(text: string): FoundIdentifier[] {
  const found: FoundIdentifier[] = []
  for (const match of text.matchAll(TITLE)) {
    const name = readName(text, match.index + match[0].length, 1)
    if (!name) continue
    const person = match.groups?.['male'] ? 'male' : match.groups?.['female'] ? 'female' : 'unknown'
    found.push({ ...name, person })
  }
  return found
}

const STRONG_LABEL =
  /(?:^|[\n\r,;|(•*\-\t])[ \t*_#]{0,6}(?:patient(?:['’]s)?[ \t]{1,3}name|(?:full|first|last|given|family|maiden)[ \t-]{1,3}name|surname|forename|name(?: of (?:the )?patient)?|next of kin|nombre|nachname|vorname)[ \t*_]{0,4}[:=][ \t*_]{0,6}/giu
const WEAK_LABEL =
  /(?:^|[\n\r,;|(•*\-\t])[ \t*_#]{0,6}(?:patient|pt|re|gp|consultant|surgeon|attending(?: physician)?|referring (?:doctor|physician)|contact)[ \t*_]{0,4}[:=][ \t*_]{0,6}/giu
const CALLED =
  /(?<![\p{L}\p{N}])(?:my name is|(?:man|woman|boy|girl|lady|gentleman|patient|child|son|daughter|husband|wife|mother|father|brother|sister),?[ \t]{1,3}(?:named|called))[ \t]{1,3}/giu
const PATIENT = /(?<![\p{L}\p{N}])patient[ \t]{1,3}(?=\p{Lu})/gu

function afterLabels(text: string): FoundIdentifier[] {
  const labels: readonly (readonly [RegExp, number])[] = [
    [STRONG_LABEL, 1],
    [CALLED, 1],
    [WEAK_LABEL, 2],
    [PATIENT, 2],
  ]
  return labels.flatMap(([pattern, minWords]) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const name = readName(text, match.index + match[0].length, minWords)
      return name ? [{ ...name, person: 'unknown' as const }] : []
    }),
  )
}

const AGE =
  /(?:,[ \t]{0,3}(?:an?[ \t]{1,3}|aged?[ \t]{1,3})?|[ \t]{1,3}is (?:an?[ \t]{1,3})?)\d{1,3}[- ]?(?:years?|yo|y\/o|yrs?)(?!\p{L})/giu
const FULL_NAME_BEFORE =
  /(?:^|[.:;!?\n\r*(]|\s)[ \t]{0,3}(\p{Lu}[\p{L}'’-]{1,30}(?:[ \t]{1,2}(?:\p{Lu}\.|\p{Lu}[\p{L}'’-]{1,30})){1,3})$/u

/** "John Smith, a 45-year-old man": a full name is needed, a lone capitalised word before an age is not enough. */
function beforeAges(text: string): FoundIdentifier[] {
  const found: FoundIdentifier[] = []
  for (const match of text.matchAll(AGE)) {
    const before = text.slice(Math.max(0, match.index - 80), match.index)
    const words = FULL_NAME_BEFORE.exec(before)?.[1]
    if (!words) continue
    const start = match.index - words.length
    const name = readName(text, start, 2)
    if (name && name.span.end === match.index) found.push({ ...name, person: 'unknown' })
  }
  return found
}

/** Only full names: a repeated surname may be an eponym. */
function repeatedFullNames(text: string, found: readonly FoundIdentifier[]): FoundIdentifier[] {
  const fullNames = [...new Set(found.map((name) => name.text).filter((name) => name.includes(' ')))]
  // The cap keeps the work linear when a hostile text holds thousands of names.
  return fullNames.slice(0, 50).flatMap((name) => {
    const repeats: FoundIdentifier[] = []
    for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
      const end = at + name.length
      const isWhole = !/[\p{L}\p{N}]/u.test(text.slice(Math.max(0, at - 1), at) + text.slice(end, end + 1))
      if (isWhole) repeats.push({ kind: 'name', span: { start: at, end }, text: name, person: 'unknown' })
    }
    return repeats
  })
}

const TOKEN =
  /(?<gap>,?[ \t\u00a0]{0,3})(?:(?<particle>(?:van der|van den|van de|van|von der|von|zu|de la|de los|de|del|della|di|da|dos|du|le|la|bin|ibn|bint|ter|ten|den|[ae]l)(?:[ \t]{1,2}|(?<=l)-)(?=\p{Lu}|l[ae] ))|(?<initials>(?:\p{Lu}\.[ \t]?){1,3})|(?<word>\p{Lu}(?:[\p{L}\p{M}]|['’](?=\p{Lu}|\p{Ll}{2})){0,30}(?:[-‐]\p{L}[\p{L}\p{M}'’]{0,30}){0,2}))/uy
const ALL_CAPS = /^[\p{Lu}'’-]{2,}$/u
const MAX_TOKENS = 6

/**
 * Reads a name that starts at `from`: capitalised words, initials and particles, until something that can't be one.
 * Null when fewer than `minWords` words were found.
 */
function readName(text: string, from: number, minWords: number): FoundIdentifier | null {
  let [position, end, words, isFirstAllCaps] = [from, from, 0, false]
  let start: number | null = null
  for (let count = 0; count < MAX_TOKENS; count++) {
    TOKEN.lastIndex = position
    const token = TOKEN.exec(text)
    const gap = token?.groups?.['gap'] ?? ''
    if (!token || (count === 0 ? gap !== '' : gap === '' && !/[\s.-]/u.test(text.charAt(position - 1)))) break
    // "Smith, John" is one name, but only right after a surname and in lists that write it so.
    if (gap.startsWith(',') && !(minWords === 1 && words === 1 && isFirstAllCaps)) break
    const word = token.groups?.['word']
    if (word !== undefined) {
      if (NOT_A_NAME.has(word.toLowerCase()) || NOT_A_NAME.has(word.toLowerCase().split('-')[0] ?? '')) break
      if (ALL_CAPS.test(word)) {
        if (words === 0) isFirstAllCaps = true
        else if (word.length < (isFirstAllCaps ? 4 : 5)) break
      }
      words++
    }
    start ??= position + gap.length
    position = TOKEN.lastIndex
    if (word !== undefined) end = position
  }
  if (start === null || words < minWords) return null
  return { kind: 'name', span: { start, end }, text: text.slice(start, end) }
}
