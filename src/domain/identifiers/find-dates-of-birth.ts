import { collectValues, type FoundIdentifier } from './identifier'

const MONTH =
  '(?:jan(?:uary|vier|uar)?|feb(?:ruary|ruar)?|f[ée]vrier|mar(?:ch|s|z)?|märz|apr(?:il)?|avril|may|mai|june?|juin|juni|july?|juillet|juli|aug(?:ust)?|août|sep(?:t|tember|tembre)?|oct(?:ober|obre)?|okt(?:ober)?|nov(?:ember|embre)?|dec(?:ember)?|d[ée]cembre|dez(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)'
const DATE = [
  '\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}',
  '\\d{1,2}[ ]?[-/.][ ]?\\d{1,2}[ ]?[-/.][ ]?(?:\\d{4}|\\d{2})',
  `\\d{1,2}(?:st|nd|rd|th|er|\\.)?[ -]{1,2}(?:of |de )?${MONTH}\\.?(?:,?[ -]{1,2}(?:de )?\\d{4})?`,
  `${MONTH}\\.?[ -]{1,2}\\d{1,2}(?:st|nd|rd|th)?(?:,?[ -]{1,2}\\d{4})?`,
].join('|')
const LABEL =
  'dob|d\\.o\\.b\\.?|date of birth|birth[ -]?date|birthday|born(?: on(?: the)?)?|geb\\.|geboren(?: am)?|geburtsdatum|née? le|date de naissance|fecha de nacimiento|nacid[oa] el|nat[oa] il|data di nascita'
const PATTERN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${LABEL})[ \\t*_]{0,4}[:=]?[ \\t*_]{0,4}(?:\\(?dd/mm/yyyy\\)?:?[ ]{0,2})?(?<value>${DATE})(?![\\p{L}\\p{N}])`,
  'giu',
)

/** Dates with a word beside them that says they are a birth. A date of admission is left alone. */
export function findDatesOfBirth(text: string): FoundIdentifier[] {
  return collectValues(text, PATTERN, 'date-of-birth')
}
