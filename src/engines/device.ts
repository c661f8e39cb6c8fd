/** What of a machine decides which models it can run, as far as a browser tells. Bytes throughout. */
export interface Device {
  /** Null where there is no WebGPU, or no adapter for it. */
  readonly gpu: Gpu | null
  /** Browsers round it, and cap it; null where they don't tell. */
  readonly memoryBytes: number | null
  readonly cores: number
  /** Cross-origin isolated: only then llama.cpp gets more than one thread. */
  readonly isIsolated: boolean
  /** That the browser would still store; null where it doesn't tell. */
  readonly freeBytes: number | null
}

export interface Gpu {
  readonly name: string
  readonly hasF16: boolean
  readonly maxBufferBytes: number
  /** Calculated by the processor: far too slow for a language model. */
  readonly isSoftware: boolean
}

/** The graphics processor as WebGPU tells of it; null where there is none. */
export async function readGpu(): Promise<Gpu | null> {
  if (!('gpu' in navigator)) return null
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' })
  if (!adapter) return null
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info
  const name = description || [vendor, architecture].filter(Boolean).join(' ')
  return {
    name: name || 'a graphics processor without a name',
    hasF16: adapter.features.has('shader-f16'),
    maxBufferBytes: Math.min(adapter.limits.maxBufferSize, adapter.limits.maxStorageBufferBindingSize),
    isSoftware: isFallbackAdapter || /swiftshader|llvmpipe|software/i.test(name),
  }
}

/** The machine's memory as the browser tells it: rounded, and capped by some; null where it doesn't tell. */
export function readMemoryBytes(): number | null {
  const { deviceMemory } = navigator as { deviceMemory?: number } // Chromium only, in GiB
  return deviceMemory === undefined ? null : deviceMemory * 2 ** 30
}

/** The most bytes that a model can have here; null where the browser leaves that open. */
export function largestModelBytes(): number | null {
  const told = readMemoryBytes()
  return told !== null && told < MOST_TOLD_BYTES ? told : null
}

/** Looks at the machine. Downloads nothing and loads nothing. */
export async function readDevice(): Promise<Device> {
  const { quota, usage } = await navigator.storage.estimate()
  return {
    gpu: await readGpu(),
    memoryBytes: readMemoryBytes(),
    cores: navigator.hardwareConcurrency,
    isIsolated: globalThis.crossOriginIsolated,
    freeBytes: quota === undefined || usage === undefined ? null : quota - usage,
  }
}

/** What a model asks of a machine. */
export interface ModelNeeds {
  readonly engine: 'webllm' | 'wllama'
  /** While it runs. */
  readonly memoryBytes: number
  /** Still to be stored; 0 for one that is here. */
  readonly diskBytes: number
  readonly needsF16: boolean
  /** The largest buffer on the device; null where unknown. */
  readonly bufferBytes: number | null
}

export type VerdictReason =
  | 'no-gpu'
  | 'no-f16'
  | 'buffer-too-small'
  | 'file-too-large'
  | 'too-little-memory'
  | 'too-little-disk'
  | 'software-gpu'
  | 'memory-tight'
  | 'one-thread'
  | 'large-for-processor'
  | 'fits'

export interface DeviceVerdict {
  readonly verdict: 'runs-well' | 'runs-slowly' | 'wont-run'
  readonly because: VerdictReason
}

/** llama.cpp in WebAssembly reads files up to this size. */
export const MOST_WLLAMA_BYTES = 2 ** 31
/** Above this a processor writes slower than a person reads. A judgement: laptops manage 5 to 15 tokens/s with 1 GB. */
const COMFORTABLE_ON_PROCESSOR = 1.2e9
/** Older Chromium never says more than this, however much there is. */
const MOST_TOLD_BYTES = 8 * 2 ** 30

/** Whether a model would run here, and the first thing that speaks against it. */
export function judgeModel(model: ModelNeeds, device: Device): DeviceVerdict {
  const reason = findObstacle(model, device)
  if (reason) return { verdict: 'wont-run', because: reason }
  const drag = findDrag(model, device)
  return drag ? { verdict: 'runs-slowly', because: drag } : { verdict: 'runs-well', because: 'fits' }
}

function findObstacle(model: ModelNeeds, { gpu, memoryBytes, freeBytes }: Device): VerdictReason | null {
  if (model.engine === 'webllm') {
    if (!gpu) return 'no-gpu'
    if (model.needsF16 && !gpu.hasF16) return 'no-f16'
    if (model.bufferBytes !== null && model.bufferBytes > gpu.maxBufferBytes) return 'buffer-too-small'
  } else if (model.memoryBytes > MOST_WLLAMA_BYTES) return 'file-too-large'
  const isAllTold = memoryBytes !== null && memoryBytes < MOST_TOLD_BYTES
  if (isAllTold && model.memoryBytes > memoryBytes) return 'too-little-memory'
  if (freeBytes !== null && model.diskBytes > freeBytes) return 'too-little-disk'
  return null
}

function findDrag(model: ModelNeeds, { gpu, memoryBytes, isIsolated, cores }: Device): VerdictReason | null {
  if (model.engine === 'webllm' && gpu?.isSoftware) return 'software-gpu'
  if (memoryBytes !== null && model.memoryBytes > 0.6 * memoryBytes) return 'memory-tight'
  if (model.engine === 'webllm' || (gpu?.hasF16 && !gpu.isSoftware)) return null
  if (!isIsolated || cores < 2) return 'one-thread'
  return model.memoryBytes > COMFORTABLE_ON_PROCESSOR ? 'large-for-processor' : null
}
