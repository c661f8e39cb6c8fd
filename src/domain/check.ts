import type { Span } from './span'

export const CHECK_CODES = ['quote-not-in-case', 'finding-negated', 'number-differs', 'repeats-step'] as const
export type CheckCode = (typeof CHECK_CODES)[number]

/** One flag of the verifier on one reasoning step: a hint to the reviewer, never a grade. */
export type Check =
  | {
      readonly code: 'quote-not-in-case'
      readonly quote: string
      /** The nearest words of the case, where any come near. */
      readonly nearest: { readonly text: string; readonly span: Span } | null
    }
  | {
      readonly code: 'finding-negated'
      readonly finding: string
      /** What the case says of it. */
      readonly caseSays: 'absent' | 'present'
      readonly span: Span
    }
  | {
      readonly code: 'number-differs'
      readonly claimed: string
      readonly inCase: string
      readonly span: Span
    }
  | {
      readonly code: 'repeats-step'
      /** 0-based index of the earlier step. */
      readonly earlierStep: number
      /** Share of the words in common, 0 to 1. */
      readonly similarity: number
    }
