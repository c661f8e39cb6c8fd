import type { Check } from './check'
import type { Span } from './span'

export const STEP_KINDS = [
  'problem-representation',
  'finding',
  'hypothesis',
  'support',
  'refute',
  'discriminate',
  'test',
  'conclude',
] as const
export type StepKind = (typeof STEP_KINDS)[number]

/** Words a step says it takes from the case; `span` is null where the case doesn't hold them. */
export interface Quote {
  readonly text: string
  readonly span: Span | null
}

export const DIRECTIONS = ['for', 'against', 'neutral'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** A diagnosis that a step touches, and which way it moves it. */
export interface HypothesisTouch {
  readonly diagnosis: string
  /** Id in the knowledge pack, where the diagnosis is known there. */
  readonly diseaseId: string | null
  readonly direction: Direction
  /** Likelihood ratio applied, where the engine works with one. */
  readonly likelihoodRatio: number | null
}

/** Who of several voices gave a step, the person's own among them; a step of a run with one voice has no author. */
export const STEP_AUTHORS = [
  'hypotheses',
  'test-choice',
  'challenger',
  'stewardship',
  'checklist',
  'critic',
  'reader',
] as const
export type StepAuthor = (typeof STEP_AUTHORS)[number]

/** A step that was written for the same place and not taken. */
export interface StepAlternative {
  readonly kind: StepKind
  readonly text: string
  /** The model's own score, 0 to 10. */
  readonly score: number
  /** Number of the verifier's flags; null where it wasn't asked. */
  readonly flags: number | null
}

/** One inference in a run, as the engine gave it: no checks yet. */
export interface ReasoningStepDraft {
  /** 0-based place in the run; shown counting from 1. */
  readonly index: number
  readonly kind: StepKind
  readonly text: string
  readonly quotes: readonly Quote[]
  readonly hypotheses: readonly HypothesisTouch[]
  readonly author?: StepAuthor
  /** 0-based index of the earlier step that this one argues with. */
  readonly repliesTo?: number
  /** The model's own score of a step that was chosen among several, 0 to 10. */
  readonly score?: number
  readonly alternatives?: readonly StepAlternative[]
}

/** The author of a step that a person wrote or corrected. */
export const READER: StepAuthor = 'reader'

/** One inference in a run, with the verifier's flags. */
export interface ReasoningStep extends ReasoningStepDraft {
  readonly checks: readonly Check[]
}
