import { LABEL_VALUES } from '../../domain/rubric'
import { type LabelledStep, type LabelledTrace, leadingDiagnosis } from '../labelled-traces/labelled-trace'
import type { ExportOptions } from '../labelled-traces/export-options'
import { z } from '../schema'

const completionSchema = z.looseObject({
  text: z.string(),
  rating: z.nullable(z.literal([-1, 0, 1])),
  flagged: z.boolean(),
})

/** A row as PRM800K publishes them, phase 2. */
export const prm800kRowSchema = z.looseObject({
  labeler: z.string(),
  timestamp: z.string(),
  generation: z.nullable(z.int()),
  is_quality_control_question: z.boolean(),
  is_initial_screening_question: z.boolean(),
  question: z.looseObject({
    problem: z.string(),
    ground_truth_solution: z.nullable(z.string()),
    ground_truth_answer: z.string(),
    pre_generated_steps: z.array(z.string()),
    pre_generated_answer: z.string(),
    pre_generated_verifier_score: z.nullable(z.number()),
  }),
  label: z.looseObject({
    steps: z.array(
      z.looseObject({
        completions: z.array(completionSchema),
        human_completion: z.nullable(completionSchema),
        chosen_completion: z.nullable(z.int()),
      }),
    ),
    total_time: z.number().check(z.nonnegative()),
    finish_reason: z.enum(['found_error', 'solution', 'bad_problem', 'give_up']),
  }),
})
export type Prm800kRow = z.infer<typeof prm800kRowSchema>

/**
 * One trace as a PRM800K row: a step is a list of one completion with its rating, null where it has none. A rewrite is
 * the labeller's own completion. `total_time` is in milliseconds, 0 where no time was kept.
 */
export function toPrm800kRow(trace: LabelledTrace, { withCaseText }: ExportOptions): Prm800kRow {
  const { subject, run, reviews } = trace
  const answer = leadingDiagnosis(run) ?? ''
  const at = Math.max(run.startedAt, ...reviews.map(({ updatedAt }) => updatedAt))
  return {
    labeler: trace.labeller,
    timestamp: new Date(at).toISOString(),
    generation: null,
    is_quality_control_question: false,
    is_initial_screening_question: false,
    question: {
      problem: withCaseText ? subject.presentation : '',
      ground_truth_solution: withCaseText ? referenceText(trace) : null,
      ground_truth_answer: subject.goldDiagnosis ?? '',
      pre_generated_steps: run.steps.map(({ text }) => text),
      pre_generated_answer: answer,
      pre_generated_verifier_score: null,
    },
    label: {
      steps: trace.steps.map(toPrmStep),
      total_time: trace.steps.reduce((sum, { grades }) => sum + spentOn(grades), 0),
      finish_reason: finishReason(trace),
    },
    case_id: subject.id,
    run_id: run.id,
  }
}

function referenceText({ subject }: LabelledTrace): string | null {
  const { referenceReasoning } = subject
  if (referenceReasoning.length === 0) return null
  return referenceReasoning.map(({ text }, index) => `${index + 1}. ${text}`).join('\n')
}

function toPrmStep({ step, label, rewrite }: LabelledStep) {
  const rating = label === null ? null : LABEL_VALUES[label]
  return {
    completions: [{ text: step.text, rating, flagged: false }],
    human_completion: rewrite === null ? null : { text: rewrite, rating: null, flagged: false },
    // The run went on from its own words, whatever was thought of them.
    chosen_completion: 0,
  }
}

const spentOn = (grades: LabelledStep['grades']) =>
  grades.reduce((sum, { grade }) => sum + (grade.spentMs ?? 0), 0)

/** An exit counts as the reviewer gave it, else a bad step ends the work, as in PRM800K's second phase. */
function finishReason({ steps, reviews }: LabelledTrace): Prm800kRow['label']['finish_reason'] {
  const exits = reviews.flatMap(({ exit }) => exit ?? [])
  if (exits.some(({ reason }) => reason === 'bad-case')) return 'bad_problem'
  if (exits.length > 0) return 'give_up'
  return steps.some(({ label }) => label === 'bad') ? 'found_error' : 'solution'
}
