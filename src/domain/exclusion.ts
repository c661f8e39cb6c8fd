import type { CaseId } from './ids'

/** A case that a curator left out of grading, and why. Taking it back forgets nothing of the case. */
export interface Exclusion {
  readonly id: CaseId
  /** In a curator's words, or a rule's name. */
  readonly reason: string
  readonly excludedAt: number
}
