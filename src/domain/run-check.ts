import type { Certainty, Check } from './check'
import type { Run } from './run'
import type { Span } from './span'

/** One flag of the verifier on a whole run, such as a diagnosis left out: a hint to the reviewer, never a grade. */
export type RunCheck =
  /** The leading diagnosis in spite of a finding that speaks as good as surely against it. */
  | {
      readonly code: 'excluding-finding'
      readonly diagnosis: string
      readonly finding: string
      readonly caseSays: 'absent' | 'present'
      readonly span: Span
    }
  /** A dangerous diagnosis that fits the findings and stands nowhere in the run. */
  | {
      readonly code: 'cant-miss-omitted'
      readonly diagnosis: string
      /** By the knowledge engine, 0 to 1. */
      readonly likelihood: number
      readonly finding: string
      readonly span: Span
      /** The question or test that would settle it. */
      readonly settledBy: string | null
    }
  /** The first diagnosis named is the last, and nothing was said against it or for another. */
  | { readonly code: 'premature-closure'; readonly diagnosis: string; readonly firstStep: number }
  /** The ranking has a diagnosis above another although its own steps say the contrary. */
  | {
      readonly code: 'order-contradicts'
      readonly above: string
      readonly below: string
      /** Steps for less steps against, of each. */
      readonly balanceAbove: number
      readonly balanceBelow: number
    }

/** How sure a flag on a run is. */
export function certaintyOfRun(check: RunCheck): Certainty {
  return check.code === 'order-contradicts' ? 'likely' : 'hint'
}

/** The parts of a run that its checks need. */
export type CheckedRun = Pick<Run, 'steps' | 'differential'>

/** Flags on every step, by its index, and on the run as a whole. */
export interface RunVerification {
  readonly steps: readonly (readonly Check[])[]
  readonly run: readonly RunCheck[]
}
