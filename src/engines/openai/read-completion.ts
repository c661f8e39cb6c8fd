import { engineFailure, type EndReason, type Generation, type Token, type Usage } from '../engine'
import { classifyStreamError } from './classify-answer'
import type { Dialect } from './request-body'
import { createThinkingSplitter, type Piece } from '../split-thinking'
import type { ServerEvent } from './sse'
import { createFenceStripper } from './strip-fence'

/** Turns the chunks of one chat completion into tokens of the session contract. */
export interface CompletionReading {
  /** Whether nothing more is to come. */
  readonly isDone: boolean
  /** @throws EngineFailure `server-error`, `context-overflow` or `answer-cut` when the event says so or is no JSON. */
  read(event: ServerEvent): Token[]
  /** A completion that came in one piece, from a server that doesn't stream. @throws as `read`. */
  readWhole(value: unknown): Token[]
  /** The last tokens. @throws EngineFailure `answer-cut` when the server never said that the answer is over. */
  end(): Token[]
}

export interface CompletionContext {
  readonly request: Generation
  readonly dialect: Dialect
  /** Infinity where the server doesn't tell. */
  readonly contextTokens: number
  readonly apiKey: string | null
}

type Fields = Readonly<Record<string, unknown>>

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const countOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null

/** llama.cpp's own measure, the only one of the four servers that sends its working time. */
function readComputeMs(timings: Fields): number | null {
  const prompt = countOf(timings['prompt_ms'])
  const predicted = countOf(timings['predicted_ms'])
  return prompt === null || predicted === null ? null : prompt + predicted
}

export function readCompletion({
  request,
  dialect,
  contextTokens,
  apiKey,
}: CompletionContext): CompletionReading {
  const thinking = createThinkingSplitter()
  const fence = request.schema ? createFenceStripper() : null
  let finish: string | null = null
  let isDone = false
  let usage: Fields = {}
  let timings: Fields = {}
  let deltas = 0

  function toTokens(pieces: readonly Piece[]): Token[] {
    return pieces.flatMap(({ kind, text }): Token[] => {
      const words = kind === 'text' && fence ? fence.push(text) : text
      return words === '' ? [] : [{ kind, text: words }]
    })
  }

  function readMessage(message: Fields): Token[] {
    // DeepSeek, vLLM and llama.cpp say `reasoning_content`; Ollama and newer vLLM `reasoning`.
    const thought = textOf(message['reasoning_content']) || textOf(message['reasoning'])
    const content = textOf(message['content'])
    if (thought !== '' || content !== '') deltas += 1
    return [
      ...(thought === '' ? [] : [{ kind: 'thinking', text: thought } as const]),
      ...(content === '' ? [] : toTokens(thinking.push(content))),
    ]
  }

  function readValue(value: unknown, part: 'delta' | 'message'): Token[] {
    const chunk = fieldsOf(value)
    if (chunk['error'] !== undefined && chunk['error'] !== null) throw classifyStreamError(value, apiKey)
    const choices = Array.isArray(chunk['choices']) ? chunk['choices'] : []
    const choice = fieldsOf(choices[0])
    const tokens = readMessage(fieldsOf(choice[part]))
    finish = textOf(choice['finish_reason']) || finish
    if (chunk['usage']) usage = fieldsOf(chunk['usage'])
    if (chunk['timings']) timings = fieldsOf(chunk['timings'])
    if (finish === null && dialect.limit === 'none' && deltas >= request.maxTokens) {
      finish = 'length'
      isDone = true
    }
    return tokens
  }

  function readUsage(): Usage {
    const details = fieldsOf(usage['prompt_tokens_details'])
    const cached = countOf(timings['cache_n']) ?? countOf(details['cached_tokens']) ?? 0
    const promptOfTimings = countOf(timings['prompt_n'])
    return {
      promptTokens:
        countOf(usage['prompt_tokens']) ?? (promptOfTimings === null ? 0 : promptOfTimings + cached),
      reusedTokens: cached,
      outputTokens: countOf(usage['completion_tokens']) ?? countOf(timings['predicted_n']) ?? deltas,
      computeMs: readComputeMs(timings),
    }
  }

  function endReason({ promptTokens, outputTokens }: Usage): EndReason {
    if (finish !== 'length') return 'complete'
    if (outputTokens >= request.maxTokens) return 'token-limit'
    const isFull = promptTokens + outputTokens >= contextTokens - 1
    return isFull || dialect.limit === 'none' ? 'context-full' : 'token-limit'
  }

  return {
    get isDone() {
      return isDone
    },
    read({ name, data }) {
      if (data.trim() === '[DONE]') {
        isDone = true
        return []
      }
      let value: unknown
      try {
        value = JSON.parse(data)
      } catch (error) {
        throw engineFailure('answer-cut', `a chunk that is no JSON: ${data.slice(0, 80)}`, error)
      }
      if (name === 'error') throw classifyStreamError(value, apiKey)
      return readValue(value, 'delta')
    },
    readWhole(value) {
      isDone = true
      return readValue(value, 'message')
    },
    end() {
      if (finish === null && !isDone) {
        throw engineFailure('answer-cut', `the connection ended after ${deltas} pieces of the answer`)
      }
      if (finish === 'content_filter') throw engineFailure('answer-cut', 'the server’s content filter cut it')
      const last = toTokens(thinking.end())
      const held = fence?.end() ?? ''
      const told = readUsage()
      return [
        ...last,
        ...(held === '' ? [] : [{ kind: 'text', text: held } as const]),
        { kind: 'end', reason: endReason(told), usage: told },
      ]
    },
  }
}
