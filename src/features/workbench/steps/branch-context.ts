import { createContext, useContext } from 'react'
import type { StepEdit } from '../../../domain/run-start'

/** What can be grown from the run on screen. */
export interface Branching {
  /** Starts a branch with a change. */
  readonly branch: (edit: StepEdit) => void
  /** Has a language model put a step in other words, to choose from; null without one. */
  readonly askAlternatives: ((step: number) => void) | null
}

/** Null while the run can't be branched. */
export const BranchContext = createContext<Branching | null>(null)

export function useBranching(): Branching | null {
  return useContext(BranchContext)
}
