import { STEP_LABEL_SCALE } from '../../domain/agreement/label-scale'
import { type Rating, buildLabelTable } from '../../domain/agreement/label-table'
import { listMeasures, measureAgreement, nameMeasure } from '../../domain/agreement/measure-agreement'
import { gradeOf } from '../../domain/review'
import type { CardAgreement } from '../../formats/dataset-card/dataset-card'
import type { GradedCase } from '../../storage'
import { BOOTSTRAP } from './bootstrap'

/** The labels of all reviewers on the steps of a case, as ratings: what agreement is worked out on. */
export function ratingsOf({ runs, reviews }: GradedCase, runIds: ReadonlySet<string> | null): Rating[] {
  return runs
    .filter(({ id }) => runIds === null || runIds.has(id))
    .flatMap((run) =>
      reviews
        .filter(({ runId }) => runId === run.id)
        .flatMap((review) =>
          run.steps.map(({ index }) => ({
            caseId: run.caseId,
            unitId: `${run.id}/${index}`,
            raterId: review.reviewerId,
            label: gradeOf(review, index).label,
          })),
        ),
    )
}

/** Agreement on the steps' labels for a dataset card; empty where no two reviewers labelled the same step. */
export function describeAgreement(ratings: readonly Rating[]): CardAgreement[] {
  const labelled = ratings.filter(({ label }) => label !== null)
  const raters = new Map<string, number>()
  for (const { unitId } of labelled) raters.set(unitId, (raters.get(unitId) ?? 0) + 1)
  if (![...raters.values()].some((count) => count >= 2)) return []
  const table = buildLabelTable(labelled, STEP_LABEL_SCALE)
  return measureAgreement(table, listMeasures(table), BOOTSTRAP).map(({ measure, result, interval }) => ({
    name: nameMeasure(measure),
    value: result.kind === 'value' ? result.value : null,
    interval: interval ? [interval.low, interval.high] : null,
    note: result.kind === 'value' ? '' : result.because,
  }))
}
