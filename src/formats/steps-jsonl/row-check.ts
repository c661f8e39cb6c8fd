import { CERTAINTIES, CHECK_CODES, type Check, certaintyOf } from '../../domain/check'
import { z } from '../schema'
import { countSchema, fractionSchema } from '../bundle/case-schema'

const fromOne = z.int().check(z.positive())
const text = z.exactOptional(z.string())

/** A flag in a row: its code, how sure it is, where in the case it points, and the fields that its code has. */
export const rowCheckSchema = z.looseObject({
  code: z.enum(CHECK_CODES),
  certainty: z.exactOptional(z.enum(CERTAINTIES)),
  quote: text,
  nearest: z.exactOptional(
    z.nullable(
      z.looseObject({
        text: z.string(),
        start: countSchema,
        end: countSchema,
        similarity: z.exactOptional(fractionSchema),
      }),
    ),
  ),
  finding: text,
  diagnosis: text,
  of: text,
  claimed: text,
  actual: text,
  in_case: text,
  case_says: text,
  step_says: text,
  earlier_step: z.exactOptional(fromOne),
  similarity: z.exactOptional(fractionSchema),
  likelihood_ratio: z.exactOptional(z.number()),
  start: z.exactOptional(countSchema),
  end: z.exactOptional(countSchema),
})
export type StepRowCheck = z.infer<typeof rowCheckSchema>

/** A flag as a row has it: fields in snake case, steps counted from 1, spans as `start` and `end`. */
export function toRowCheck(check: Check): StepRowCheck {
  const certainty = certaintyOf(check)
  const { code } = check
  switch (check.code) {
    case 'quote-not-in-case': {
      const { quote, nearest } = check
      if (!nearest) return { code, certainty, quote, nearest: null }
      const { text: words, span, similarity } = nearest
      return {
        code,
        certainty,
        quote,
        nearest: { text: words, ...startAndEnd(span), ...(similarity !== undefined && { similarity }) },
      }
    }
    case 'finding-negated':
      return {
        code,
        certainty,
        finding: check.finding,
        case_says: check.caseSays,
        ...startAndEnd(check.span),
      }
    case 'finding-uncertain':
    case 'finding-of-relative':
    case 'finding-past':
      return { code, certainty, finding: check.finding, ...startAndEnd(check.span) }
    case 'finding-not-in-case':
      return { code, certainty, finding: check.finding }
    case 'number-differs':
    case 'unit-differs':
    case 'age-differs':
    case 'sex-differs':
      return { code, certainty, claimed: check.claimed, in_case: check.inCase, ...startAndEnd(check.span) }
    case 'laterality-differs': {
      const { claimed, of, inCase, span } = check
      return { code, certainty, of, claimed, in_case: inCase, ...startAndEnd(span) }
    }
    case 'level-differs': {
      const { claimed, of, actual, span } = check
      return { code, certainty, of, claimed, actual, ...(span && startAndEnd(span)) }
    }
    case 'repeats-step':
      return { code, certainty, earlier_step: check.earlierStep + 1, similarity: check.similarity }
    case 'only-cites':
    case 'adds-nothing':
      return { code, certainty }
    case 'conclusion-unsupported':
      return { code, certainty, diagnosis: check.diagnosis }
    case 'argues-otherwise': {
      const { finding, diagnosis, stepSays, likelihoodRatio, span } = check
      return {
        code,
        certainty,
        finding,
        diagnosis,
        step_says: stepSays,
        likelihood_ratio: likelihoodRatio,
        ...startAndEnd(span),
      }
    }
  }
}

const startAndEnd = ({ start, end }: { start: number; end: number }) => ({ start, end })
