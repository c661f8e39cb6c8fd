import { z } from '../schema'
import { DIRECTIONS, STEP_KINDS } from '../../domain/reasoning-step'
import { LABEL_VALUES, STEP_LABELS } from '../../domain/rubric'
import { ENGINE_IDS, RUN_STATUSES } from '../../domain/run'
import { countSchema } from '../bundle/case-schema'
import { manifestSchema } from '../bundle/run-schema'
import { rowCheckSchema } from './row-check'

const fromOne = z.int().check(z.positive())
const nullableText = z.nullable(z.string())

/** The fields of one row, in the order in which they are written. */
export const stepRowSchema = z
  .looseObject({
    /** Always "rounds-steps", with `version`, so that a row says what it is. */
    schema: z.literal('rounds-steps'),
    version: z.int(),
    case_id: z.string(),
    /** The revision that the run reasoned about, from 1. */
    case_revision: fromOne,
    run_id: z.string(),
    /** finished, stopped, interrupted, failed or running: only a finished run is complete. */
    run_status: z.enum(RUN_STATUSES),
    engine: z.enum(ENGINE_IDS),
    /** Engine version, model, strategy, prompt version, sampling and app version: enough to repeat the run. */
    manifest: manifestSchema,
    /** This step, from 1, and how many the run has. */
    step: fromOne,
    steps: fromOne,
    kind: z.enum(STEP_KINDS),
    text: z.string(),
    /** Words the step says it takes from the case; start and end are null where the case does not hold them. */
    quotes: z.array(
      z.looseObject({ text: z.string(), start: z.nullable(countSchema), end: z.nullable(countSchema) }),
    ),
    hypotheses: z.array(
      z.looseObject({
        diagnosis: z.string(),
        disease_id: nullableText,
        direction: z.enum(DIRECTIONS),
        likelihood_ratio: z.nullable(z.number()),
      }),
    ),
    /** The verifier's flags: hints, not grades. `start` and `end` lie in the presentation, `earlier_step` counts from 1. */
    checks: z.array(rowCheckSchema),
    /** good, neutral or bad; null: not graded. */
    label: z.nullable(z.enum(STEP_LABELS)),
    /** 1, 0 or -1; null: not graded. */
    value: z.nullable(z.literal([-1, 0, 1])),
    is_unsure: z.boolean(),
    error_types: z.readonly(z.array(z.string())),
    comment: z.string(),
    /** The step as the reviewer would have it. */
    rewrite: nullableText,
    reviewer: nullableText,
    rubric: z.nullable(z.looseObject({ id: z.string(), version: z.int() })),
    /** ISO 8601, UTC. */
    graded_at: z.nullable(z.iso.datetime()),
  })
  .check(
    z.refine((row) => row.value === (row.label === null ? null : LABEL_VALUES[row.label]), {
      error: 'the value of its label: good 1, neutral 0, bad -1, none null',
      path: ['value'],
    }),
  )
export type StepRow = z.infer<typeof stepRowSchema>

/** The documented field names of a row, in order. */
export const STEP_ROW_FIELDS = [
  'schema',
  'version',
  'case_id',
  'case_revision',
  'run_id',
  'run_status',
  'engine',
  'manifest',
  'step',
  'steps',
  'kind',
  'text',
  'quotes',
  'hypotheses',
  'checks',
  'label',
  'value',
  'is_unsure',
  'error_types',
  'comment',
  'rewrite',
  'reviewer',
  'rubric',
  'graded_at',
] as const
