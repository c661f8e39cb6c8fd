import type { Check } from '../../domain/check'
import { readAge } from '../extraction/demographics'
import type { StepReading } from './read-step'
import type { VerifierContext } from './verifier-context'

/** Who the patient is said to be, where the case says otherwise. */
export function checkDemographics(context: VerifierContext, step: StepReading): Check[] {
  return [...checkAge(context, step.text), ...checkSex(context, step.text)]
}

const ANOTHER =
  'sister|brother|mother|father|son|daughter|sibling|cousin|wife|husband|partner|uncle|aunt|niece|nephew|twin|baby|infant|newborn|donor'
/** An age as it is said of a patient; "a 10-year history" and "treated at 12 years old" are none. */
const AGE_OF_PATIENT = new RegExp(
  String.raw`(?<!\b(?:at|when|since|from|until|before|after|by|aged?|or|under|over|than)\s)(?<![\d.,–/-])\b\d{1,3}(?:[-–\s]?(?:year|yr|month|week|day)s?[-–\s]old|\s?y\/?o)\b(?!\W+(?:\w+\W+){0,2}(?:${ANOTHER})\b)`,
  'giu',
)

function checkAge({ presentation, extraction }: VerifierContext, text: string): Check[] {
  const stated = extraction.age
  if (!stated) return []
  const inCase = [stated.years, ...listAges(presentation).map(({ years }) => years)]
  const wrong = listAges(text).find(
    ({ years }) => !inCase.some((age) => Math.abs(age - years) <= Math.max(0.5, age * 0.01)),
  )
  if (!wrong) return []
  const { span } = stated
  return [{ code: 'age-differs', claimed: wrong.words, inCase: presentation.slice(span.start, span.end), span }] // prettier-ignore
}

function listAges(text: string): { words: string; years: number }[] {
  return [...text.matchAll(AGE_OF_PATIENT)].flatMap(([words]) => {
    const age = readAge(words)
    return age ? [{ words, years: age.years }] : []
  })
}

const NOUNS = {
  female: 'woman|female|girl|lady|schoolgirl|primigravida',
  male: 'man|male|boy|gentleman|schoolboy',
} as const
const PRONOUNS = { female: 'she|her|herself', male: 'he|his|him|himself' } as const
/** A person, not "more common in males" and not a relative. */
const ofPatient = (nouns: string) =>
  new RegExp(
    String.raw`(?:\b(?:this|the|our|an?|young|elderly|middle-aged|old|adult|pregnant|is|was)\s+|[-\d]\s?(?:years?|yrs?|months?|weeks?|days?)[-\s]old\s+(?:\w+\s+){0,2}?|y\/?o\s+)(${nouns})\b(?!['’-]|\s+(?:sex|genitalia|relative|partner|sibling|donor|infant|newborn|fetus|fetuses))`,
    'iu',
  )
const SAID = {
  female: { noun: ofPatient(NOUNS.female), pronoun: new RegExp(`\\b(${PRONOUNS.female})\\b`, 'iu') },
  male: { noun: ofPatient(NOUNS.male), pronoun: new RegExp(`\\b(${PRONOUNS.male})\\b`, 'iu') },
} as const
const withAge = (nouns: string) => new RegExp(String.raw`\b(\d{1,3})[-\s]years?[-\s]old\s+(?:[a-z-]+\s+)?(?:${nouns})\b`, 'iu') // prettier-ignore
const WITH_AGE = { female: withAge(NOUNS.female), male: withAge(NOUNS.male) } as const
const ANYBODY_ELSE = new RegExp(`\\b(?:${ANOTHER}|parents?|physicians?|doctors?|twins?|neonate|fetus|foetus)\\b`, 'iu') // prettier-ignore
const GENERAL =
  /\b(?:more|most|common|commonly|often|predominan\w*|typical\w*|usually|primarily|mainly|in (?:wo)?men|ratio)\b/iu

function checkSex({ presentation, extraction }: VerifierContext, text: string): Check[] {
  const stated = extraction.sex
  if (!stated || GENERAL.test(text)) return []
  const other = stated.value === 'female' ? 'male' : 'female'
  const { span } = stated
  const inCase = presentation.slice(span.start, span.end)
  // Told with the patient's own age it can be nobody else.
  const toldWithAge = WITH_AGE[other].exec(text)
  if (toldWithAge && Number(toldWithAge[1]) === extraction.age?.years && !WITH_AGE[other].test(presentation))
    return [{ code: 'sex-differs', claimed: toldWithAge[0], inCase, span }]
  const mentionsOther = new RegExp(`\\b(?:${NOUNS[other]}|${PRONOUNS[other]})\\b`, 'iu').test(presentation)
  if (mentionsOther || (ANYBODY_ELSE.test(text) && ANYBODY_ELSE.test(presentation))) return []
  const claimed = SAID[other].noun.exec(text)?.[1] ?? (ANYBODY_ELSE.test(text) ? null : SAID[other].pronoun.exec(text)?.[1]) // prettier-ignore
  if (!claimed) return []
  return [{ code: 'sex-differs', claimed, inCase, span }]
}
