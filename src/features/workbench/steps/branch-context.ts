import { createContext, useContext } from 'react'
import type { StepEdit } from '../../../domain/run-start'

/** Starts a branch of the run on screen; null while it can't be branched. */
export const BranchContext = createContext<((edit: StepEdit) => void) | null>(null)

export function useBranch(): ((edit: StepEdit) => void) | null {
  return useContext(BranchContext)
}
