import { create } from 'zustand'
import type { Span } from '../../domain/span'

/** What the eye is on: dies with the tab, but for the step, which is in the address. */
interface Selection {
  /** 0-based index of the selected step. */
  readonly step: number | null
  /** Concept id of the selected finding. */
  readonly conceptId: string | null
  /** Diagnosis whose "why is this here?" is open. */
  readonly diagnosis: string | null
  /** Where Tab lands among the findings of the case text: the start of a finding's span. */
  readonly findingStop: number | null
  /** Words of the case that a flag points to. */
  readonly spotlight: Span | null
  readonly region: 'case' | 'steps' | 'differential'
}

const NOTHING: Selection = {
  step: null,
  conceptId: null,
  diagnosis: null,
  findingStop: null,
  spotlight: null,
  region: 'case',
}

export const useSelection = create<Selection>(() => NOTHING)

export function selectStep(step: number | null): void {
  useSelection.setState({ step, conceptId: null, spotlight: null })
}

export function selectFinding(conceptId: string | null): void {
  useSelection.setState({ conceptId })
}

/** Makes a finding the one tab stop of the case text. */
export function stopAtFinding(start: number | null): void {
  useSelection.setState({ findingStop: start })
}

export function selectDiagnosis(diagnosis: string | null): void {
  useSelection.setState({ diagnosis })
}

export function showRegion(region: Selection['region']): void {
  useSelection.setState({ region })
}

/** Lights words of the case and shows them, where the screen has room for one region only. */
export function lightInCase(span: Span | null): void {
  useSelection.setState(span === null ? { spotlight: null } : { spotlight: span, region: 'case' })
}

export function clearSelection(): void {
  useSelection.setState({ step: null, conceptId: null, diagnosis: null, spotlight: null })
}
