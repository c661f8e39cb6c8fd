import {
  type FirstErrorPair,
  findFirstError,
  measureFirstErrorAgreement,
} from '../../../domain/agreement/first-error-agreement'
import { type SpanPair, measureSpanF1 } from '../../../domain/agreement/span-f1'
import type { ReviewerId } from '../../../domain/ids'
import type { BootstrapOptions } from '../../../domain/resampling/cluster-bootstrap'
import { type GradeSpan, type Review, gradeOf } from '../../../domain/review'
import type { Run } from '../../../domain/run'
import type { Span } from '../../../domain/span'
import type { GradedCase } from '../../../storage'
import type { PairReport, ProjectScope } from '../reading/protocol'

interface CollectedPair {
  readonly raters: readonly [ReviewerId, ReviewerId]
  /** Null where the rubric has no labels. */
  readonly firstErrors: readonly FirstErrorPair[] | null
  readonly spans: readonly SpanPair[]
}

/** For every two reviewers, what both said of the runs that both graded; pairs without such a run are left out. */
export function collectPairs(
  cases: readonly GradedCase[],
  { reviewerIds, rubric }: Pick<ProjectScope, 'reviewerIds' | 'rubric'>,
): CollectedPair[] {
  const byRun = cases.flatMap((graded) =>
    graded.runs.map((run) => ({
      run,
      presentation: graded.subjectOf(run).presentation,
      reviewOf: new Map(
        graded.reviews
          .filter(({ runId }) => runId === run.id)
          .map((review) => [review.reviewerId, review] as const),
      ),
    })),
  )
  return reviewerIds.flatMap((first, index) =>
    reviewerIds.slice(index + 1).flatMap((second): CollectedPair[] => {
      const shared = byRun.flatMap(({ run, presentation, reviewOf }) => {
        const [a, b] = [reviewOf.get(first), reviewOf.get(second)]
        return a && b ? [{ run, presentation, a, b }] : []
      })
      if (shared.length === 0) return []
      return [
        {
          raters: [first, second],
          firstErrors:
            rubric.labels.length === 0
              ? null
              : shared.map(({ run, a, b }) => ({
                  caseId: run.caseId,
                  a: findFirstError(labelsOf(a, run)),
                  b: findFirstError(labelsOf(b, run)),
                })),
          spans: shared.flatMap(({ run, presentation, a, b }) => spansOf(run, presentation, a, b)),
        },
      ]
    }),
  )
}

export function measurePairs(pairs: readonly CollectedPair[], bootstrap: BootstrapOptions): PairReport[] {
  return pairs.map(({ raters, firstErrors, spans }) => ({
    raters,
    firstError: firstErrors && measureFirstErrorAgreement(firstErrors, bootstrap),
    spanCharacters: measureSpanF1(spans, 'characters', bootstrap),
    spanTokens: measureSpanF1(spans, 'tokens', bootstrap),
  }))
}

const labelsOf = (review: Review, run: Run) =>
  run.steps.map((_, step) => {
    const { label, isUnsure } = gradeOf(review, step)
    return isUnsure ? null : label
  })

/** Words of the case and of the step are compared step by step: the same words marked for another step don't agree. */
function spansOf(run: Run, presentation: string, a: Review, b: Review): SpanPair[] {
  return run.steps.flatMap((step, index) => {
    const [of, other] = [gradeOf(a, index).spans ?? [], gradeOf(b, index).spans ?? []]
    if (of.length === 0 && other.length === 0) return []
    return (['case', 'step'] as const).map((where) => ({
      caseId: run.caseId,
      text: where === 'case' ? presentation : step.text,
      a: only(of, where),
      b: only(other, where),
    }))
  })
}

const only = (spans: readonly GradeSpan[], where: GradeSpan['of']): Span[] =>
  spans.filter((each) => each.of === where).map(({ span }) => span)
