import { collectValues, type FoundIdentifier } from './identifier'

const EMAIL =
  /(?<![\p{L}\p{N}.+%_-])(?<value>[\p{L}\p{N}][\p{L}\p{N}.+%_'-]{0,63}@(?:[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.){1,5}\p{L}{2,24})(?![\p{L}\p{N}])/gu

export function findEmails(text: string): FoundIdentifier[] {
  return collectValues(text, EMAIL, 'email')
}

const STREET_WORD =
  'Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Close|Crescent|Way|Place|Pl|Square|Sq|Boulevard|Blvd|Terrace|Gardens|Grove|Hill|Park|Row|Mews|Highway|Hwy|Parkway|Circle|Walk|Quay|Green'
const ADDRESS = [
  // Exact case keeps "ST elevation" and "CT" out; a following name would make "Dr" a title.
  new RegExp(
    `(?<![\\p{L}\\p{N}./-])(?<value>(?:(?:Flat|Apt|Apartment|Unit|Suite)\\.? \\d{1,4}[A-Za-z]?,? )?\\d{1,5}[A-Za-z]?,? (?:[NSEW]\\.? )?(?:(?:\\p{Lu}[\\p{L}'’.-]{1,25}|\\d{1,3}(?:st|nd|rd|th)) ){1,4}(?:${STREET_WORD}))(?![\\p{L}\\p{N}])(?! \\p{Lu}\\p{Ll}+ (?:noted|said|saw|reviewed))`,
    'gu',
  ),
  /(?<![\p{L}\p{N}])(?<value>\p{Lu}[\p{L}-]{2,25}(?:straße|strasse|str\.|gasse|allee|weg|platz|straat) \d{1,4}[a-z]?)(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])(?<value>\d{1,4}(?: ?bis| ?ter)?,? (?:rue|avenue|boulevard|place|chemin|impasse) (?:(?:de la|de l['’]|des|de|du|d['’]) ?)?\p{Lu}[\p{L}'’-]{1,25}(?: \p{Lu}[\p{L}'’-]{1,25}){0,3})/gu,
  /(?<![\p{L}\p{N}])(?<value>(?:Calle|Avenida|Av\.|Via|Viale|Piazza) (?:(?:de la|de los|de|del|della) )?\p{Lu}[\p{L}'’-]{1,25}(?: \p{Lu}[\p{L}'’-]{1,25}){0,2},? \d{1,4})(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])(?<value>P\.? ?O\.? Box \d{1,6})(?![\p{L}\p{N}])/giu,
  /(?:^|[\n\r;|])[ \t*_#-]{0,6}(?:home |postal )?address[ \t*_]{0,3}:[ \t*_]{0,4}(?<value>(?=[^\n\r]{0,100}\d)[\p{L}\p{N}][^\n\r;|]{4,100})/giu,
]

export function findAddresses(text: string): FoundIdentifier[] {
  return ADDRESS.flatMap((pattern) => collectValues(text, pattern, 'address'))
}

const UK_POSTCODE = '(?:GIR 0AA|[A-PR-UWYZ][A-HK-Y]?\\d[A-Z\\d]? \\d[ABD-HJLNP-UW-Z]{2})'
const US_STATE =
  'A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]'
const POSTCODE = [
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:post ?code|zip(?: code)?|plz)[ \\t*_]{0,3}[:=]?[ \\t*_]{0,4}(?<value>[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}|\\d{5}(?:-\\d{4})?)(?![\\p{L}\\p{N}])`,
    'giu',
  ),
  new RegExp(
    `,[ \\t]{0,3}(?:\\p{Lu}[\\p{L}'’-]{2,25},?[ \\t]{1,3}){0,2}(?<value>${UK_POSTCODE})(?![\\p{L}\\p{N}])`,
    'gu',
  ),
  new RegExp(
    `\\p{Lu}[\\p{L}.'’-]{2,25},[ \\t]{0,3}(?:${US_STATE}),?[ \\t]{1,3}(?<value>\\d{5}(?:-\\d{4})?)(?![\\p{L}\\p{N}]|[ ]?(?:mg|mL|U|IU|/|cells))`,
    'gu',
  ),
]
const POSTCODE_SOON = new RegExp(
  `(?<gap>(?:[ \\t]{0,2}[\\n\\r,.][ \\t\\n\\r]{0,3}|[ \\t])(?:[\\p{L}'’.-]{1,25}[ \\t,\\n\\r]{1,4}){0,5}?)(?<value>${UK_POSTCODE}|\\d{5}(?:-\\d{4})?)(?![\\p{L}\\p{N}])`,
  'uy',
)

/** Postcodes where the words before them make one likely: a label, a town, or one of the `addresses`. */
export function findPostcodes(text: string, addresses: readonly FoundIdentifier[]): FoundIdentifier[] {
  const labelled = POSTCODE.flatMap((pattern) => collectValues(text, pattern, 'postcode'))
  const after = addresses.flatMap((address): FoundIdentifier[] => {
    POSTCODE_SOON.lastIndex = address.span.end
    const match = POSTCODE_SOON.exec(text)
    const value = match?.groups?.['value']
    if (!match || value === undefined) return []
    const gap = match.groups?.['gap']?.trimEnd().replace(/[,.]$/u, '') ?? ''
    const townEnd = address.span.end + gap.length
    const whole = { start: address.span.start, end: townEnd }
    const end = match.index + match[0].length
    return [
      { kind: 'address', span: whole, text: text.slice(whole.start, whole.end) },
      { kind: 'postcode', span: { start: end - value.length, end }, text: value },
    ]
  })
  return [...labelled, ...after]
}
