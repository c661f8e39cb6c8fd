// What the four servers send for one answer, in their own shapes. Written after their documentation and source.

import type { ReceivedRequest } from './model-server'
import { type ScriptedStrategy, scriptedReply } from './tiny-gguf-script.mjs'

/** One answer to be put in a server's shape; `pieces` are the deltas. */
export interface ScriptedAnswer {
  readonly pieces: readonly string[]
  readonly thinking?: readonly string[]
  readonly finish?: 'stop' | 'length'
  readonly promptTokens?: number
  readonly cachedTokens?: number
}

const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`
const DONE = 'data: [DONE]\n\n'

function chunk(model: string, choice: object | null, more: object = {}): string {
  const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_760_000_000, model }
  return event({ ...head, choices: choice ? [{ index: 0, ...choice }] : [], ...more })
}

function countsOf({ pieces, thinking = [], promptTokens = 90, cachedTokens = 0 }: ScriptedAnswer) {
  const outputTokens = pieces.length + thinking.length
  const usage = {
    prompt_tokens: promptTokens,
    completion_tokens: outputTokens,
    total_tokens: promptTokens + outputTokens,
  }
  return { usage, promptTokens, cachedTokens, outputTokens }
}

/** The events of one answer, one string each. */
export type StreamShape = (answer: ScriptedAnswer) => readonly string[]

export const llamaCppShape: StreamShape = (answer) => {
  const { usage, promptTokens, cachedTokens, outputTokens } = countsOf(answer)
  const delta = (fields: object) => chunk('model.gguf', { finish_reason: null, delta: fields })
  const timings = {
    cache_n: cachedTokens,
    prompt_n: promptTokens - cachedTokens,
    prompt_ms: 120.5,
    predicted_n: outputTokens,
    predicted_ms: 300,
  }
  return [
    delta({ role: 'assistant', content: null }),
    ...(answer.thinking ?? []).map((text) => delta({ reasoning_content: text })),
    ...answer.pieces.map((text) => delta({ content: text })),
    chunk('model.gguf', { finish_reason: answer.finish ?? 'stop', delta: {} }),
    chunk('model.gguf', null, {
      usage: { ...usage, prompt_tokens_details: { cached_tokens: cachedTokens } },
      timings,
    }),
    DONE,
  ]
}

export const ollamaShape: StreamShape = (answer) => {
  const more = { system_fingerprint: 'fp_ollama' }
  const delta = (fields: object, finish: string | null = null) =>
    chunk('qwen3:8b', { delta: { role: 'assistant', content: '', ...fields }, finish_reason: finish }, more)
  return [
    ...(answer.thinking ?? []).map((text) => delta({ reasoning: text })),
    ...answer.pieces.map((text) => delta({ content: text })),
    delta({}, answer.finish ?? 'stop'),
    chunk('qwen3:8b', null, { ...more, usage: countsOf(answer).usage }),
    DONE,
  ]
}

export const vllmShape: StreamShape = (answer) => {
  const { usage, cachedTokens } = countsOf(answer)
  const delta = (fields: object, finish: string | null = null) =>
    chunk('org/model', { delta: fields, logprobs: null, finish_reason: finish })
  return [
    delta({ role: 'assistant', content: '' }),
    ...(answer.thinking ?? []).map((text) => delta({ reasoning_content: text, content: null })),
    ...answer.pieces.map((text) => delta({ content: text })),
    chunk('org/model', {
      delta: { content: '' },
      logprobs: null,
      finish_reason: answer.finish ?? 'stop',
      stop_reason: null,
    }),
    chunk('org/model', null, {
      usage: {
        ...usage,
        prompt_tokens_details: cachedTokens > 0 ? { cached_tokens: cachedTokens } : null,
      },
    }),
    DONE,
  ]
}

/** Thinking models there often think inside the answer. */
export const lmStudioShape: StreamShape = (answer) => {
  const delta = (fields: object) =>
    chunk('local-model', { delta: fields, logprobs: null, finish_reason: null })
  const thinking = answer.thinking ? ['<think>', ...answer.thinking, '</think>', '\n\n'] : []
  return [
    ...[...thinking, ...answer.pieces].map((text) => delta({ role: 'assistant', content: text })),
    chunk('local-model', { delta: {}, logprobs: null, finish_reason: answer.finish ?? 'stop' }),
    chunk('local-model', null, { usage: countsOf(answer).usage }),
    DONE,
  ]
}

export const STREAM_SHAPES = {
  'llama.cpp': llamaCppShape,
  Ollama: ollamaShape,
  vLLM: vllmShape,
  'LM Studio': lmStudioShape,
} as const

/** What the scripted model answers to a request: by the schema it asks for. */
export function replyTo({ body }: Pick<ReceivedRequest, 'body'>, strategy?: ScriptedStrategy): string {
  const format = body?.['response_format'] as
    | { readonly json_schema?: { readonly schema?: { readonly properties: Record<string, unknown> } } }
    | undefined
  return scriptedReply(format?.json_schema?.schema ?? null, strategy)
}
