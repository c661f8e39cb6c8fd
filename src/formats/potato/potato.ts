import type { GradingMode } from '../../domain/rubric'
import { LABEL_VALUES } from '../../domain/rubric'
import type { LabelledTrace } from '../labelled-traces/labelled-trace'
import { z } from '../schema'

/** A row of Potato's process-reward annotation. `index` counts from 0. */
export const potatoRowSchema = z.looseObject({
  instance_id: z.string(),
  annotator: z.string(),
  mode: z.enum(['per_step', 'first_error']),
  steps: z.array(
    z.looseObject({
      index: z.int().check(z.nonnegative()),
      reward: z.nullable(z.literal([-1, 0, 1])),
      source: z.string(),
      verified: z.boolean(),
    }),
  ),
})
export type PotatoRow = z.infer<typeof potatoRowSchema>

/** Steps behind the first error stay null: they follow from it and nobody judged them. */
export function toPotatoRow(trace: LabelledTrace, mode: GradingMode): PotatoRow {
  return {
    instance_id: trace.run.id,
    annotator: trace.labeller,
    mode: mode === 'first-error' ? 'first_error' : 'per_step',
    steps: trace.steps.map(({ step, label }) => ({
      index: step.index,
      reward: label === null ? null : LABEL_VALUES[label],
      source: 'human',
      verified: label !== null,
    })),
  }
}
