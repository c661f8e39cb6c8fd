import type { ChatCompletionChunk, ResultTimings } from '@wllama/wllama'
import { engineFailure, type EndReason, type Generation, type Token } from '../engine'

/** Turns llama.cpp's chunks into tokens of the session contract. */
export interface ChunkReading {
  /** @throws EngineFailure `context-overflow` when the first sight of the prompt shows that no useful answer fits. */
  read(chunk: ChatCompletionChunk): Token[]
  /** The last token. @throws EngineFailure when llama.cpp never said how the answer ended. */
  end(): Token
}

export function readChunk(request: Generation, contextTokens: number): ChunkReading {
  let finish: string | null = null
  let timings: ResultTimings | null = null

  function checkRoom(promptTokens: number): void {
    if (promptTokens + request.minTokens <= contextTokens) return
    throw engineFailure(
      'context-overflow',
      `prompt of ${promptTokens} tokens and an answer of at least ${request.minTokens} exceed the context of ${contextTokens} tokens`,
    )
  }

  function endReason(promptTokens: number, outputTokens: number): EndReason {
    if (finish === 'stop') return 'complete'
    return outputTokens < request.maxTokens && promptTokens + outputTokens >= contextTokens - 1
      ? 'context-full'
      : 'token-limit'
  }

  return {
    read(chunk) {
      const tokens: Token[] = []
      const progress = chunk.prompt_progress
      if (progress) {
        checkRoom(progress.total)
        tokens.push({
          kind: 'prompt-read',
          read: progress.processed,
          total: progress.total,
          reused: progress.cache,
        })
      }
      const choice = chunk.choices[0]
      if (choice?.delta.content) tokens.push({ kind: 'text', text: choice.delta.content })
      finish = choice?.finish_reason ?? finish
      timings = chunk.timings ?? timings
      return tokens
    },
    end() {
      if (finish === null || timings === null)
        throw engineFailure('engine-crashed', 'the answer stopped without a reason')
      const promptTokens = timings.cache_n + timings.prompt_n
      const outputTokens = timings.predicted_n
      const usage = {
        promptTokens,
        reusedTokens: timings.cache_n,
        outputTokens,
        computeMs: timings.prompt_ms + timings.predicted_ms,
      }
      return { kind: 'end', reason: endReason(promptTokens, outputTokens), usage }
    },
  }
}
