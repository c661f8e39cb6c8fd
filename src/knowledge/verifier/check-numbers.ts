import type { Check } from '../../domain/check'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import { readAge } from '../extraction/demographics'
import { type Measurement, readMeasurements } from '../extraction/measurements'
import type { VerifierContext } from './verify-step'

/** Rounding that is nobody's error. */
const TOLERANCE = 0.02
/** Words before a number that make it a limit, not a value. */
const LIMIT = /(?:over|above|below|under|at least|more than|less than|up to|[<>≥≤~])\s*$/i

/** Values and ages in the step's text that differ from what the case gives for the same analyte. */
export function checkNumbers(context: VerifierContext, step: ReasoningStepDraft): Check[] {
  return [...checkAge(context, step), ...checkMeasurements(context, step)]
}

function checkMeasurements({ presentation }: VerifierContext, step: ReasoningStepDraft): Check[] {
  const claims = readMeasurements(step.text)
  if (claims.length === 0) return []
  const inCase = readMeasurements(presentation)
  return claims.flatMap((claim) => {
    const same = inCase.filter(({ analyte }) => analyte === claim.analyte)
    const [first] = same
    if (!first || isLimit(step.text, claim) || same.some((each) => isClose(each, claim))) return []
    return [
      {
        code: 'number-differs' as const,
        claimed: step.text.slice(claim.span.start, claim.span.end),
        inCase: presentation.slice(first.span.start, first.span.end),
        span: first.span,
      },
    ]
  })
}

function isLimit(text: string, claim: Measurement): boolean {
  const words = text.slice(claim.span.start, claim.span.end)
  const at = words.search(/\d/)
  return LIMIT.test(words.slice(0, at))
}

/** Equal within rounding, in SI or as written: a missing unit is not held against a step. */
function isClose(a: Measurement, b: Measurement): boolean {
  const close = (x: number, y: number) => Math.abs(x - y) <= TOLERANCE * Math.max(Math.abs(x), Math.abs(y))
  return close(a.siValue, b.siValue) || close(a.value, b.value)
}

/** An age as it is said of a patient; "a 10-year history" and "treated at 12 years old" are none. */
const AGE_OF_PATIENT =
  /(?<!\b(?:at|when|since|from|until|before|after|by|aged?|or)\s)\b\d{1,3}(?:[-–\s]?(?:year|yr|month|week|day)s?[-–\s]old|\s?y\/?o)\b(?!\W+(?:\w+\W+){0,2}(?:sister|brother|mother|father|son|daughter|sibling|cousin|wife|husband)\b)/giu

function checkAge({ presentation }: VerifierContext, step: ReasoningStepDraft): Check[] {
  const stated = readAge(presentation)
  if (!stated) return []
  const inCase = [stated.years, ...listAges(presentation).map(({ years }) => years)]
  const wrong = listAges(step.text).find(
    ({ years }) => !inCase.some((age) => Math.abs(age - years) <= Math.max(0.5, age * 0.01)),
  )
  if (!wrong) return []
  return [
    {
      code: 'number-differs',
      claimed: wrong.words,
      inCase: presentation.slice(stated.span.start, stated.span.end),
      span: stated.span,
    },
  ]
}

function listAges(text: string): { words: string; years: number }[] {
  return [...text.matchAll(AGE_OF_PATIENT)].flatMap(([words]) => {
    const age = readAge(words)
    return age ? [{ words, years: age.years }] : []
  })
}
