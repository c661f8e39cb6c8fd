import type { ReasoningEvent } from '../../domain/reasoning-event'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import type { JsonSchema, Message } from '../../engines'

/** What a strategy knows of the task: the words of the case and the steps that were accepted before. */
export interface StrategyInput {
  readonly presentation: string
  readonly continueFrom: readonly ReasoningStepDraft[]
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
  end(): AnswerEvent[]
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
  readonly schema: JsonSchema
  /** Worst case of the schema at one token per byte. */
  readonly maxTokens: number
  /** Below this much room no useful answer fits. */
  readonly minTokens: number
  createReader(): AnswerReader
}

/**
 * A way of asking. Pure: the same input gives the same calls. A strategy of several calls keeps each call's messages a
 * continuation of those before, so that the engine reuses what it has read.
 */
export interface Strategy {
  readonly name: string
  /** Changes whenever the words, the schema or its bounds do. */
  readonly promptVersion: string
  /** The next call, given the answers so far in order; null when there is nothing left to ask. */
  plan(input: StrategyInput, answers: readonly string[]): StrategyCall | null
}
