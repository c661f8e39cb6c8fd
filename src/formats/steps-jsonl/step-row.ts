import type { ClinicalCase } from '../../domain/case'
import type { Review } from '../../domain/review'
import { gradeOf } from '../../domain/review'
import { LABEL_VALUES } from '../../domain/rubric'
import type { Run } from '../../domain/run'
import { toRowCheck } from './row-check'
import type { StepRow } from './step-row-schema'

export const STEP_ROWS_VERSION = 1

/**
 * One row a step, with all it needs to be used alone. Fields are in snake case, as the datasets of this field have
 * them; `step` counts from 1, spans are UTF-16 offsets into the presentation of that case revision.
 *
 * A step that nobody graded has `label: null` and `value: null`, never 0: 0 is what a reviewer said.
 */
export function toStepRows(subject: Pick<ClinicalCase, 'id'>, run: Run, review: Review | null): StepRow[] {
  return run.steps.map((step) => {
    const grade = gradeOf(review, step.index)
    return {
      schema: 'rounds-steps',
      version: STEP_ROWS_VERSION,
      case_id: subject.id,
      case_revision: run.caseRevision,
      run_id: run.id,
      run_status: run.status,
      engine: run.manifest.engine,
      manifest: run.manifest,
      step: step.index + 1,
      steps: run.steps.length,
      kind: step.kind,
      text: step.text,
      quotes: step.quotes.map(({ text, span }) => ({
        text,
        start: span?.start ?? null,
        end: span?.end ?? null,
      })),
      hypotheses: step.hypotheses.map(({ diagnosis, diseaseId, direction, likelihoodRatio }) => ({
        diagnosis,
        disease_id: diseaseId,
        direction,
        likelihood_ratio: likelihoodRatio,
      })),
      checks: step.checks.map(toRowCheck),
      label: grade.label,
      value: grade.label === null ? null : LABEL_VALUES[grade.label],
      is_unsure: grade.isUnsure,
      error_types: grade.errorTypes,
      comment: grade.comment,
      rewrite: grade.rewrite,
      reviewer: review?.reviewerId ?? null,
      rubric: review ? { id: review.rubric.id, version: review.rubric.version } : null,
      graded_at: grade.gradedAt === null ? null : new Date(grade.gradedAt).toISOString(),
    }
  })
}
