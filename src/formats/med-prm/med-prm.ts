import { type BinaryStep, takeBinarySteps } from '../labelled-traces/binary-labels'
import type { ExportOptions } from '../labelled-traces/export-options'
import { type LabelledTrace, leadingDiagnosis } from '../labelled-traces/labelled-trace'
import { z } from '../schema'

/** Stands behind each step of a processed solution, in Med-PRM's files. */
const STEP_MARK = ' ки'

const zeroOrOne = z.literal([0, 1])

const solutionSchema = z.looseObject({
  prm_processed_solution: z.string(),
  orm_processed_solution: z.string(),
  answer: z.string(),
  score: z.nullable(zeroOrOne),
  prm_soft_label: z.array(z.number().check(z.minimum(0), z.maximum(1))),
  prm_hard_label: z.array(zeroOrOne),
  prm_gemini_label: z.array(zeroOrOne),
  prm_llama_label: z.array(zeroOrOne),
  orm_label: z.nullable(zeroOrOne),
})

/** A question with the solutions that were labelled, as Med-PRM's training files hold them. */
export const medPrmRowSchema = z.looseObject({
  question_id: z.string(),
  question: z.string(),
  options: z.array(z.string()),
  data_source: z.string(),
  related_docs: z.array(z.string()),
  solutions: z.array(solutionSchema).check(z.minLength(1)),
})
export type MedPrmRow = z.infer<typeof medPrmRowSchema>

/**
 * All traces of one case as one row. The soft label of a step is the share of its reviewers who called it good, the hard
 * one the label; the labels of Gemini and Llama stay empty, since people gave these. `orm_label` and `score` are the
 * verdict on the final diagnosis, null where none was given. Null where no trace has a labelled step.
 */
export function toMedPrmRow(traces: readonly LabelledTrace[], options: ExportOptions): MedPrmRow | null {
  const [first] = traces
  if (!first) return null
  const solutions = traces.flatMap((trace) => {
    const steps = takeBinarySteps(trace.steps, options.neutralAs)
    return steps.length === 0 ? [] : [toSolution(trace, steps)]
  })
  if (solutions.length === 0) return null
  const { subject } = first
  return {
    question_id: subject.id,
    question: options.withCaseText ? subject.presentation : '',
    options: [...subject.expectedDifferential],
    data_source: subject.citation ?? subject.source,
    related_docs: [],
    solutions,
  }
}

function toSolution({ run, verdict }: LabelledTrace, steps: readonly BinaryStep[]) {
  const texts = steps.map(({ labelled }) => labelled.step.text)
  const orm = verdict === null || verdict === 'cant-tell' ? null : verdict === 'correct' ? 1 : 0
  return {
    prm_processed_solution: texts.map((text) => `${text}${STEP_MARK}`).join('\n'),
    orm_processed_solution: `${texts.join('\n')}${STEP_MARK}`,
    answer: leadingDiagnosis(run) ?? '',
    score: orm,
    prm_soft_label: steps.map(({ labelled, isGood }) => labelled.shares?.good ?? (isGood ? 1 : 0)),
    prm_hard_label: steps.map(({ isGood }) => (isGood ? 1 : 0)),
    prm_gemini_label: [],
    prm_llama_label: [],
    orm_label: orm,
  } satisfies MedPrmRow['solutions'][number]
}
