import type { Wllama } from '@wllama/wllama'
import { engineFailure, type LoadProgress } from '../engine'
import { abortable } from '../mutex'
import { createWatchdog } from '../watchdog'
import { classifyLoadError, classifyRefusal } from './classify-error'

const LOG_LINES_KEPT = 20
const THREADS_MAX = 8
/** Between batches is the only place where reading a prompt can be aborted, so batches are small. */
const BATCH_TOKENS = 128
const WARN = 3

/** One llama.cpp in its worker with a model in it. */
export interface WllamaInstance {
  readonly wllama: Wllama
  readonly contextTokens: number
  /** The last error lines of llama.cpp since the last call of this. */
  takeErrors(): string[]
  /** Ends the worker. Calls in flight never settle after this, so whoever waits must also watch something else. */
  kill(): void
}

export interface InstanceSettings {
  readonly file: File
  readonly contextTokens: number
  readonly stallMs: number
  /** Null to choose by the machine. */
  readonly threads: number | null
  /** Of the model, to be calculated by WebGPU; 0 leaves the graphics processor alone. */
  readonly gpuLayers: number
}

/** A second handle on the same bytes that tells how far it has been read. */
function watchReads(file: File, onRead: (end: number) => void): File {
  const watched = new File([file], file.name)
  const slice = watched.slice.bind(watched)
  Object.defineProperty(watched, 'slice', {
    value: (start?: number, end?: number, type?: string) => {
      onRead(Math.min(end ?? file.size, file.size))
      return slice(start, end, type)
    },
  })
  return watched
}

function chooseThreads(wanted: number | null): number {
  // Without isolation there is no shared memory; one core is left to the page.
  if (!globalThis.crossOriginIsolated) return 1
  return wanted ?? Math.max(1, Math.min((navigator.hardwareConcurrency || 1) - 1, THREADS_MAX))
}

/**
 * Starts llama.cpp with a model file.
 *
 * @throws EngineFailure `model-corrupt`, `model-missing`, `out-of-memory`, `stalled` when nothing happens for `stallMs`, or
 * `engine-crashed`; the signal's reason when aborted. The worker is gone in each case.
 */
export async function startInstance(
  settings: InstanceSettings,
  on: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<WllamaInstance> {
  const { file, stallMs } = settings
  const stalled = () => engineFailure('stalled', `loading made no progress for ${stallMs} ms`)
  const watchdog = createWatchdog(stallMs, stalled)
  const log: string[] = []
  const logger = {
    debug: () => undefined,
    log: () => undefined,
    warn: () => undefined,
    error: (...words: unknown[]) => {
      log.push(words.map(String).join(' ').trim())
      if (log.length > LOG_LINES_KEPT) log.shift()
    },
  }
  let wllama: Wllama | null = null
  const kill = (): void => void wllama?.exit()
  try {
    const runtime = await abortable(import('./runtime'), signal)
    wllama = new runtime.Wllama({ default: runtime.wasmUrl }, { logger })
    wllama.setCompat(null) // its preset for other browsers would fetch code from a CDN

    let furthest = 0
    const watched = watchReads(file, (end) => {
      watchdog.poke()
      if (end <= furthest) return
      furthest = end
      on({ fraction: furthest / file.size })
    })
    const loading = wllama.loadModel([watched], {
      log_level: WARN,
      n_ctx: settings.contextTokens,
      n_batch: BATCH_TOKENS,
      n_ubatch: BATCH_TOKENS,
      n_gpu_layers: settings.gpuLayers,
      n_threads: chooseThreads(settings.threads),
      n_parallel: 1, // one slot keeps all prefix reuse in one place; the session's mutex makes it safe
      reasoning: false, // a thinking model would write its thoughts outside the schema
    })
    // A blocked worker or wasm never settles, hence the race.
    await abortable(Promise.race([loading, watchdog.barked]), signal)
    // A file that llama.cpp refuses still "loads"; these two fields, the first untyped, are the only signs.
    const info: { readonly success?: boolean; readonly n_vocab: number; readonly n_ctx: number } =
      wllama.getLoadedContextInfo()
    if (info.success === false || info.n_vocab === 0) throw classifyRefusal(log)
    return { wllama, contextTokens: info.n_ctx, takeErrors: () => log.splice(0), kill }
  } catch (error) {
    kill()
    if (signal.aborted) throw signal.reason
    throw classifyLoadError(error, log)
  } finally {
    watchdog.stop()
  }
}
