import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { GradingTask } from '../../../domain/grading/assignment'
import { nextOpenStep } from '../../../domain/grading/questions'
import type { ReviewerId } from '../../../domain/ids'
import type { Review } from '../../../domain/review'
import type { Rubric } from '../../../domain/rubric'
import type { Run } from '../../../domain/run'
import { useServices } from '../../services'
import { resetAsking } from '../grading/asking-store'
import { closeEditor } from '../grading/editor-store'
import { showReview, useReviewStore } from '../grading/review-store'
import { reviewQuery, runQuery } from '../queries'
import { selectStep, showRegion } from '../selection'
import { newerReview, rememberReview, useQueueStore } from './queue-store'

/** Moves in a queue. What the next run needs is there already, so that a move is one drawing and no reading. */
export function useQueue(tasks: readonly GradingTask[], reviewerId: ReviewerId, rubric: Rubric) {
  const client = useQueryClient()
  const services = useServices()
  return useMemo(() => {
    function goTo(at: number) {
      const task = tasks[at]
      if (!task) return
      closeEditor()
      rememberReview(useReviewStore.getState().review)
      const stored = client.getQueryData<Review | null>(
        reviewQuery(services, task.runId, reviewerId).queryKey,
      )
      const run = client.getQueryData<Run | null>(runQuery(services, task.runId).queryKey)
      const review = newerReview(stored ?? null, task.runId)
      showReview(review)
      showRegion('steps')
      resetAsking()
      const steps = run?.steps.length ?? 0
      selectStep(steps === 0 ? null : (nextOpenStep(rubric, review, steps, steps - 1) ?? 0))
      useQueueStore.setState(({ trail, at: before }) => ({
        at,
        trail: before === null || before === at ? trail : [...trail, before].slice(-100),
      }))
    }
    return {
      goTo,
      /** Back to where the reviewer was before; false where there is no before. */
      goBack(): boolean {
        const { trail } = useQueueStore.getState()
        const before = trail.at(-1)
        if (before === undefined) return false
        goTo(before)
        useQueueStore.setState({ trail: trail.slice(0, -1) })
        return true
      },
    }
  }, [client, services, tasks, reviewerId, rubric])
}
