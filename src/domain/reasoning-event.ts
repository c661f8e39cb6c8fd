import type { Differential } from './differential'
import type { ReasoningStepDraft, StepKind } from './reasoning-step'
import type { RunCounts, RunFailure, RunManifest, RunTiming } from './run'

/** The one event type that every engine yields and everything else consumes. */
export type ReasoningEvent =
  | { readonly kind: 'started'; readonly manifest: Omit<RunManifest, 'appVersion' | 'caseHash'> }
  /** What a thinking model thinks before it writes: shown apart, no step, neither checked nor graded. */
  | { readonly kind: 'thinking-delta'; readonly beforeStep: number; readonly text: string }
  /** Work before the first step, such as loading a model: `fraction` 0 to 1, null where unknown. */
  | { readonly kind: 'preparing'; readonly activity: PreparingActivity; readonly fraction: number | null }
  | { readonly kind: 'problem-representation'; readonly text: string }
  /** The kind may still be a guess; the completed step has the last word. */
  | { readonly kind: 'step-started'; readonly index: number; readonly stepKind: StepKind }
  | { readonly kind: 'text-delta'; readonly index: number; readonly text: string }
  | { readonly kind: 'step-completed'; readonly step: ReasoningStepDraft }
  | { readonly kind: 'differential-updated'; readonly afterStep: number; readonly differential: Differential }
  | { readonly kind: 'finished'; readonly timing: RunTiming; readonly counts: RunCounts }
  | { readonly kind: 'failed'; readonly failure: RunFailure }

/** `sampling`: several runs are made before one is told. */
export type PreparingActivity = 'loading-model' | 'reading-case' | 'sampling'

/** A solved case shown to a model as an example. Never the case itself, nor one from the same source. */
export interface ReasoningExample {
  readonly presentation: string
  readonly diagnosis: string
  /** How it was reasoned to be so, in order. */
  readonly steps: readonly string[]
}

/** How a reasoner is asked to work on a case. */
export interface ReasoningOptions {
  readonly seed: number
  /** Finished steps of an interrupted run to go on from; the new run's first step follows the last of them. */
  readonly continueFrom: readonly ReasoningStepDraft[]
  readonly examples?: readonly ReasoningExample[]
}
