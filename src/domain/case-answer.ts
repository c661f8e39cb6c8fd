export const ANSWERS = ['present', 'absent', 'unknown'] as const

/** What a reader answered to a question of the engine; never part of the case's text. */
export interface CaseAnswer {
  /** Concept in the knowledge pack. */
  readonly conceptId: string
  readonly label: string
  readonly said: (typeof ANSWERS)[number]
  /** The measured value as typed, where that is how it was answered. */
  readonly value?: string
}
