import type { EndReason, Message, Usage } from '../engine'

/** One model, as it is to be loaded. The files lie in the caches already. */
export interface LoadRequest {
  readonly kind: 'load'
  readonly modelId: string
  readonly contextTokens: number
}

/** One call. `id` tells calls apart: what comes late of a call that was left is dropped. */
export interface GenerateRequest {
  readonly kind: 'generate'
  readonly id: number
  readonly messages: readonly Message[]
  /** EBNF; null for free text. */
  readonly grammar: string | null
  readonly maxTokens: number
  readonly temperature: number
  readonly seed: number
}

/** From the page to the worker with WebLLM. An `interrupt` ends the call under way, as `end` or `failed`. */
export type WebLlmRequest =
  | LoadRequest
  | GenerateRequest
  | { readonly kind: 'interrupt'; readonly id: number }

/** From the worker. Errors are the library's own words: it has no codes. */
export type WebLlmResponse =
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'loaded' }
  | { readonly kind: 'load-failed'; readonly error: string }
  | { readonly kind: 'text'; readonly id: number; readonly text: string }
  | { readonly kind: 'end'; readonly id: number; readonly reason: EndReason; readonly usage: Usage }
  | { readonly kind: 'failed'; readonly id: number; readonly error: string }
  | { readonly kind: 'device-lost'; readonly detail: string }
