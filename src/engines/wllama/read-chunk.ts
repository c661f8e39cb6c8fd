import type { ChatCompletionChunk, ResultTimings } from '@wllama/wllama'
import { contextOverflow } from '../context-overflow'
import { engineFailure, type EndReason, type Generation, type Token } from '../engine'
import { createThinkingSplitter } from '../split-thinking'

/** Turns llama.cpp's chunks into tokens of the session contract. */
export interface ChunkReading {
  /** @throws EngineFailure `context-overflow` when the first sight of the prompt shows that no useful answer fits. */
  read(chunk: ChatCompletionChunk): Token[]
  /** The last tokens. @throws EngineFailure when llama.cpp never said how the answer ended. */
  end(): Token[]
}

export function readChunk(request: Generation, contextTokens: number): ChunkReading {
  const splitter = createThinkingSplitter()
  let finish: string | null = null
  let timings: ResultTimings | null = null

  function checkRoom(promptTokens: number): void {
    if (promptTokens + request.minTokens <= contextTokens) return
    throw contextOverflow({ promptTokens, answerTokens: request.minTokens }, contextTokens)
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
      if (choice?.delta.content) tokens.push(...splitter.push(choice.delta.content))
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
      return [...splitter.end(), { kind: 'end', reason: endReason(promptTokens, outputTokens), usage }]
    },
  }
}
