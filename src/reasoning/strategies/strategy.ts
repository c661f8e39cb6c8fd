import type { Differential } from '../../domain/differential'
import type { ReasoningEvent, ReasoningExample } from '../../domain/reasoning-event'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import type { JsonSchema, Message } from '../../engines'

/** What a strategy knows of the task. */
export interface StrategyInput {
  readonly presentation: string
  /** The trace so far: steps of an earlier run, some perhaps corrected by a person. */
  readonly continueFrom: readonly ReasoningStepDraft[]
  readonly examples?: readonly ReasoningExample[]
  /** Number of the verifier's flags on a step that follows `earlier`; where missing, strategies go by the model's word. */
  readonly countFlags?: (
    step: ReasoningStepDraft,
    earlier: readonly ReasoningStepDraft[],
  ) => number | Promise<number>
}

/** The events that come out of a model's words; the rest is the reasoner's. */
export type AnswerEvent = Extract<
  ReasoningEvent,
  {
    kind: 'problem-representation' | 'step-started' | 'text-delta' | 'step-completed' | 'differential-updated'
  }
>

/** Turns the text of one answer into events while it arrives, cut anywhere. */
export interface AnswerReader {
  /** @throws AnswerFault at the first thing that breaks the schema, or with the call after if events came before it. */
  push(text: string): AnswerEvent[]
  /** @throws AnswerFault if the answer isn't whole. */
  end(): AnswerEvent[] | Promise<AnswerEvent[]>
  /** In place of `end`, where an answer that its token limit cut off is of use all the same. */
  cut?(): AnswerEvent[]
}

/** Output that isn't what was asked for; `message` says where and what. */
export interface AnswerFault extends Error {
  readonly code: 'malformed-output'
}

export function answerFault(message: string, cause?: unknown): AnswerFault {
  return Object.assign(new Error(message, { cause }), {
    name: 'AnswerFault',
    code: 'malformed-output' as const,
  })
}

export function isAnswerFault(value: unknown): value is AnswerFault {
  return value instanceof Error && value.name === 'AnswerFault'
}

/** One call of the model. */
export interface StrategyCall {
  readonly messages: readonly Message[]
  /** Null: free text. */
  readonly schema: JsonSchema | null
  /** Worst case of the schema at one token per byte. */
  readonly maxTokens: number
  /** Below this much room no useful answer fits. */
  readonly minTokens: number
  createReader(): AnswerReader
}

/** What a call brought: its text, and what its reader made of it. */
export interface CallResult {
  readonly text: string
  readonly steps: readonly ReasoningStepDraft[]
  readonly differential: Differential | null
}

/**
 * A way of asking. Pure: the same input and results give the same calls. Each call's messages begin with those of the call
 * before and its answer, word for word, so that engines that only ever add to a conversation reuse what they have read too.
 */
export interface Strategy {
  readonly name: string
  /** Changes whenever the words, the schemas or their bounds do. */
  readonly promptVersion: string
  /** The next call, given what the calls so far brought; null when there is nothing left to ask. */
  plan(input: StrategyInput, results: readonly CallResult[]): StrategyCall | null
}

/** All steps so far, those of the earlier run first. */
export function stepsSoFar(input: StrategyInput, results: readonly CallResult[]): ReasoningStepDraft[] {
  return [...input.continueFrom, ...results.flatMap((result) => result.steps)]
}

/** Index that the next step gets. Accepted steps keep their numbers, whatever they start with. */
export function nextIndex(steps: readonly ReasoningStepDraft[]): number {
  return (steps.at(-1)?.index ?? -1) + 1
}
