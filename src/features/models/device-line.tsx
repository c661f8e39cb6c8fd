import type { Device } from '../../engines'
import { formatBytes } from '../keep-data'
import { useDevice } from '../device'

/** What the verdicts below are judged by. */
export function DeviceLine() {
  const device = useDevice()
  return (
    <p className="min-h-10 max-w-prose text-sm text-ink-soft numerals">
      {device ? describe(device) : 'Looking at this machine…'}
    </p>
  )
}

function describe({ gpu, memoryBytes, cores, isIsolated, freeBytes }: Device): string {
  const parts = [
    gpu
      ? `WebGPU on ${gpu.name}${gpu.hasF16 ? ' with' : ' without'} 16-bit numbers, buffers of up to ${formatBytes(gpu.maxBufferBytes)}`
      : 'no WebGPU',
    memoryBytes === null ? null : `${Math.round(memoryBytes / 2 ** 30)} GB of memory or more`,
    `${cores} processor cores, ${isIsolated ? 'all of them usable' : 'one of them usable'}`,
    freeBytes === null ? null : `${formatBytes(freeBytes)} of free storage`,
  ]
  return `This machine, as the browser tells it: ${parts.filter((part) => part !== null).join('; ')}. What follows is judged by that, before anything is downloaded.`
}
