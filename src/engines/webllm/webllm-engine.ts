import { readMemoryBytes } from '../device'
import { type Availability, type Engine, type ModelRef, engineFailure } from '../engine'
import { type MlcLibrary, type MlcModel, createMlcLibrary } from '../mlc-library'
import { chooseContextTokens } from './context-size'
import { type WebLlmWorker, connectWebLlm } from './webllm-connection'
import { createWebLlmSession } from './webllm-session'

export interface WebLlmOptions {
  readonly library: Pick<MlcLibrary, 'list'>
  readonly startWorker: () => WebLlmWorker
  readonly checkAvailability: () => Promise<Availability>
  /** Of the machine, in bytes; null where the browser doesn't tell. */
  readonly memoryBytes: number | null
  /** Longest silence while loading: compiling shaders reports one by one, but slowly on some machines. */
  readonly loadStallMs: number
  readonly stallMs: number
  readonly interruptGraceMs: number
}

/** Of the package; a test holds it to what is installed. */
export const WEBLLM_VERSION = 'web-llm 0.2.86'

const startWorker = (): WebLlmWorker =>
  new Worker(new URL('./webllm.worker.ts', import.meta.url), { type: 'module', name: 'webllm' })

async function checkAvailability(): Promise<Availability> {
  if (typeof Worker === 'undefined') return { kind: 'unsupported', reason: 'no-workers' }
  if (!('gpu' in navigator)) return { kind: 'unsupported', reason: 'no-webgpu' }
  const adapter = await navigator.gpu.requestAdapter()
  return adapter ? { kind: 'ready' } : { kind: 'unsupported', reason: 'no-adapter' }
}

/**
 * WebLLM on WebGPU, in a worker. Its models are kept by the library of MLC models, where it finds them without a request. Answers
 * under a schema are held to a grammar without white space. Whatever is appended to a conversation that ended well isn't read
 * again; an edit anywhere in it has all of it read anew.
 */
export function createWebLlmEngine(options: Partial<WebLlmOptions> = {}): Engine {
  const settings: WebLlmOptions = {
    library: options.library ?? createMlcLibrary(),
    startWorker,
    checkAvailability,
    memoryBytes: options.memoryBytes === undefined ? readMemoryBytes() : options.memoryBytes,
    loadStallMs: 120_000,
    stallMs: 60_000,
    interruptGraceMs: 2_000,
    ...options,
  }

  /** @throws EngineFailure `model-missing` for a model that isn't kept here, or not yet whole. */
  async function find(model: ModelRef): Promise<MlcModel> {
    if (model.kind !== 'mlc')
      throw engineFailure('engine-unsupported', `WebLLM can't load a model of kind "${model.kind}"`)
    const found = (await settings.library.list()).find(({ id }) => id === model.modelId)
    if (found?.state === 'complete') return found
    throw engineFailure(
      'model-missing',
      `${model.modelId} is ${found ? 'not whole yet' : 'not on this machine'}`,
    )
  }

  return {
    id: 'webllm',
    version: WEBLLM_VERSION,
    availability: settings.checkAvailability,
    async describe(model) {
      const { id, fingerprint } = await find(model)
      return { name: id, fingerprint }
    },
    async load(model, on, signal) {
      signal.throwIfAborted()
      on({ fraction: 0 })
      const { id, bytes, bytesPerToken, contextTokens: modelTokens } = await find(model)
      // Before anything is loaded: the library looks for the device only after it has read the model's files.
      const availability = await settings.checkAvailability()
      if (availability.kind === 'unsupported') throw engineFailure('engine-unsupported', availability.reason)
      const contextTokens = chooseContextTokens({
        memoryBytes: settings.memoryBytes,
        modelBytes: bytes ?? 0,
        bytesPerToken,
        modelTokens,
      })
      const { loadStallMs, stallMs, interruptGraceMs } = settings
      const connect = (report: (fraction: number) => void, connectSignal: AbortSignal) =>
        connectWebLlm(
          settings.startWorker,
          { modelId: id, contextTokens },
          loadStallMs,
          report,
          connectSignal,
        )
      const connection = await connect((fraction) => on({ fraction }), signal)
      return createWebLlmSession(connection, {
        contextTokens,
        stallMs,
        interruptGraceMs,
        restart: (restartSignal) => connect(() => {}, restartSignal),
      })
    },
  }
}
