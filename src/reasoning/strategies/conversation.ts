import type { JsonSchema, Message } from '../../engines'
import { hashText, fillSlots, writeFirstMessage, type PromptValues } from '../prompts/write-prompt'
import type { ANSWER_LIMITS } from './answer-schema'
import { maxAnswerTokens } from './bounded-schema'
import type { AnswerReader, CallResult, Strategy, StrategyCall, StrategyInput } from './strategy'

/** One question of a conversation. */
export interface Turn {
  readonly content: string
  readonly schema: JsonSchema | null
  /** Needed where there is no schema to tell. */
  readonly maxTokens?: number
  readonly minTokens: number
  createReader(): AnswerReader
}

export interface ConversationOptions {
  readonly name: string
  /** Everything that the strategy's questions are made of besides the case. */
  readonly constants: readonly unknown[]
  /** The question that follows these results; null where nothing is left to ask. */
  readonly ask: (input: StrategyInput, results: readonly CallResult[]) => Turn | null
}

/** A call out of a question and what was said before. */
export function toCall(turn: Turn, before: readonly Message[] = []): StrategyCall {
  const { content, schema, minTokens, createReader } = turn
  const maxTokens = turn.maxTokens ?? (schema ? maxAnswerTokens(schema) : undefined)
  if (maxTokens === undefined) throw new RangeError('Free text needs a limit of tokens')
  return { messages: [...before, { role: 'user', content }], schema, maxTokens, minTokens, createReader }
}

/** A strategy that only ever adds to one conversation, so that nothing is read twice by any engine. */
export function createConversation({ name, constants, ask }: ConversationOptions): Strategy {
  return {
    name,
    promptVersion: hashText(JSON.stringify(constants)),
    plan(input, results) {
      const turn = ask(input, results)
      if (!turn) return null
      const before = results.flatMap((result, i): Message[] => [
        { role: 'user', content: ask(input, results.slice(0, i))?.content ?? '' },
        { role: 'assistant', content: result.text },
      ])
      return toCall(turn, before)
    },
  }
}

interface SharedTexts {
  readonly rules: string
  readonly examples: string
  readonly continuation: string
  readonly fields: string
}

/** The first message about a case, in the words of a strategy. */
export function openConversation(
  input: StrategyInput,
  texts: SharedTexts,
  task: string,
  values: PromptValues,
): string {
  const parts = {
    presentation: input.presentation,
    rules: texts.rules,
    task,
    exampleFrame: texts.examples,
    examples: input.examples ?? [],
    continuation: texts.continuation,
    accepted: input.continueFrom,
  }
  return writeFirstMessage(parts, { ...values, fields: fillSlots(texts.fields, values) })
}

/** The bounds that prompts name. */
export function promptFacts(limits: typeof ANSWER_LIMITS): PromptValues {
  return { quotes: limits.quotes, moves: limits.moves, entries: limits.entries }
}
