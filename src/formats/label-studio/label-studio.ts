import { STEP_LABELS } from '../../domain/rubric'
import type { ExportOptions } from '../labelled-traces/export-options'
import {
  type LabelledStep,
  type LabelledTrace,
  leadingDiagnosis,
  solverName,
} from '../labelled-traces/labelled-trace'
import { z } from '../schema'

const resultSchema = z.looseObject({
  id: z.string(),
  from_name: z.string(),
  to_name: z.string(),
  type: z.enum(['choices', 'textarea']),
  value: z.looseObject({}),
})

/** A Label Studio task with its annotations, as its JSON export writes them and its import takes them. */
export const labelStudioTaskSchema = z.looseObject({
  id: z.int().check(z.positive()),
  data: z.looseObject({ text: z.string(), steps: z.array(z.string()) }),
  annotations: z.array(
    z.looseObject({
      completed_by: z.string(),
      result: z.array(resultSchema),
      was_cancelled: z.boolean(),
      ground_truth: z.boolean(),
      lead_time: z.nullable(z.number()),
      created_at: z.string(),
      updated_at: z.string(),
    }),
  ),
  predictions: z.array(z.looseObject({})),
})
export type LabelStudioTask = z.infer<typeof labelStudioTaskSchema>

/**
 * All traces of one run as one task, an annotation each. Step n stands in `data.step_n`, counting from 1, its grade in
 * the results named `grade-n`; an ungraded step has no result. `id` counts tasks in the file, from 1.
 */
export function toLabelStudioTask(
  traces: readonly LabelledTrace[],
  id: number,
  { withCaseText }: ExportOptions,
): LabelStudioTask | null {
  const [first] = traces
  if (!first) return null
  const { subject, run } = first
  const texts = run.steps.map(({ text }) => text)
  return {
    id,
    data: {
      text: withCaseText ? subject.presentation : `[case ${subject.id}]`,
      case_id: subject.id,
      run_id: run.id,
      model: solverName(run),
      answer: leadingDiagnosis(run) ?? '',
      steps: texts,
      ...Object.fromEntries(texts.map((text, index) => [`step_${index + 1}`, text])),
    },
    annotations: traces.map(toAnnotation),
    predictions: [],
  }
}

function toAnnotation({ labeller, steps, reviews, run }: LabelledTrace) {
  const times = reviews.flatMap(({ createdAt, updatedAt }) => [createdAt, updatedAt])
  const spentMs = steps.flatMap(({ grades }) => grades.map(({ grade }) => grade.spentMs ?? 0))
  const total = spentMs.reduce((sum, ms) => sum + ms, 0)
  return {
    completed_by: labeller,
    result: steps.flatMap(toResults),
    was_cancelled: reviews.length > 0 && reviews.every(({ exit }) => exit !== null && exit !== undefined),
    ground_truth: labeller === 'adjudicated',
    lead_time: total > 0 ? total / 1000 : null,
    created_at: new Date(Math.min(run.startedAt, ...times)).toISOString(),
    updated_at: new Date(Math.max(run.startedAt, ...times)).toISOString(),
  }
}

function toResults({ step, label, rewrite, grades }: LabelledStep) {
  const number = step.index + 1
  const comments = grades.map(({ grade }) => grade.comment).filter((comment) => comment !== '')
  const errors = [...new Set(grades.flatMap(({ grade }) => grade.errorTypes))]
  const result = (name: string, type: 'choices' | 'textarea', value: Record<string, readonly string[]>) => ({
    id: `${name}-${number}`,
    from_name: `${name}-${number}`,
    to_name: `step-${number}`,
    type,
    value,
  })
  return [
    ...(label === null ? [] : [result('grade', 'choices', { choices: [label] })]),
    ...(errors.length === 0 ? [] : [result('errors', 'choices', { choices: errors })]),
    ...(comments.length === 0 ? [] : [result('comment', 'textarea', { text: comments })]),
    ...(rewrite === null ? [] : [result('rewrite', 'textarea', { text: [rewrite] })]),
  ]
}

/** The labelling interface such tasks need, to be pasted into the project's settings. */
export function formatLabelStudioConfig(stepCount: number, errorTypes: readonly string[]): string {
  const toChoices = (values: readonly string[]) =>
    values.map((value) => `<Choice value="${escapeMarkup(value)}"/>`).join('')
  const [choices, errors] = [toChoices(STEP_LABELS), toChoices(errorTypes)]
  const steps = Array.from({ length: stepCount }, (_step, index) => {
    const number = index + 1
    return [
      `  <Text name="step-${number}" value="$step_${number}"/>`,
      `  <Choices name="grade-${number}" toName="step-${number}" choice="single" showInline="true">${choices}</Choices>`,
      `  <TextArea name="comment-${number}" toName="step-${number}" placeholder="Comment"/>`,
      `  <TextArea name="rewrite-${number}" toName="step-${number}" placeholder="Rewrite"/>`,
      `  <Choices name="errors-${number}" toName="step-${number}" choice="multiple">${errors}</Choices>`,
    ].join('\n')
  })
  return ['<View>', '  <Text name="case" value="$text"/>', ...steps, '</View>', ''].join('\n')
}

const escapeMarkup = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
