import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { GradingTask } from '../../../domain/grading/assignment'
import { nextOpenStep } from '../../../domain/grading/questions'
import type { ProjectId } from '../../../domain/ids'
import type { Rubric } from '../../../domain/rubric'
import { useReviewStore } from '../grading/review-store'
import { clearSelection, selectStep, showRegion, useSelection } from '../selection'

/** The router's work is kept off the path of a key. */
const ADDRESS_AFTER_MS = 250

interface TaskInAddressProps {
  readonly projectId: ProjectId
  readonly task: GradingTask
  readonly stepCount: number
  readonly rubric: Rubric
}

/** Keeps run and step in the address, so that a reload lands on them; at first, goes to the step there or to the first that waits. */
export function TaskInAddress({ projectId, task, stepCount, rubric }: TaskInAddressProps) {
  const navigate = useNavigate()
  const search = useSearch({ strict: false })
  const step = useSelection((state) => state.step)
  const reviewRun = useReviewStore((state) => state.review?.runId)
  const isLoaded = stepCount > 0
  const begin = useEffectEvent(() => {
    if (useSelection.getState().step !== null) return
    const named = search.run === task.runId ? search.step : undefined
    const { review } = useReviewStore.getState()
    selectStep(
      named === undefined ? (nextOpenStep(rubric, review, stepCount, stepCount - 1) ?? 0) : named - 1,
    )
    showRegion('steps')
  })
  useEffect(() => clearSelection, [])
  useEffect(() => {
    if (isLoaded) begin()
  }, [isLoaded, reviewRun])
  const runInAddress = useRef<string | null>(null)
  useEffect(() => {
    // Another run is there at once, so that a reload never lands on one that is done with.
    const delay = runInAddress.current === task.runId ? ADDRESS_AFTER_MS : 0
    const timer = setTimeout(() => {
      runInAddress.current = task.runId
      void navigate({
        to: '/project/$projectId/grade',
        params: { projectId },
        search: { case: task.caseId, run: task.runId, step: step === null ? undefined : step + 1 },
        replace: true,
        resetScroll: false,
      })
    }, delay)
    return () => clearTimeout(timer)
  }, [step, task, projectId, navigate])
  return null
}
