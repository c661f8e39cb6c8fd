import { LABEL_VALUES } from '../../domain/rubric'
import type { ExportOptions } from '../labelled-traces/export-options'
import { type LabelledTrace, leadingDiagnosis, solverName } from '../labelled-traces/labelled-trace'

/** A column of the flat table and how Parquet should hold it. */
export interface FlatColumn {
  readonly name: string
  readonly type: 'STRING' | 'DOUBLE'
}

/** One row a step. A step that nobody graded has null in `label` and `value`, never 0. */
export const FLAT_COLUMNS = [
  { name: 'case_id', type: 'STRING' },
  { name: 'case_revision', type: 'DOUBLE' },
  { name: 'specialty', type: 'STRING' },
  { name: 'presentation', type: 'STRING' },
  { name: 'gold_diagnosis', type: 'STRING' },
  { name: 'run_id', type: 'STRING' },
  { name: 'engine', type: 'STRING' },
  { name: 'model', type: 'STRING' },
  { name: 'strategy', type: 'STRING' },
  { name: 'prompt_version', type: 'STRING' },
  { name: 'seed', type: 'DOUBLE' },
  { name: 'leading_diagnosis', type: 'STRING' },
  { name: 'verdict', type: 'STRING' },
  { name: 'labeller', type: 'STRING' },
  { name: 'step', type: 'DOUBLE' },
  { name: 'steps', type: 'DOUBLE' },
  { name: 'kind', type: 'STRING' },
  { name: 'text', type: 'STRING' },
  { name: 'label', type: 'STRING' },
  { name: 'value', type: 'DOUBLE' },
  { name: 'share_good', type: 'DOUBLE' },
  { name: 'share_neutral', type: 'DOUBLE' },
  { name: 'share_bad', type: 'DOUBLE' },
  { name: 'graders', type: 'DOUBLE' },
  { name: 'error_types', type: 'STRING' },
  { name: 'harm', type: 'STRING' },
  { name: 'facets', type: 'STRING' },
  { name: 'comment', type: 'STRING' },
  { name: 'rewrite', type: 'STRING' },
  { name: 'spent_ms', type: 'DOUBLE' },
  { name: 'flags', type: 'STRING' },
] as const satisfies readonly FlatColumn[]

export type FlatStep = Readonly<Record<(typeof FLAT_COLUMNS)[number]['name'], string | number | null>>

/** The rows of one trace. Lists are joined by "; ", facets are JSON by reviewer where there are several. */
export function toFlatSteps(trace: LabelledTrace, { withCaseText }: ExportOptions): FlatStep[] {
  const { subject, run } = trace
  return trace.steps.map(({ step, label, shares, rewrite, grades }) => {
    const spentMs = grades.flatMap(({ grade }) => grade.spentMs ?? [])
    return {
      case_id: subject.id,
      case_revision: run.caseRevision,
      specialty: subject.specialty,
      presentation: withCaseText ? subject.presentation : null,
      gold_diagnosis: subject.goldDiagnosis,
      run_id: run.id,
      engine: run.manifest.engine,
      model: solverName(run),
      strategy: run.manifest.strategy,
      prompt_version: run.manifest.promptVersion,
      seed: run.manifest.sampling?.seed ?? null,
      leading_diagnosis: leadingDiagnosis(run),
      verdict: trace.verdict,
      labeller: trace.labeller,
      step: step.index + 1,
      steps: run.steps.length,
      kind: step.kind,
      text: step.text,
      label,
      value: label === null ? null : LABEL_VALUES[label],
      share_good: shares?.good ?? null,
      share_neutral: shares?.neutral ?? null,
      share_bad: shares?.bad ?? null,
      graders: grades.length,
      error_types: joinOrNull([...new Set(grades.flatMap(({ grade }) => grade.errorTypes))]),
      harm: joinOrNull(grades.flatMap(({ grade }) => grade.harm ?? [])),
      facets: facetsOf(grades),
      comment: joinOrNull(grades.map(({ grade }) => grade.comment).filter((comment) => comment !== '')),
      rewrite,
      spent_ms: spentMs.length === 0 ? null : spentMs.reduce((sum, ms) => sum + ms, 0),
      flags: joinOrNull(step.checks.map(({ code }) => code)),
    }
  })
}

const joinOrNull = (values: readonly string[]) => (values.length === 0 ? null : values.join('; '))

function facetsOf(grades: LabelledTrace['steps'][number]['grades']): string | null {
  const answered = grades.flatMap(({ reviewer, grade }) =>
    grade.facets && Object.keys(grade.facets).length > 0 ? [[reviewer, grade.facets] as const] : [],
  )
  return answered.length === 0 ? null : JSON.stringify(Object.fromEntries(answered))
}
