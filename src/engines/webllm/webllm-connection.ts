import { type EngineFailure, engineFailure } from '../engine'
import { abortable } from '../mutex'
import { type PushQueue, createPushQueue } from '../push-queue'
import { createWatchdog } from '../watchdog'
import { classifyWebLlmError } from './classify-error'
import type { GenerateRequest, LoadRequest, WebLlmRequest, WebLlmResponse } from './protocol'

/** A worker that speaks the protocol, or a double of one. */
export interface WebLlmWorker {
  postMessage(request: WebLlmRequest): void
  addEventListener(type: 'message', listener: (event: { readonly data: WebLlmResponse }) => void): void
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void
  terminate(): void
}

type CallResponse = Extract<WebLlmResponse, { kind: 'text' | 'end' }>

/** A worker with one model in it. Once `isDead`, only a new one helps. */
export interface WebLlmConnection {
  /** Responses of one call, ending with `end`. @throws EngineFailure */
  call(request: Omit<GenerateRequest, 'kind' | 'id'>): {
    next(): Promise<CallResponse | null>
    interrupt(): void
    settled: Promise<void>
  }
  readonly isDead: boolean
  kill(): void
}

/**
 * Starts a worker and has it load a model. Terminating is the only way to end a load, so an abort does.
 *
 * @throws EngineFailure (`stalled` after `stallMs` without progress, or as the library's words are classified), or the signal's
 * reason.
 */
export async function connectWebLlm(
  startWorker: () => WebLlmWorker,
  request: Omit<LoadRequest, 'kind'>,
  stallMs: number,
  on: (fraction: number) => void,
  signal: AbortSignal,
): Promise<WebLlmConnection> {
  signal.throwIfAborted()
  const worker = startWorker()
  const watchdog = createWatchdog(stallMs, () => engineFailure('stalled', `no progress for ${stallMs} ms`))
  let death: EngineFailure | null = null
  let call: {
    readonly id: number
    readonly queue: PushQueue<CallResponse>
    readonly settle: () => void
  } | null = null
  let calls = 0
  let loaded: () => void = () => {}
  let fail: (failure: EngineFailure) => void = () => {}

  function die(failure: EngineFailure): void {
    if (death) return
    death = failure
    worker.terminate()
    fail(failure)
    call?.queue.close(failure)
    call?.settle()
    call = null
  }

  function receive(response: WebLlmResponse): void {
    watchdog.poke()
    switch (response.kind) {
      case 'progress':
        return on(response.fraction)
      case 'loaded':
        return loaded()
      case 'load-failed':
        return die(classifyWebLlmError(response.error).failure)
      case 'device-lost':
        return die(engineFailure('device-lost', response.detail || 'the browser gave no reason'))
      case 'text':
        if (response.id === call?.id) call.queue.push(response)
        return
      case 'end':
        if (response.id !== call?.id) return
        call.queue.push(response)
        return endCall()
      case 'failed': {
        if (response.id !== call?.id) return
        const { failure, isFatal } = classifyWebLlmError(response.error)
        return isFatal && !/^Error: interrupted$/.test(response.error) ? die(failure) : endCall(failure)
      }
    }
  }

  function endCall(failure?: EngineFailure): void {
    const ended = call
    call = null
    ended?.queue.close(failure)
    ended?.settle()
  }

  worker.addEventListener('message', ({ data }) => receive(data))
  worker.addEventListener('error', ({ message }) =>
    die(engineFailure('engine-crashed', message ?? 'its worker could not be started')),
  )
  const loading = new Promise<void>((resolve, reject) => {
    loaded = resolve
    fail = reject
  })
  try {
    worker.postMessage({ kind: 'load', ...request })
    await abortable(Promise.race([loading, watchdog.barked]), signal)
  } catch (error) {
    loading.catch(() => undefined) // what follows the first failure tells nothing more
    die(engineFailure('engine-crashed', 'the load was given up'))
    throw error
  } finally {
    watchdog.stop()
  }

  return {
    get isDead() {
      return death !== null
    },
    kill: () => die(engineFailure('engine-crashed', 'the model was unloaded')),
    call(parameters) {
      const id = ++calls
      const queue = createPushQueue<CallResponse>()
      let settle: () => void = () => {}
      const settled = new Promise<void>((resolve) => (settle = resolve))
      if (death) {
        queue.close(death)
        settle()
      } else {
        call = { id, queue, settle }
        worker.postMessage({ kind: 'generate', id, ...parameters })
      }
      return {
        next: queue.next,
        interrupt: () => death ?? worker.postMessage({ kind: 'interrupt', id }),
        settled,
      }
    },
  }
}
