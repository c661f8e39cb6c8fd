import { create } from 'zustand'
import type { StepEditor } from './grading-context'

/** The editor opened by a key on the selected step; closed when the selection moves. */
export const useOpenEditor = create<{ step: number | null; editor: StepEditor | null }>(() => ({
  step: null,
  editor: null,
}))

export function openEditor(step: number, editor: StepEditor): void {
  useOpenEditor.setState({ step, editor })
}

export function closeEditor(): void {
  useOpenEditor.setState({ step: null, editor: null })
}
