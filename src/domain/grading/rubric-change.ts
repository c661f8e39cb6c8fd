import type { Review } from '../review'
import type { Rubric } from '../rubric'

/** What a new version of a rubric means for grades made under the one before. */
export interface RubricChange {
  /** Labels whose explanation changed: grades that gave them may mean something else now. */
  readonly labels: readonly string[]
  /** Facets (ids) that are new and required, or ask or offer something else. */
  readonly facets: readonly string[]
  /** Error types (ids) that are gone or explained otherwise. */
  readonly errorTypes: readonly string[]
  /** Questions were added or the way of grading changed: every grade is touched. */
  readonly touchesAll: boolean
}

/** Compares meanings: names, questions and explanations count, the rubric's own name does not. */
export function compareRubrics(before: Rubric, after: Rubric): RubricChange {
  const explained = new Map(after.labels.map(({ label, explanation }) => [label, explanation]))
  const facetsAfter = new Map(after.facets.map((facet) => [facet.id, JSON.stringify(facet)]))
  const facetsBefore = new Set(before.facets.map(({ id }) => id))
  const errorsAfter = new Map(after.errorTypes.map((error) => [error.id, JSON.stringify(error)]))
  const isHarmSame = JSON.stringify(before.harmLevels) === JSON.stringify(after.harmLevels)
  return {
    labels: before.labels
      .filter(({ label, explanation }) => explained.get(label) !== explanation)
      .map(({ label }) => label),
    facets: [
      ...before.facets
        .filter((facet) => facetsAfter.get(facet.id) !== JSON.stringify(facet))
        .map(({ id }) => id),
      ...after.facets.filter(({ id, isRequired }) => isRequired && !facetsBefore.has(id)).map(({ id }) => id),
    ],
    errorTypes: before.errorTypes
      .filter((error) => errorsAfter.get(error.id) !== JSON.stringify(error))
      .map(({ id }) => id),
    touchesAll:
      before.mode !== after.mode ||
      before.labels.length !== after.labels.length ||
      before.asksLinks !== after.asksLinks ||
      (!isHarmSame && after.harmLevels.length > 0) ||
      after.commentFor.some((label) => !before.commentFor.includes(label)) ||
      after.facets.some(({ id, isRequired }) => isRequired && !facetsBefore.has(id)),
  }
}

/** Whether anything but wording outside the questions changed. */
export function isMeaningChanged(change: RubricChange): boolean {
  return change.touchesAll || change.labels.length + change.facets.length + change.errorTypes.length > 0
}

/** Whether a review used something whose meaning changed. */
export function isReviewTouched(review: Review, change: RubricChange): boolean {
  if (change.touchesAll) return true
  if (change.facets.some((id) => review.facets?.[id] !== undefined)) return true
  return Object.values(review.grades).some(
    ({ label, errorTypes, facets }) =>
      (label !== null && change.labels.includes(label)) ||
      errorTypes.some((id) => change.errorTypes.includes(id)) ||
      change.facets.some((id) => facets?.[id] !== undefined),
  )
}
