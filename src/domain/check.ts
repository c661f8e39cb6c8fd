import type { Laterality } from './finding'
import type { Span } from './span'

/** What the case has otherwise than the step. */
const DIFFERENCE_CODES = ['number-differs', 'unit-differs', 'age-differs', 'sex-differs'] as const
/** Whose or when the finding is that the step takes for one of the patient, now and for certain. */
const STANDING_CODES = ['finding-uncertain', 'finding-of-relative', 'finding-past'] as const
/** Kinds of step that MedR-Bench tells from reasoning, besides repetition. */
const MANNER_CODES = ['only-cites', 'adds-nothing'] as const

export const CHECK_CODES = [
  'quote-not-in-case',
  'finding-negated',
  ...STANDING_CODES,
  'finding-not-in-case',
  ...DIFFERENCE_CODES,
  'laterality-differs',
  'level-differs',
  'repeats-step',
  ...MANNER_CODES,
  'conclusion-unsupported',
  'argues-otherwise',
] as const
export type CheckCode = (typeof CHECK_CODES)[number]

/** Where a value lies against its reference range. */
export const LEVELS = ['high', 'low', 'normal'] as const
export type Level = (typeof LEVELS)[number]

/** One flag of the verifier on one reasoning step: a hint to the reviewer, never a grade. Spans lie in the presentation. */
export type Check =
  | {
      readonly code: 'quote-not-in-case'
      readonly quote: string
      /** The nearest words of the case, where any come near. `similarity` is the share of words in common, 0 to 1. */
      readonly nearest: { readonly text: string; readonly span: Span; readonly similarity?: number } | null
    }
  | {
      readonly code: 'finding-negated'
      readonly finding: string
      /** What the case says of it. */
      readonly caseSays: 'absent' | 'present'
      readonly span: Span
    }
  | { readonly code: (typeof STANDING_CODES)[number]; readonly finding: string; readonly span: Span }
  | { readonly code: 'finding-not-in-case'; readonly finding: string }
  | {
      readonly code: (typeof DIFFERENCE_CODES)[number]
      readonly claimed: string
      readonly inCase: string
      readonly span: Span
    }
  | {
      readonly code: 'laterality-differs'
      readonly claimed: Laterality
      /** What is on that side. */
      readonly of: string
      readonly inCase: string
      readonly span: Span
    }
  | {
      readonly code: 'level-differs'
      /** What is said to be high, low or normal. */
      readonly of: string
      readonly claimed: Level
      readonly actual: Level
      /** In the case; null where the value stands in the step alone. */
      readonly span: Span | null
    }
  | {
      readonly code: 'repeats-step'
      /** 0-based index of the earlier step. */
      readonly earlierStep: number
      /** Share of the words in common, 0 to 1. */
      readonly similarity: number
    }
  | { readonly code: (typeof MANNER_CODES)[number] }
  | { readonly code: 'conclusion-unsupported'; readonly diagnosis: string }
  | {
      readonly code: 'argues-otherwise'
      readonly finding: string
      readonly diagnosis: string
      readonly stepSays: 'for' | 'against'
      /** Likelihood ratio of the finding, present or absent as the case has it, for the diagnosis. */
      readonly likelihoodRatio: number
      readonly span: Span
    }

/**
 * How sure a flag is of what it says. `certain`: words or numbers were compared. `likely`: the meaning of a sentence was read by
 * rules. `hint`: a rule of thumb, or the knowledge pack's opinion.
 */
export const CERTAINTIES = ['certain', 'likely', 'hint'] as const
export type Certainty = (typeof CERTAINTIES)[number]

/** From this share of the words on, a quotation is a slip of the pen rather than an invention. */
const NEARLY_THERE = 0.8
const WORD_FOR_WORD = 0.95

/** How sure a flag is; the same for the same flag, whenever it was written. */
export function certaintyOf(check: Check): Certainty {
  switch (check.code) {
    case 'quote-not-in-case':
      return (check.nearest?.similarity ?? 0) >= NEARLY_THERE ? 'likely' : 'certain'
    case 'repeats-step':
      return check.similarity >= WORD_FOR_WORD ? 'certain' : 'likely'
    case 'age-differs':
    case 'sex-differs':
    case 'number-differs':
    case 'unit-differs':
      return 'certain'
    case 'finding-negated':
    case 'finding-uncertain':
    case 'finding-of-relative':
    case 'finding-past':
    case 'laterality-differs':
    case 'level-differs':
      return 'likely'
    case 'finding-not-in-case':
    case 'only-cites':
    case 'adds-nothing':
    case 'conclusion-unsupported':
    case 'argues-otherwise':
      return 'hint'
  }
}

/** Where in the presentation a flag points; null where it points nowhere. */
export function spanOfCheck(check: Check): Span | null {
  if (check.code === 'quote-not-in-case') return check.nearest?.span ?? null
  return 'span' in check ? check.span : null
}
