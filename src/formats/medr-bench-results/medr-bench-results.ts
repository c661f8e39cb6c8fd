import {
  type MedRBenchMode,
  STEP_CATEGORIES,
  scoreMedRBench,
} from '../../domain/evaluation/medr-bench-scores'
import type { ExportOptions } from '../labelled-traces/export-options'
import { type LabelledTrace, leadingDiagnosis, solverName } from '../labelled-traces/labelled-trace'
import { z } from '../schema'
import { judgeStep } from './judged-step'

const fractionOrNull = z.nullable(z.number().check(z.minimum(0), z.maximum(1)))

/** A result file of MedR-Bench's evaluation; "factulity" is its spelling. */
export const medRBenchResultSchema = z.looseObject({
  id: z.string(),
  model: z.string(),
  generate_case: z.looseObject({
    case_summary: z.string(),
    differential_diagnosis: z.string(),
    diagnosis_results: z.string(),
  }),
  results: z.looseObject({ content: z.string() }),
  reasoning_eval: z.array(
    z.looseObject({
      step: z.string(),
      efficiency: z.nullable(z.enum(STEP_CATEGORIES)),
      factulity: z.nullable(z.boolean()),
      judgment_path: z.array(z.unknown()),
    }),
  ),
  gt_reasoning_eval: z.array(z.looseObject({ step: z.string(), hit: z.boolean() })),
  efficiency: fractionOrNull,
  factulity: fractionOrNull,
  recall: fractionOrNull,
})
export type MedRBenchResult = z.infer<typeof medRBenchResultSchema>

/** One trace as MedR-Bench's evaluation leaves it. A reference statement is hit where a reviewer linked a step to it. */
export function toMedRBenchResult(
  trace: LabelledTrace,
  { withCaseText }: ExportOptions,
  mode: MedRBenchMode,
): MedRBenchResult {
  const { subject, run, steps, reviews } = trace
  const judged = steps.map(judgeStep)
  const hits = new Set(
    reviews.flatMap(({ links }) =>
      (links ?? []).filter(({ isSame }) => isSame).map(({ statement }) => statement),
    ),
  )
  const statements = subject.referenceReasoning
  const scores = scoreMedRBench(
    judged,
    statements.map((_statement, index) => hits.has(index)),
    mode,
  )
  const lines = steps.map(({ step }, index) => `<step ${index + 1}> ${step.text}`)
  return {
    id: subject.id,
    model: solverName(run),
    generate_case: {
      case_summary: withCaseText ? subject.presentation : '',
      differential_diagnosis: withCaseText ? statements.map(({ text }) => text).join('\n') : '',
      diagnosis_results: subject.goldDiagnosis ?? '',
    },
    results: {
      content: ['### Reasoning:', ...lines, '', '### Answer:', leadingDiagnosis(run) ?? ''].join('\n'),
    },
    reasoning_eval: steps.map(({ step }, index) => ({
      step: step.text,
      efficiency: judged[index]?.category ?? null,
      factulity: judged[index]?.isFactual ?? null,
      judgment_path: [],
    })),
    gt_reasoning_eval: statements.map(({ text }, index) => ({
      step: withCaseText ? text : '',
      hit: hits.has(index),
    })),
    efficiency: scores.efficiency,
    factulity: scores.factuality,
    recall: scores.completeness,
  }
}
