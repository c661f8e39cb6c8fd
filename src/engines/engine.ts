import type { EngineId, RunFailureCode } from '../domain/run'

/** One way of running language models on this machine, or near it. */
export interface Engine {
  readonly id: EngineId
  /** Of the library and what it is built on, for a run's manifest. */
  readonly version: string
  availability(): Promise<Availability>
  /**
   * What can be said of a model without loading it.
   *
   * @throws EngineFailure `model-missing` or `model-corrupt`, whose message says what was found instead of a model.
   */
  describe(model: ModelRef): Promise<ModelFacts>
  /**
   * Loads a model. Reports progress through `on`.
   *
   * @throws EngineFailure (`model-missing`, `model-corrupt`, `out-of-memory`, `stalled`, `engine-crashed`), or the signal's
   * reason when aborted; nothing stays behind in either case.
   */
  load(model: ModelRef, on: (progress: LoadProgress) => void, signal: AbortSignal): Promise<Session>
}

/** Where a model comes from. An engine that is handed a kind it can't use throws `engine-unsupported`. */
export type ModelRef =
  /** A GGUF file picked from disk, or kept by the model library. */
  | { readonly kind: 'file'; readonly file: File }
  /** A model for WebLLM, by its name in the library of such models. */
  | { readonly kind: 'mlc'; readonly modelId: string }
  /** The browser's own model. */
  | { readonly kind: 'built-in' }
  /** A model behind an OpenAI-compatible server. `baseUrl` ends before `/chat/completions`. */
  | {
      readonly kind: 'server'
      readonly baseUrl: string
      readonly model: string
      readonly apiKey: string | null
    }

/** What stands in the way of an engine on this machine; the sentence for a person is written at the UI edge. */
export type UnsupportedReason =
  | 'no-webassembly'
  | 'no-memory64'
  | 'no-workers'
  | 'no-webgpu'
  | 'no-adapter'
  | 'no-prompt-api'
  | 'prompt-api-unavailable'

export type Availability =
  | { readonly kind: 'ready' }
  | { readonly kind: 'needs-download'; readonly bytes: number }
  | { readonly kind: 'unsupported'; readonly reason: UnsupportedReason }

/** `fraction` from 0 to 1, null where unknown; it never falls. */
export interface LoadProgress {
  readonly fraction: number | null
}

/** The fingerprint says how it was taken ('sha256:…'), null where the page can't hash. */
export interface ModelFacts {
  readonly name: string
  readonly fingerprint: string | null
}

/** One loaded model. Calls are serialised by the session: a second `generate` waits for the first to end. */
export interface Session {
  /** Tokens that prompt and output share. */
  readonly contextTokens: number
  /**
   * Streams an answer that obeys `request.schema`. Yields any number of `prompt-read`, then `text`, and last one `end`.
   * Whatever an earlier call's messages have in common with these from their start isn't read again.
   *
   * @throws EngineFailure with a code of `RunFailureCode`, or the signal's reason within 250 ms of an abort. The session stays
   * usable after both, and after leaving the loop early.
   */
  generate(request: Generation, signal: AbortSignal): AsyncIterable<Token>
  /** Frees the model. Calls in flight end with `engine-crashed`. */
  dispose(): Promise<void>
}

export interface Message {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

/** Equal requests to the same model give equal text. */
export interface Generation {
  readonly messages: readonly Message[]
  /** Null: free text. */
  readonly schema: JsonSchema | null
  /** Most tokens to write; the room left in the context bounds it too. */
  readonly maxTokens: number
  /** Room that must be left after the prompt, else the call fails with `context-overflow` before it writes anything. */
  readonly minTokens: number
  readonly temperature: number
  /** Unsigned 32-bit integer. */
  readonly seed: number
}

export type Token =
  /** `read` of `total` prompt tokens are done, `reused` of them from an earlier call. */
  | { readonly kind: 'prompt-read'; readonly read: number; readonly total: number; readonly reused: number }
  | { readonly kind: 'text'; readonly text: string }
  /** What a thinking model writes before its answer; no part of the answer. */
  | { readonly kind: 'thinking'; readonly text: string }
  | { readonly kind: 'end'; readonly reason: EndReason; readonly usage: Usage }

/** `complete`: the answer is whole; `token-limit`: cut off by `maxTokens`; `context-full`: cut off by the context. */
export type EndReason = 'complete' | 'token-limit' | 'context-full'

export interface Usage {
  readonly promptTokens: number
  readonly reusedTokens: number
  readonly outputTokens: number
  /** The engine's own work on prompt and output, null where it doesn't tell. */
  readonly computeMs: number | null
}

/**
 * The subset of JSON Schema that every engine's grammar compiler handles and that always ends: every string and array is
 * bounded, every number is an integer in a range, every property is required and no other is allowed.
 */
export type JsonSchema =
  | {
      readonly type: 'object'
      readonly properties: Readonly<Record<string, JsonSchema>>
      readonly required: readonly string[]
      readonly additionalProperties: false
    }
  | {
      readonly type: 'array'
      readonly items: JsonSchema
      readonly minItems: number
      readonly maxItems: number
    }
  | { readonly type: 'string'; readonly enum: readonly string[] }
  | { readonly type: 'string'; readonly pattern: string; readonly maxLength: number }
  | { readonly type: 'integer'; readonly minimum: number; readonly maximum: number }
  | { readonly type: 'boolean' }

/** An expected failure of an engine: `code` is stable, `message` is the engine's own words. */
export interface EngineFailure extends Error {
  readonly code: RunFailureCode
}

export function engineFailure(code: RunFailureCode, detail: string, cause?: unknown): EngineFailure {
  return Object.assign(new Error(detail, { cause }), { name: 'EngineFailure', code })
}

export function isEngineFailure(value: unknown): value is EngineFailure {
  return value instanceof Error && value.name === 'EngineFailure' && 'code' in value
}
