import { useQuery } from '@tanstack/react-query'
import type { RunId } from '../../domain/ids'
import { gradeOf } from '../../domain/review'
import type { Rubric } from '../../domain/rubric'
import { live } from '../../storage'
import { Button } from '../../ui/button'
import { type Services, useServices } from '../services'
import { StepGradeView } from '../step-grade-view'
import { describeValue } from './choices'
import { shuffleReviewers } from './queue'
import type { ProjectUnit } from './reading/protocol'

const reviewsOfRunQuery = ({ storage }: Services, runId: RunId) =>
  live(['reviews-of-run', runId], () => storage.reviews.ofRuns([runId]))

interface AnswerColumnsProps {
  readonly unit: ProjectUnit
  readonly rubric: Rubric
  readonly stepText: string | null
  readonly presentation: string | null
  readonly onTakeRewrite: (rewrite: string) => void
}

/** What each reviewer said, side by side, without names and in an order of its own for each unit. */
export function AnswerColumns({ unit, rubric, stepText, presentation, onTakeRewrite }: AnswerColumnsProps) {
  const reviews = useQuery(reviewsOfRunQuery(useServices(), unit.runId)).data ?? []
  const step = unit.unit.kind === 'verdict' ? null : unit.unit.step
  return (
    <ul aria-label="What the reviewers said" className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {shuffleReviewers(unit).map((reviewerId, index) => {
        const review = reviews.find((each) => each.reviewerId === reviewerId)
        const answer = unit.answers.find((each) => each.reviewerId === reviewerId)
        const grade = review && step !== null ? gradeOf(review, step) : null
        const rewrite = grade?.rewrite ?? null
        return (
          <li
            key={reviewerId}
            className="grid content-start gap-2 rounded-md border border-line bg-surface p-3"
          >
            <h3 className="text-xs font-semibold text-ink-faint">
              Reviewer {String.fromCharCode('A'.charCodeAt(0) + index)}
            </h3>
            {unit.unit.kind !== 'label' && answer && (
              <p className="font-semibold">{describeValue(unit.unit, answer.value, rubric)}</p>
            )}
            {grade && (
              <StepGradeView grade={grade} rubric={rubric} stepText={stepText} presentation={presentation} />
            )}
            {rewrite !== null && (
              <Button
                size="sm"
                tone="quiet"
                className="justify-self-start"
                onClick={() => onTakeRewrite(rewrite)}
              >
                Start from this rewrite
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
