import type { ChatCompletionChunk } from '@wllama/wllama'
import { engineFailure, type Generation, type Session, type Token } from '../engine'
import { abortable, createMutex } from '../mutex'
import { createPushQueue } from '../push-queue'
import { createWatchdog } from '../watchdog'
import { classifyCallError } from './classify-error'
import { readChunk } from './read-chunk'
import type { WllamaInstance } from './wllama-instance'

export interface SessionSettings {
  /** Longest silence between two chunks, or before the first. */
  readonly chunkStallMs: number
  /** How long a call may take to end after an abort before its worker is killed. */
  readonly abortGraceMs: number
  /** Starts a fresh instance with the same model, after a crash. */
  readonly restart: (signal: AbortSignal) => Promise<WllamaInstance>
}

interface Call {
  next(signal: AbortSignal): Promise<ChatCompletionChunk | null>
  /** Aborts what is left of the call. Resolves once the worker is free, at once for a call that ended. */
  end(): Promise<'settled' | 'stuck'>
}

function toParameters(request: Generation) {
  return {
    messages: request.messages.map(({ role, content }) => ({ role, content })),
    ...(request.schema && {
      response_format: {
        type: 'json_schema' as const,
        json_schema: { name: 'answer', schema: request.schema, strict: true },
      },
    }),
    max_tokens: request.maxTokens,
    temperature: request.temperature,
    seed: request.seed,
    // llama.cpp's defaults, written down so that a run means the same after an upgrade
    top_k: 40,
    top_p: 0.95,
    min_p: 0.05,
    cache_prompt: true,
    return_progress: true,
    timings_per_token: true,
  }
}

function startCall(instance: WllamaInstance, request: Generation, settings: SessionSettings): Call {
  const { chunkStallMs, abortGraceMs } = settings
  const controller = new AbortController()
  const queue = createPushQueue<ChatCompletionChunk>()
  const stalled = () => engineFailure('stalled', `no token for ${chunkStallMs} ms`)
  const watchdog = createWatchdog(chunkStallMs, stalled)
  const settled = instance.wllama
    .createChatCompletion({
      ...toParameters(request),
      stream: true,
      abortSignal: controller.signal,
      onData: (chunk) => {
        watchdog.poke()
        queue.push(chunk)
      },
    })
    .then(
      () => queue.close(),
      (error: unknown) => queue.close(error),
    )
    .then(() => 'settled' as const)

  return {
    next: (signal) => abortable(Promise.race([queue.next(), watchdog.barked]), signal),
    end() {
      watchdog.stop()
      controller.abort()
      let timer: ReturnType<typeof setTimeout>
      const stuck = new Promise<'stuck'>(
        (resolve) => (timer = setTimeout(() => resolve('stuck'), abortGraceMs)),
      )
      return Promise.race([settled, stuck]).finally(() => clearTimeout(timer))
    },
  }
}

/** A session over one instance, replaced by a fresh one when it crashes or hangs. */
export function createWllamaSession(first: WllamaInstance, settings: SessionSettings): Session {
  const mutex = createMutex()
  const disposal = new AbortController()
  let instance: WllamaInstance | null = first

  function drop(): void {
    instance?.kill()
    instance = null
  }

  async function* generate(
    request: Generation,
    callerSignal: AbortSignal,
  ): AsyncGenerator<Token, void, undefined> {
    const signal = AbortSignal.any([callerSignal, disposal.signal])
    signal.throwIfAborted()
    const release = await mutex.acquire(signal)
    let call: Call | null = null
    let current: WllamaInstance | null = null
    try {
      instance ??= await settings.restart(signal)
      current = instance
      current.takeErrors()
      call = startCall(current, request, settings)
      const reading = readChunk(request, current.contextTokens)
      for (let chunk = await call.next(signal); chunk; chunk = await call.next(signal))
        yield* reading.read(chunk)
      yield* reading.end()
    } catch (error) {
      if (signal.aborted) throw signal.reason
      const { failure, isFatal } = classifyCallError(error, current?.takeErrors() ?? [])
      if (isFatal) drop()
      throw failure
    } finally {
      // Not awaited: an abort has to be quick, while llama.cpp only listens between batches. The next call waits instead.
      const ending = call?.end()
      if (!ending || instance !== current) release() // nothing was started, or its worker is gone and won't answer
      else {
        void ending.then((outcome) => {
          if (outcome === 'stuck') drop()
          release()
        })
      }
    }
  }

  return {
    contextTokens: first.contextTokens,
    generate,
    async dispose() {
      disposal.abort(engineFailure('engine-crashed', 'the model was unloaded'))
      drop()
    },
  }
}
