import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Run } from '../../../domain/run'
import { relabel } from '../../../domain/grading/answers'
import { nextOpenStep, openQuestion } from '../../../domain/grading/questions'
import { type Review, type StepGrade, UNGRADED, startReview } from '../../../domain/review'
import { type ReviewWriter, type SaveState, createReviewWriter } from '../../../storage'
import { announce } from '../../../ui/announcer'
import { useReviewer } from '../../reviewer'
import { type Services, useServices } from '../../services'
import { reviewQuery } from '../queries'
import { selectStep } from '../selection'
import { LABEL_WORDS } from '../../words'
import { restAt } from './asking-store'
import { openEditor } from './editor-store'
import type { Grading } from './grading-context'
import { FREE_RULES, type GradingRules } from './grading-rules'
import { actOnScreen, showReview, useReviewStore } from './review-store'
import type { StepClock } from './step-clock'

/** One writer for the tab: what is queued outlives the page that queued it. */
let sharedWriter: ReviewWriter | null = null

function getWriter({ storage, clock }: Services): ReviewWriter {
  sharedWriter ??= createReviewWriter({
    apply: (initial, actions) => storage.reviews.apply(initial, actions),
    clock,
    schedule: (callback, ms) => setTimeout(callback, ms),
  })
  return sharedWriter
}

/** Whether everything is saved, for the line that says so. */
export function useSaveState(): SaveState & { retryNow(): void } {
  const writer = getWriter(useServices())
  const state = useSyncExternalStore(writer.subscribe, writer.getState)
  return { ...state, retryNow: writer.retryNow }
}

/**
 * The reviewer's session on a finished run. A key shows on screen at once and is written behind it; what another tab
 * stores is shown as soon as nothing of ours is on its way. Null while there is nothing to grade.
 */
export function useGradingSession(
  run: Run | null,
  rules: GradingRules = FREE_RULES,
  stepClock: StepClock | null = null,
): Grading | null {
  const services = useServices()
  const reviewer = useReviewer()
  const writer = getWriter(services)
  const runId = run?.id ?? null
  const reviewerId = reviewer?.id ?? null
  const stored = useQuery(reviewQuery(services, runId, reviewerId)).data

  useEffect(() => {
    const show = () => {
      const shown = useReviewStore.getState().review
      const isOther = shown?.runId !== runId || shown?.reviewerId !== reviewerId
      if (stored === undefined || stored === null) {
        if (isOther) showReview(null)
      } else if (isOther) showReview(stored)
      else if (writer.getState().pending === 0 && stored.updatedAt >= shown.updatedAt) showReview(stored)
    }
    show()
    // Not state of the page: what is on its way would draw all of it anew with every key.
    return writer.subscribe(show)
  }, [writer, stored, runId, reviewerId])

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (writer.getState().pending > 0) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [writer])

  return useMemo(
    () =>
      run && reviewerId && run.status !== 'running'
        ? createGrading(services, writer, run, reviewerId, rules, stepClock)
        : null,
    [services, writer, run, reviewerId, rules, stepClock],
  )
}

function createGrading(
  { clock, ids }: Services,
  writer: ReviewWriter,
  run: Run,
  reviewerId: Review['reviewerId'],
  { rubric }: GradingRules,
  stepClock: StepClock | null,
): Grading {
  let fresh: Review | null = null
  const current = (): Review => {
    const shown = useReviewStore.getState().review
    if (shown?.runId === run.id && shown.reviewerId === reviewerId) return shown
    return (fresh ??= startReview(
      {
        id: ids.reviewId(),
        runId: run.id,
        caseId: run.caseId,
        reviewerId,
        rubric: { id: rubric.id, version: rubric.version },
      },
      clock(),
    ))
  }
  const act = (action: Parameters<ReviewWriter['submit']>[1]) => {
    const initial = current()
    const at = clock()
    actOnScreen(initial, action, at)
    writer.submit(initial, action, at)
  }
  const gradeAt = (step: number) => current().grades[step] ?? UNGRADED
  const change: Grading['change'] = (value) => act({ kind: 'change', change: value })
  const setGrade = (step: number, grade: StepGrade) => {
    const spent = stepClock && { spentMs: (grade.spentMs ?? 0) + stepClock.take(step) }
    change({ part: 'grade', step, value: { ...grade, ...spent, gradedAt: clock() } })
  }
  const patchGrade: Grading['patchGrade'] = (step, patch) => setGrade(step, { ...gradeAt(step), ...patch })

  /** On to the next step that waits, once this one is answered; a comment that is asked for opens its field. */
  function advance(step: number) {
    const open = openQuestion(rubric, gradeAt(step))
    if (open?.kind === 'comment') return openEditor(step, 'comment')
    if (open) return
    const next = nextOpenStep(rubric, current(), run.steps.length, step)
    if (next !== null) selectStep(next)
    else restAt(step)
  }

  return {
    change,
    patchGrade,
    answer(step, patch) {
      patchGrade(step, patch)
      advance(step)
    },
    setLabel(step, label) {
      setGrade(step, relabel(gradeAt(step), label))
      announce(`Step ${step + 1}: ${LABEL_WORDS[label]}`)
      advance(step)
    },
    toggleUnsure(step) {
      const isUnsure = !gradeAt(step).isUnsure
      patchGrade(step, { isUnsure, label: isUnsure ? null : gradeAt(step).label })
      announce(`Step ${step + 1}: ${isUnsure ? 'unsure' : 'not graded'}`)
      if (isUnsure) advance(step)
    },
    clearGrade(step) {
      change({ part: 'grade', step, value: null })
      announce(`Step ${step + 1}: not graded`)
    },
    undo() {
      act({ kind: 'undo' })
      announce('Undone')
    },
    redo() {
      act({ kind: 'redo' })
      announce('Done again')
    },
  }
}
