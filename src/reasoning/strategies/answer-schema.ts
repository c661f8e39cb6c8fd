import { MAX_ENTRIES } from '../../domain/differential'
import { DIRECTIONS, STEP_KINDS, type StepKind } from '../../domain/reasoning-step'
import type { JsonSchema } from '../../engines'
import { integer, line, list, oneOf, optionalLine, record } from './schema-parts'

/** Most items and characters of an answer, by hand, so that a weak model still comes to an end. */
export interface AnswerLimits {
  readonly stepLength: number
  readonly quotes: number
  readonly quoteLength: number
  /** Diagnoses that one step moves. */
  readonly moves: number
  readonly diagnosisLength: number
  readonly entries: number
  /** Steps named for or against one diagnosis. */
  readonly citedSteps: number
  readonly nextTestLength: number
}

export const ANSWER_LIMITS: AnswerLimits = {
  stepLength: 280,
  quotes: 3,
  quoteLength: 120,
  moves: 3,
  diagnosisLength: 60,
  entries: MAX_ENTRIES,
  citedSteps: 6,
  nextTestLength: 80,
}

/** The kinds a model may give a step; the problem representation has a place of its own. */
export type AnswerStepKind = Exclude<StepKind, 'problem-representation'>
export const ANSWER_STEP_KINDS: readonly AnswerStepKind[] = STEP_KINDS.filter(
  (kind) => kind !== 'problem-representation',
)

/** A step as a model writes it, once it has been checked. `kind` is missing where its place in the answer gives it. */
export interface AnswerStep {
  readonly kind?: AnswerStepKind
  readonly quotes: readonly string[]
  readonly text: string
  readonly moves: readonly { readonly diagnosis: string; readonly direction: (typeof DIRECTIONS)[number] }[]
  /** Number of the earlier step that it argues with, counting from 1; 0 for none. */
  readonly repliesTo?: number
  /** The model's own score, 0 to 10. */
  readonly score?: number
}

/** One diagnosis as a model writes it. Step numbers count from 1. */
export interface AnswerEntry {
  readonly diagnosis: string
  readonly percent: number
  readonly for: readonly number[]
  readonly against: readonly number[]
  readonly cantMiss: boolean
  readonly nextTest: string
}

export interface StepShape {
  /** Kinds to choose from; null where the step's place says its kind. */
  readonly kinds: readonly AnswerStepKind[] | null
  readonly minQuotes: number
  /** Most steps there can be before this one, where it names the one it argues with. */
  readonly repliesUpTo?: number
  readonly isScored?: boolean
}

/** Quotes come before the text: the words of the case first, then what follows from them. */
export function stepSchema(limits: AnswerLimits, shape: StepShape): JsonSchema {
  const { kinds, minQuotes, repliesUpTo, isScored = false } = shape
  return record({
    ...(kinds && { kind: oneOf(kinds) }),
    ...(repliesUpTo !== undefined && { repliesTo: integer(0, repliesUpTo) }),
    quotes: list(line(limits.quoteLength), minQuotes, limits.quotes),
    text: line(limits.stepLength),
    moves: list(
      record({ diagnosis: line(limits.diagnosisLength), direction: oneOf(DIRECTIONS) }),
      0,
      limits.moves,
    ),
    ...(isScored && { score: integer(0, 10) }),
  })
}

/** `steps`: how many steps there are to be named for and against. */
export function differentialSchema(limits: AnswerLimits, steps: number): JsonSchema {
  const numbers = list(integer(1, Math.max(1, steps)), 0, Math.min(limits.citedSteps, Math.max(1, steps)))
  const entry = record({
    diagnosis: line(limits.diagnosisLength),
    percent: integer(0, 100),
    for: numbers,
    against: numbers,
    cantMiss: { type: 'boolean' },
    nextTest: optionalLine(limits.nextTestLength),
  })
  return list(entry, 1, limits.entries)
}
