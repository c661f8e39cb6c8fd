import { create } from 'zustand'
import { useSelection } from '../selection'

/** Where a reviewer is among a rubric's questions; another step begins anew. */
interface AskingState {
  /** Place among the step's questions that was gone to by hand. */
  readonly focus: number | null
  /** A facet of which several may be picked, until the reviewer goes on. */
  readonly heldFacet: string | null
  /** The step at which all was answered. */
  readonly restsAt: number | null
}

const NOTHING: AskingState = { focus: null, heldFacet: null, restsAt: null }

export const useAsking = create<AskingState>(() => NOTHING)

export function focusQuestion(focus: number | null): void {
  useAsking.setState({ focus, heldFacet: null })
}

export function holdFacet(heldFacet: string | null): void {
  useAsking.setState({ focus: null, heldFacet })
}

export function restAt(step: number): void {
  useAsking.setState({ ...NOTHING, restsAt: step })
}

export function resetAsking(): void {
  useAsking.setState(NOTHING)
}

useSelection.subscribe((state, before) => {
  if (state.step !== before.step) resetAsking()
})
