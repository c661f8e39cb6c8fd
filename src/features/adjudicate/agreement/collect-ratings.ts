import type { FacetRating } from '../../../domain/agreement/break-down-agreement'
import type { LabelScale } from '../../../domain/agreement/label-scale'
import type { Rubric } from '../../../domain/rubric'
import type { GradedCase } from '../../../storage'
import { listMeasuredFacets } from './measured-facets'

/** Every label that every reviewer gave, with what it can be grouped by. */
export function collectRatings(
  cases: readonly GradedCase[],
  rubric: Rubric,
): { readonly ratings: FacetRating[]; readonly scales: ReadonlyMap<string, LabelScale> } {
  const facets = listMeasuredFacets(rubric)
  const ratings: FacetRating[] = []
  for (const facet of facets)
    for (const { subject, runs, reviews } of cases)
      for (const run of runs) {
        const own = reviews.filter(({ runId }) => runId === run.id)
        const steps = facet.about === 'run' ? [-1] : run.steps.keys()
        for (const step of steps)
          for (const review of own) {
            const label = facet.read(review, step)
            if (label === null) continue
            ratings.push({
              facet: facet.id,
              caseId: subject.id,
              unitId: `${run.id}/${step}`,
              raterId: review.reviewerId,
              label,
              specialty: subject.specialty,
              stepKind: run.steps[step]?.kind ?? null,
            })
          }
      }
  return { ratings, scales: new Map(facets.map(({ id, scale }) => [id, scale])) }
}
