import type { JsonSchema, Message } from '../engine'

// The browser's built-in language model as far as it is used here, after https://webmachinelearning.github.io/prompt-api/ and
// what Chromium was seen to have; TypeScript's own library doesn't know it yet. Members that came or went with versions are optional.

export interface PromptApi {
  availability(): Promise<'unavailable' | 'downloadable' | 'downloading' | 'available'>
  /** @throws DOMException; QuotaExceededError where the initial prompts don't fit. */
  create(options: CreateOptions): Promise<PromptSession>
}

export interface CreateOptions {
  readonly initialPrompts?: readonly Message[]
  /** Called before the download begins; `loaded` of its `downloadprogress` events is a fraction. */
  readonly monitor?: (monitor: EventTarget) => void
  readonly signal?: AbortSignal
}

export interface PromptOptions {
  readonly responseConstraint?: JsonSchema
  /** The schema's words stay out of the prompt: ours says already what is asked. */
  readonly omitResponseConstraintInput?: boolean
  readonly signal?: AbortSignal
}

export interface PromptSession {
  /** Tokens of the session's context in use, and there in all; earlier versions call them `inputUsage` and `inputQuota`. */
  readonly contextUsage?: number
  readonly contextWindow?: number
  readonly inputUsage?: number
  readonly inputQuota?: number
  measureContextUsage?(prompt: string, options?: PromptOptions): Promise<number>
  measureInputUsage?(prompt: string, options?: PromptOptions): Promise<number>
  promptStreaming(prompt: string, options?: PromptOptions): ReadableStream<string>
  destroy(): void
}

/** The browser's, undefined where it has none. */
export function findPromptApi(): PromptApi | undefined {
  return (globalThis as { LanguageModel?: PromptApi }).LanguageModel
}

export const usageOf = ({ contextUsage, inputUsage }: PromptSession): number =>
  contextUsage ?? inputUsage ?? 0

/** Infinity where the browser doesn't tell. */
export const windowOf = ({ contextWindow, inputQuota }: PromptSession): number =>
  contextWindow ?? inputQuota ?? Infinity
