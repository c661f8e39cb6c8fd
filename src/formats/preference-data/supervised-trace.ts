import { type ExportOptions, promptOf } from '../labelled-traces/export-options'
import { type LabelledTrace, leadingDiagnosis } from '../labelled-traces/labelled-trace'
import { z } from '../schema'

/** One corrected trace as a conversation, for supervised fine-tuning. */
export const supervisedRowSchema = z.looseObject({
  messages: z
    .array(z.looseObject({ role: z.enum(['user', 'assistant']), content: z.string().check(z.minLength(1)) }))
    .check(z.minLength(2)),
  case_id: z.string(),
  run_id: z.string(),
  rewritten_steps: z.int().check(z.nonnegative()),
})
export type SupervisedRow = z.infer<typeof supervisedRowSchema>

/**
 * The trace with its rewrites in place, ending on the diagnosis: the run's where the verdict is "correct", else the gold
 * diagnosis. Null where it would teach something wrong: a step is ungraded, or bad without a rewrite, or no right
 * diagnosis is known.
 */
export function toSupervisedRow(trace: LabelledTrace, options: ExportOptions): SupervisedRow | null {
  const { subject, run, steps, verdict } = trace
  const answer = verdict === 'correct' ? leadingDiagnosis(run) : subject.goldDiagnosis
  const isSound = steps.every(({ label, rewrite }) => rewrite !== null || (label !== null && label !== 'bad'))
  if (!answer || steps.length === 0 || !isSound) return null
  const lines = steps.map(({ step, rewrite }, index) => `${index + 1}. ${rewrite ?? step.text}`)
  return {
    messages: [
      { role: 'user', content: promptOf(subject, options) },
      { role: 'assistant', content: [...lines, '', `Diagnosis: ${answer}`].join('\n') },
    ],
    case_id: subject.id,
    run_id: run.id,
    rewritten_steps: steps.filter(({ rewrite }) => rewrite !== null).length,
  }
}
