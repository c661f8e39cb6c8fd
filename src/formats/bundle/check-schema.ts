import { type CHECK_CODES, LEVELS, type Check } from '../../domain/check'
import { LATERALITIES } from '../../domain/finding'
import { z } from '../schema'
import { countSchema, fractionSchema, spanSchema } from './case-schema'

const standing = <Code extends 'finding-uncertain' | 'finding-of-relative' | 'finding-past'>(code: Code) =>
  z.looseObject({ code: z.literal(code), finding: z.string(), span: spanSchema })

const difference = <Code extends 'number-differs' | 'unit-differs' | 'age-differs' | 'sex-differs'>(
  code: Code,
) => z.looseObject({ code: z.literal(code), claimed: z.string(), inCase: z.string(), span: spanSchema })

const checkSchemas = {
  'quote-not-in-case': z.looseObject({
    code: z.literal('quote-not-in-case'),
    quote: z.string(),
    nearest: z.nullable(
      z.looseObject({ text: z.string(), span: spanSchema, similarity: z.exactOptional(fractionSchema) }),
    ),
  }),
  'finding-negated': z.looseObject({
    code: z.literal('finding-negated'),
    finding: z.string(),
    caseSays: z.enum(['absent', 'present']),
    span: spanSchema,
  }),
  'finding-uncertain': standing('finding-uncertain'),
  'finding-of-relative': standing('finding-of-relative'),
  'finding-past': standing('finding-past'),
  'finding-not-in-case': z.looseObject({ code: z.literal('finding-not-in-case'), finding: z.string() }),
  'number-differs': difference('number-differs'),
  'unit-differs': difference('unit-differs'),
  'age-differs': difference('age-differs'),
  'sex-differs': difference('sex-differs'),
  'laterality-differs': z.looseObject({
    code: z.literal('laterality-differs'),
    claimed: z.enum(LATERALITIES),
    of: z.string(),
    inCase: z.string(),
    span: spanSchema,
  }),
  'level-differs': z.looseObject({
    code: z.literal('level-differs'),
    of: z.string(),
    claimed: z.enum(LEVELS),
    actual: z.enum(LEVELS),
    span: z.nullable(spanSchema),
  }),
  'repeats-step': z.looseObject({
    code: z.literal('repeats-step'),
    earlierStep: countSchema,
    similarity: fractionSchema,
  }),
  'only-cites': z.looseObject({ code: z.literal('only-cites') }),
  'adds-nothing': z.looseObject({ code: z.literal('adds-nothing') }),
  'conclusion-unsupported': z.looseObject({
    code: z.literal('conclusion-unsupported'),
    diagnosis: z.string(),
  }),
  'argues-otherwise': z.looseObject({
    code: z.literal('argues-otherwise'),
    finding: z.string(),
    diagnosis: z.string(),
    stepSays: z.enum(['for', 'against']),
    likelihoodRatio: z.number(),
    span: spanSchema,
  }),
} as const satisfies Record<(typeof CHECK_CODES)[number], unknown>

/** A flag of the verifier as it is kept. */
export const checkSchema: z.ZodMiniType<Check> = z.discriminatedUnion('code', [
  checkSchemas['quote-not-in-case'],
  checkSchemas['finding-negated'],
  checkSchemas['finding-uncertain'],
  checkSchemas['finding-of-relative'],
  checkSchemas['finding-past'],
  checkSchemas['finding-not-in-case'],
  checkSchemas['number-differs'],
  checkSchemas['unit-differs'],
  checkSchemas['age-differs'],
  checkSchemas['sex-differs'],
  checkSchemas['laterality-differs'],
  checkSchemas['level-differs'],
  checkSchemas['repeats-step'],
  checkSchemas['only-cites'],
  checkSchemas['adds-nothing'],
  checkSchemas['conclusion-unsupported'],
  checkSchemas['argues-otherwise'],
])
