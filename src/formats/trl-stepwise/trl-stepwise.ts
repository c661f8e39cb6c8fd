import { takeBinarySteps } from '../labelled-traces/binary-labels'
import { type ExportOptions, promptOf } from '../labelled-traces/export-options'
import type { LabelledTrace } from '../labelled-traces/labelled-trace'
import { z } from '../schema'

/** A row of TRL's stepwise supervision: as many labels as completions. */
export const trlStepwiseRowSchema = z
  .looseObject({
    prompt: z.string().check(z.minLength(1)),
    completions: z.array(z.string()).check(z.minLength(1)),
    labels: z.array(z.boolean()),
  })
  .check(
    z.refine((row) => row.completions.length === row.labels.length, {
      error: 'as many labels as completions',
      path: ['labels'],
    }),
  )
export type TrlStepwiseRow = z.infer<typeof trlStepwiseRowSchema>

/** Null where not even the first step has a label. */
export function toTrlStepwiseRow(trace: LabelledTrace, options: ExportOptions): TrlStepwiseRow | null {
  const steps = takeBinarySteps(trace.steps, options.neutralAs)
  if (steps.length === 0) return null
  return {
    prompt: promptOf(trace.subject, options),
    completions: steps.map(({ labelled }) => labelled.step.text),
    labels: steps.map(({ isGood }) => isGood),
  }
}
