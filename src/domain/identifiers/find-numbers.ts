import { collectValues, type FoundIdentifier } from './identifier'

const NUMBER_WORD = '(?:[ \\t]{1,3}(?:numbers?|no\\.?|nr\\.?|num\\.?|id|#))'
const RECORD_LABEL = [
  `mrn`,
  `(?:medical[ \\t]{1,3})?record${NUMBER_WORD}`,
  `(?:hospital|hosp\\.?|chart|unit|patient|case|admission|visit|episode|encounter|account|chi|nhs|clinic|insurance|policy|health card|medicare|medicaid)${NUMBER_WORD}`,
  'nhs',
  'chi',
  'patient ?id',
  '(?:fall|patienten|versicherten)nummer',
  'número de historia',
].join('|')
const RECORD = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${RECORD_LABEL})[ \\t*_]{0,3}[:#=]?[ \\t*_#]{0,4}(?<value>[A-Z]{0,4}[-/ ]?\\d(?:[ -]?[A-Z0-9]){2,15})(?![\\p{L}\\p{N}])`,
  'giu',
)

/** Record, hospital and NHS numbers beside their label; four digits at least ("case no. 12" is no record number). */
export function findRecordNumbers(text: string): FoundIdentifier[] {
  return collectValues(text, RECORD, 'record-number').filter(
    (found) => countDigits(found.text) >= 4 && !/[a-z]{3}/u.test(found.text),
  )
}

const NATIONAL = [
  // US social security number; 000, 666 and 9xx are never given out.
  /(?<![\p{L}\p{N}.+/-])(?<value>(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4})(?![\p{L}\p{N}/-])/gu,
  /(?<![\p{L}\p{N}])(?:ssn|social security(?: number| no\.?)?)[ \t*_]{0,3}[:#=]?[ \t*_#]{0,4}(?<value>\d{3}[ -]?\d{2}[ -]?\d{4})(?![\p{L}\p{N}])/giu,
  // UK national insurance number.
  /(?<![\p{L}\p{N}])(?<value>[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D])(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])(?:passport|national id|identity card|dni|nie|personnummer|cpr)(?:[ \t]{1,3}(?:number|no\.?|nr\.?|#))?[ \t*_]{0,3}[:#=]?[ \t*_#]{0,4}(?<value>[A-Z]{0,3}\d{5,10}[- ]?[A-Z0-9]{0,5})(?![\p{L}\p{N}])/giu,
]

/** Numbers that a state gives to a person. */
export function findNationalIds(text: string): FoundIdentifier[] {
  return NATIONAL.flatMap((pattern) => collectValues(text, pattern, 'national-id'))
}

const UNIT =
  '[ ]?(?:%|[×x*]|mg|mcg|µg|μg|ug|g|kg|ng|pg|ml|mL|dl|dL|l|L|µl|μl|mm|cm|m|iu|IU|U|u|mmol|µmol|μmol|nmol|pmol|meq|mEq|bpm|mmHg|kPa|cells|copies|per|/)(?![\\p{L}])'
const AFTER = `(?![\\p{L}\\p{N}]|[.,/-]\\d|${UNIT})`
const BEFORE = '(?<![\\p{L}\\p{N}_.,/+:#×=<>~^-])'
const PHONE = [
  // With a label any grouping counts.
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:tel|telephone|telefon|phone|ph|mobile|mob|cell|handy|fax|pager|bleep|téléphone|teléfono|móvil)(?:[ \\t]{1,3}(?:number|no\\.?|nr\\.?))?[ \\t*_]{0,3}[.:=]{0,2}[ \\t*_]{0,4}(?<value>(?:\\+|00)?\\(?\\d(?:[ ()./-]{0,2}\\d){5,14})${AFTER}`,
    'giu',
  ),
  // International: plus sign, country code, at least one gap between the groups or ten digits in a row.
  new RegExp(
    `${BEFORE}(?<value>\\+\\d{1,3}[ .-]?(?:\\(0?\\d{0,4}\\)[ .-]?)?\\d{1,4}(?:[ .-]\\d{2,5}){1,5}|\\+\\d{10,14})${AFTER}`,
    'gu',
  ),
  new RegExp(`${BEFORE}(?<value>00[1-9]\\d{0,2}[ -]\\d{2,4}(?:[ -]\\d{2,5}){1,4})${AFTER}`, 'gu'),
  // Trunk prefix 0, as in most of Europe.
  new RegExp(
    `${BEFORE}(?<value>\\(?0[1-9]\\d{1,4}\\)?[ -]\\d{3,4}[ -]?\\d{3,4}|0[1-9](?:[ .-]\\d{2}){4}|0[1-37]\\d{8,9})${AFTER}`,
    'gu',
  ),
  // North America.
  new RegExp(
    `${BEFORE}(?<value>(?:\\+?1[ .-])?(?:\\([2-9]\\d{2}\\) ?|[2-9]\\d{2}[.-])[2-9]\\d{2}[ .-]\\d{4})${AFTER}`,
    'gu',
  ),
]

/** Telephone numbers; not doses, results or ranges: those have units, decimals or too few digits. */
export function findPhones(text: string): FoundIdentifier[] {
  return PHONE.flatMap((pattern) => collectValues(text, pattern, 'phone')).filter((found) => {
    const digits = countDigits(found.text)
    return digits >= 6 && digits <= 15
  })
}

function countDigits(text: string): number {
  return text.replaceAll(/\D/g, '').length
}
