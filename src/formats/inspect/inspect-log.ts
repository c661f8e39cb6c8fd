import type { HistoryEntry, Review } from '../../domain/review'
import { LABEL_VALUES } from '../../domain/rubric'
import { type ExportOptions, promptOf } from '../labelled-traces/export-options'
import { type LabelledTrace, leadingDiagnosis, solverName } from '../labelled-traces/labelled-trace'
import { z } from '../schema'

const messageSchema = z.looseObject({ role: z.enum(['user', 'assistant']), content: z.string() })
const scoreValue = z.union([z.number(), z.string()])

const editSchema = z.looseObject({
  value: z.nullable(scoreValue),
  explanation: z.nullable(z.string()),
  provenance: z.looseObject({
    timestamp: z.string(),
    author: z.string(),
    reason: z.nullable(z.string()),
    metadata: z.looseObject({}),
  }),
})

/** A sample of an Inspect log: what was asked, what came, and a score for each graded step and for the diagnosis. */
export const inspectSampleSchema = z.looseObject({
  id: z.string(),
  epoch: z.int().check(z.positive()),
  input: z.string(),
  target: z.string(),
  messages: z.array(messageSchema),
  output: z.looseObject({ model: z.string(), completion: z.string() }),
  scores: z.record(
    z.string(),
    z.looseObject({
      value: scoreValue,
      answer: z.nullable(z.string()),
      explanation: z.nullable(z.string()),
      metadata: z.looseObject({}),
      history: z.array(editSchema),
    }),
  ),
  metadata: z.looseObject({}),
})
export type InspectSample = z.infer<typeof inspectSampleSchema>

/**
 * One trace as a sample. Scores are named `step_n` (from 1; 1, 0 or -1) and `diagnosis` (the verdict); ungraded steps
 * have none. `history` holds every value a reviewer gave on the way, with who and when.
 */
export function toInspectSample(trace: LabelledTrace, epoch: number, options: ExportOptions): InspectSample {
  const { subject, run, steps, verdict, reviews } = trace
  const input = promptOf(subject, options)
  const lines = steps.map(({ step }, index) => `${index + 1}. ${step.text}`)
  const answer = leadingDiagnosis(run)
  const completion = [...lines, '', `Diagnosis: ${answer ?? ''}`].join('\n')
  const scores: InspectSample['scores'] = {}
  for (const { step, label, grades } of steps) {
    if (label === null) continue
    const comments = grades.map(({ grade }) => grade.comment).filter((comment) => comment !== '')
    scores[`step_${step.index + 1}`] = {
      value: LABEL_VALUES[label],
      answer: step.text,
      explanation: comments.length > 0 ? comments.join('\n') : null,
      metadata: { error_types: [...new Set(grades.flatMap(({ grade }) => grade.errorTypes))] },
      history: reviews.flatMap((review) => historyOf(review, step.index)),
    }
  }
  if (verdict !== null)
    scores['diagnosis'] = { value: verdict, answer, explanation: null, metadata: {}, history: [] }
  return {
    id: subject.id,
    epoch,
    input,
    target: subject.goldDiagnosis ?? '',
    messages: [
      { role: 'user', content: input },
      { role: 'assistant', content: completion },
    ],
    output: {
      model: solverName(run),
      choices: [{ message: { role: 'assistant', content: completion }, stop_reason: 'stop' }],
      completion,
    },
    scores,
    metadata: { run_id: run.id, labeller: trace.labeller, strategy: run.manifest.strategy },
  }
}

function historyOf(review: Review, step: number) {
  return review.history.slice(0, review.historyPosition).flatMap(({ change, at }: HistoryEntry) => {
    if (change.part !== 'grade' || change.step !== step) return []
    const label = change.value?.label ?? null
    return [
      {
        value: label === null ? null : LABEL_VALUES[label],
        explanation: change.value?.comment || null,
        provenance: {
          timestamp: new Date(at).toISOString(),
          author: String(review.reviewerId),
          reason: null,
          metadata: {},
        },
      },
    ]
  })
}

/** What stands before and after the samples, so that a large log need not be one text in memory. */
export function formatInspectHead(about: {
  readonly models: readonly string[]
  readonly samples: number
  readonly createdAt: number
  readonly appVersion: string
}): { readonly before: string; readonly after: string } {
  const created = new Date(about.createdAt).toISOString()
  const head = {
    version: 2,
    status: 'success',
    eval: {
      created,
      task: 'rounds/step-grades',
      task_version: 0,
      dataset: { name: 'rounds', samples: about.samples },
      model: about.models.length === 1 ? about.models[0] : 'several',
      config: {},
      metadata: { models: about.models, rounds: about.appVersion },
    },
    plan: { name: 'plan', steps: [], config: {} },
    stats: { started_at: created, completed_at: created, model_usage: {} },
  }
  return { before: `${JSON.stringify(head).slice(0, -1)},"samples":[`, after: ']}\n' }
}
