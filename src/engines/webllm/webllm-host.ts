import type { EndReason } from '../engine'
import type { toWebLlmRecord } from '../mlc-library'
import { createLoadProgress } from './load-progress'
import type { GenerateRequest, LoadRequest, WebLlmRequest, WebLlmResponse } from './protocol'

/** What of WebLLM's engine the host uses, in the library's own shapes. */
export interface MlcEngineLike {
  setInitProgressCallback(callback: (report: { progress: number; text: string }) => void): void
  setAppConfig(config: { model_list: ReturnType<typeof toWebLlmRecord>[]; cacheBackend: 'cache' }): void
  reload(modelId: string, options: { context_window_size: number; max_history_size?: number }): Promise<void>
  interruptGenerate(): void
  chat: { completions: { create(request: MlcChatRequest): Promise<AsyncIterable<MlcChunk>> } }
}

export interface MlcChatRequest {
  readonly messages: { role: 'system' | 'user' | 'assistant'; content: string }[]
  readonly stream: true
  readonly stream_options: { include_usage: true }
  readonly max_tokens: number
  readonly temperature: number
  readonly top_p: number
  readonly seed: number
  readonly response_format?: { type: 'grammar'; grammar: string }
}

export interface MlcChunk {
  readonly choices: readonly {
    readonly delta: { readonly content?: string | null }
    readonly finish_reason: string | null
  }[]
  readonly usage?: {
    readonly prompt_tokens: number
    readonly completion_tokens: number
    readonly extra?: { readonly e2e_latency_s?: number }
  }
}

type RecordOf = typeof toWebLlmRecord

/** Answers the page's requests with WebLLM, in a worker. One call at a time: the page sees to that. */
export function createWebLlmHost(
  createEngine: () => Promise<MlcEngineLike>,
  toRecord: RecordOf,
  post: (response: WebLlmResponse) => void,
): (request: WebLlmRequest) => Promise<void> {
  let engine: MlcEngineLike | null = null
  let running: number | null = null
  let interrupted: number | null = null

  async function load({ modelId, contextTokens }: LoadRequest): Promise<void> {
    try {
      engine = await createEngine()
      const fractionOf = createLoadProgress()
      engine.setInitProgressCallback((report) => post({ kind: 'progress', fraction: fractionOf(report) }))
      engine.setAppConfig({ model_list: [toRecord(modelId)], cacheBackend: 'cache' })
      // Hybrid models keep a state that can't be rolled back further; the others take one turn as well.
      await engine.reload(modelId, { context_window_size: contextTokens, max_history_size: 1 })
      post({ kind: 'loaded' })
    } catch (error) {
      post({ kind: 'load-failed', error: toWords(error) })
    }
  }

  async function generate(request: GenerateRequest): Promise<void> {
    const { id } = request
    running = id
    let reason: EndReason = 'complete'
    let usage: MlcChunk['usage']
    try {
      if (!engine) throw new Error('ModelNotLoadedError: no model is loaded')
      const stream = await engine.chat.completions.create(toChatRequest(request))
      for await (const chunk of stream) {
        if (interrupted === id) throw new Error('interrupted')
        const text = chunk.choices[0]?.delta.content
        if (text) post({ kind: 'text', id, text })
        if (chunk.choices[0]?.finish_reason === 'length') reason = 'token-limit'
        usage = chunk.usage ?? usage
      }
      if (interrupted === id) throw new Error('interrupted')
      const seconds = usage?.extra?.e2e_latency_s
      post({
        kind: 'end',
        id,
        reason,
        usage: {
          promptTokens: usage?.prompt_tokens ?? 0,
          // The library counts new tokens only and doesn't tell how many it had read before.
          reusedTokens: 0,
          outputTokens: usage?.completion_tokens ?? 0,
          computeMs: seconds === undefined ? null : seconds * 1000,
        },
      })
    } catch (error) {
      post({ kind: 'failed', id, error: toWords(error) })
    } finally {
      running = null
    }
  }

  return (request) => {
    if (request.kind === 'load') return load(request)
    if (request.kind === 'generate') return generate(request)
    interrupted = request.id
    if (running === request.id) engine?.interruptGenerate()
    return Promise.resolve()
  }
}

function toChatRequest({ messages, grammar, maxTokens, temperature, seed }: GenerateRequest): MlcChatRequest {
  return {
    messages: messages.map(({ role, content }) => ({ role, content })),
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: maxTokens,
    temperature,
    top_p: 0.95, // as with the other engines that run here
    seed,
    ...(grammar !== null && { response_format: { type: 'grammar', grammar } }),
  }
}

/** The library throws errors, strings, and what its WebAssembly threw. */
function toWords(error: unknown): string {
  if (error instanceof Error) return `${error.name}: ${error.message}`
  return String(error)
}
