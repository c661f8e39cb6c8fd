import type { JudgedStep } from './medr-bench-scores'
import type { GoldRank } from './ranked-accuracy'
import type { StepLabel } from '../rubric'

/** One step as the evaluation sees it. */
export interface StepOutcome {
  /** Null where nobody graded or reviewers differ. */
  readonly label: StepLabel | null
  /** Linked to words of the case, or to a reference statement, or graded good. */
  readonly isSupported: boolean
  readonly errorTypes: readonly string[]
  readonly harm: string | null
  readonly judged: JudgedStep
}

/** How one run did on one case: what every metric is made from. */
export interface RunOutcome {
  readonly caseId: string
  readonly runId: string
  readonly specialty: string | null
  readonly solver: string
  readonly strategy: string
  readonly promptVersion: string
  /** Null where the case has no gold diagnosis. */
  readonly gold: { readonly rank: GoldRank } | null
  /** Whether the leading diagnosis is right: the reviewers' verdict, else the matcher's; null where neither can tell. */
  readonly isRight: boolean | null
  /** Of the leading diagnosis, 0 to 1; null where the run gives no probability of its own. */
  readonly confidence: number | null
  readonly listLength: number
  /** The case's can't-miss diagnoses, and how many the list holds; null where it names none. */
  readonly cantMiss: { readonly wanted: number; readonly listed: number } | null
  readonly steps: readonly StepOutcome[]
  /** Reference statements, true where a reviewer linked a step to it; null where none was aligned. */
  readonly covered: readonly boolean[] | null
}

/** 0-based index of the first bad step; null where there is none. Undefined where nothing is graded. */
export function firstBadStep({ steps }: Pick<RunOutcome, 'steps'>): number | null | undefined {
  if (steps.every(({ label }) => label === null)) return undefined
  const found = steps.findIndex(({ label }) => label === 'bad')
  return found === -1 ? null : found
}

/**
 * The quadrants of answer and reasoning. Reasoning counts as sound where no graded step is bad. Null where the answer
 * can't be judged or no step is graded.
 */
export const QUADRANTS = ['right-sound', 'right-flawed', 'wrong-sound', 'wrong-flawed'] as const
export type Quadrant = (typeof QUADRANTS)[number]

export function quadrantOf(outcome: RunOutcome): Quadrant | null {
  const firstBad = firstBadStep(outcome)
  if (outcome.isRight === null || firstBad === undefined) return null
  if (outcome.isRight) return firstBad === null ? 'right-sound' : 'right-flawed'
  return firstBad === null ? 'wrong-sound' : 'wrong-flawed'
}
