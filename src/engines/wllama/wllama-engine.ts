import { engineFailure, type Availability, type Engine, type LoadProgress, type ModelRef } from '../engine'
import { abortable } from '../mutex'
import { classifyLoadError } from './classify-error'
import { fingerprintFile } from './fingerprint-file'
import { readGgufHeader, type GgufHeader } from './gguf-header'
import { readGpu } from '../device'
import { type WllamaInstance, startInstance } from './wllama-instance'
import { createWllamaSession } from './wllama-session'

export interface WllamaOptions {
  /** Context to ask for; a model trained for less gets less. The KV cache grows with it: 8192 tokens cost a 1 B model 0.3 GB. */
  readonly contextTokens: number
  /** Used where the page is cross-origin isolated; null for one less than the machine has cores, eight at most. */
  readonly threads: number | null
  /** Layers that WebGPU calculates; null for all of them where it can, which takes 16-bit numbers. */
  readonly gpuLayers: number | null
  /** Longest silence while loading. */
  readonly loadStallMs: number
  /** Longest silence while generating. One batch of 128 prompt tokens on a slow machine must fit. */
  readonly chunkStallMs: number
  readonly abortGraceMs: number
}

const DEFAULTS: WllamaOptions = {
  contextTokens: 8192,
  threads: null,
  gpuLayers: null,
  loadStallMs: 120_000,
  chunkStallMs: 60_000,
  abortGraceMs: 30_000,
}

/** Of the package and of the llama.cpp inside it; a test holds it to what is installed. */
export const WLLAMA_VERSION = 'wllama 3.8.1, llama.cpp b11364'

/** A module with one 64-bit memory. */
const MEMORY64_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 5, 3, 1, 4, 1)

async function checkAvailability(): Promise<Availability> {
  if (typeof WebAssembly === 'undefined') return { kind: 'unsupported', reason: 'no-webassembly' }
  if (typeof Worker === 'undefined') return { kind: 'unsupported', reason: 'no-workers' }
  if (!WebAssembly.validate(MEMORY64_MODULE)) return { kind: 'unsupported', reason: 'no-memory64' }
  return { kind: 'ready' }
}

const ALL_LAYERS = 999

/** All layers where there is a real graphics processor with 16-bit numbers; without these llama.cpp falls back in silence. */
async function findGpuLayers(): Promise<number> {
  const gpu = await readGpu()
  return gpu?.hasF16 && !gpu.isSoftware ? ALL_LAYERS : 0
}

/** Architectures of llama.cpp that read text or images but don't write. Some of them load, and crash at the first token. */
const NOT_WRITING = /^(?:clip|.*bert.*|t5encoder|gemma-embedding|wavtokenizer-dec)$/

async function readHeaderOrRefuse(file: File): Promise<GgufHeader> {
  const result = await readGgufHeader(file)
  if (result.kind === 'header') {
    const { architecture } = result.header
    if (!NOT_WRITING.test(architecture)) return result.header
    throw engineFailure('model-corrupt', `not-a-language-model: architecture ${architecture}`)
  }
  throw engineFailure('model-corrupt', `${result.problem.code}: ${result.problem.found}`, result.problem)
}

function fileOf(model: ModelRef): File {
  if (model.kind === 'file') return model.file
  throw engineFailure('engine-unsupported', `wllama can't load a model of kind "${model.kind}"`)
}

/**
 * llama.cpp compiled to WebAssembly: any GGUF file of up to 2 GB. On WebGPU where that has 16-bit numbers, else on the processor with
 * several threads where the page is cross-origin isolated, one elsewhere. Nothing is fetched but the engine's own code, and that on the first load only.
 */
export function createWllamaEngine(options: Partial<WllamaOptions> = {}): Engine {
  const settings = { ...DEFAULTS, ...options }
  return {
    id: 'wllama',
    version: WLLAMA_VERSION,
    availability: checkAvailability,
    async describe(model) {
      const file = fileOf(model)
      try {
        const header = await readHeaderOrRefuse(file)
        return { name: header.name ?? file.name, fingerprint: await fingerprintFile(file) }
      } catch (error) {
        throw classifyLoadError(error, [])
      }
    },
    async load(model, on, signal) {
      const file = fileOf(model)
      signal.throwIfAborted()
      on({ fraction: 0 })
      let reached = 0
      const report = ({ fraction }: LoadProgress) =>
        on({ fraction: (reached = Math.max(reached, fraction ?? 0)) })
      try {
        const header = await abortable(readHeaderOrRefuse(file), signal)
        const contextTokens = Math.min(header.contextLength ?? settings.contextTokens, settings.contextTokens)
        const { loadStallMs: stallMs, threads } = settings
        let instanceSettings = { file, contextTokens, stallMs, threads, gpuLayers: 0 }
        const gpuLayers = settings.gpuLayers ?? (await findGpuLayers())
        let instance: WllamaInstance | null = null
        if (gpuLayers > 0) {
          // A graphics processor with too little memory is no reason not to run: the processor may have enough.
          instance = await startInstance({ ...instanceSettings, gpuLayers }, report, signal).catch(() => null)
          signal.throwIfAborted()
          if (instance) instanceSettings = { ...instanceSettings, gpuLayers }
        }
        instance ??= await startInstance(instanceSettings, report, signal)
        return createWllamaSession(instance, {
          chunkStallMs: settings.chunkStallMs,
          abortGraceMs: settings.abortGraceMs,
          restart: (restartSignal) => startInstance(instanceSettings, () => undefined, restartSignal),
        })
      } catch (error) {
        if (signal.aborted) throw signal.reason
        throw classifyLoadError(error, [])
      }
    },
  }
}
