import { createContext, useContext } from 'react'
import type { ReviewChange, StepGrade } from '../../../domain/review'
import type { StepLabel } from '../../../domain/rubric'

/** Which editor of the selected step is open. */
export type StepEditor = 'errors' | 'comment' | 'rewrite' | 'insert'

/** What a reviewer can do to a run. Every call shows at once and is saved behind it. */
export interface Grading {
  setLabel(step: number, label: StepLabel): void
  toggleUnsure(step: number): void
  patchGrade(step: number, patch: Partial<StepGrade>): void
  /** As `patchGrade`, and on to the next step where this one is complete. */
  answer(step: number, patch: Partial<StepGrade>): void
  clearGrade(step: number): void
  change(change: ReviewChange): void
  undo(): void
  redo(): void
}

export const GradingContext = createContext<Grading | null>(null)

/** @throws Error outside a grading session, which is a bug. */
export function useGrading(): Grading {
  const grading = useContext(GradingContext)
  if (!grading) throw new Error('useGrading needs a GradingContext above it')
  return grading
}
