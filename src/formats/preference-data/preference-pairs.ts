import { type ExportOptions, promptOf } from '../labelled-traces/export-options'
import type { LabelledTrace } from '../labelled-traces/labelled-trace'
import { z } from '../schema'

/** A pair for direct preference optimisation. Both answers follow the same prompt, which holds the steps before them. */
export const preferencePairSchema = z
  .looseObject({
    prompt: z.string().check(z.minLength(1)),
    chosen: z.string().check(z.minLength(1)),
    rejected: z.string().check(z.minLength(1)),
    case_id: z.string(),
    run_id: z.string(),
    /** From 1. */
    step: z.int().check(z.positive()),
  })
  .check(
    z.refine((pair) => pair.chosen !== pair.rejected, {
      error: 'two answers that differ',
      path: ['rejected'],
    }),
  )
export type PreferencePair = z.infer<typeof preferencePairSchema>

/**
 * One pair for each rewritten step: the rewrite against the words it replaces. The shared prefix is the trace up to that
 * step with earlier rewrites in place; it ends at a bad step that nobody corrected, since what follows rests on it.
 */
export function toPreferencePairs(trace: LabelledTrace, options: ExportOptions): readonly PreferencePair[] {
  const pairs: PreferencePair[] = []
  const prefix: string[] = []
  for (const [index, { step, label, rewrite }] of trace.steps.entries()) {
    const number = index + 1
    if (rewrite !== null && rewrite.trim() !== '' && rewrite !== step.text)
      pairs.push({
        prompt: [promptOf(trace.subject, options), '', ...prefix].join('\n').trimEnd(),
        chosen: `${number}. ${rewrite}`,
        rejected: `${number}. ${step.text}`,
        case_id: trace.subject.id,
        run_id: trace.run.id,
        step: number,
      })
    else if (label === 'bad') return pairs
    prefix.push(`${number}. ${rewrite ?? step.text}`)
  }
  return pairs
}
