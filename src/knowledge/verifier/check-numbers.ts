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

function checkAge({ presentation }: VerifierContext, step: ReasoningStepDraft): Check[] {
  const [claimed, stated] = [readAge(step.text), readAge(presentation)]
  if (!claimed || !stated || Math.abs(claimed.years - stated.years) <= Math.max(0.5, stated.years * 0.01))
    return []
  return [
    {
      code: 'number-differs',
      claimed: step.text.slice(claimed.span.start, claimed.span.end),
      inCase: presentation.slice(stated.span.start, stated.span.end),
      span: stated.span,
    },
  ]
}
