import { expect, test } from 'vitest'
import { type Device, type ModelNeeds, judgeModel } from './device'

const GB = 1e9
const device: Device = {
  gpu: { name: 'a card', hasF16: true, maxBufferBytes: 2 * GB, isSoftware: false },
  memoryBytes: 8 * 2 ** 30,
  cores: 8,
  isIsolated: true,
  freeBytes: 50 * GB,
}
const model: ModelNeeds = {
  engine: 'webllm',
  memoryBytes: 3.4 * GB,
  diskBytes: 2.3 * GB,
  needsF16: true,
  bufferBytes: null,
}
const gpu = (change: Partial<NonNullable<Device['gpu']>>): Device => ({
  ...device,
  gpu: { name: '', hasF16: true, maxBufferBytes: 2 * GB, isSoftware: false, ...change },
})

const noGpu: Device = { ...device, gpu: null }

test.each<[string, Partial<ModelNeeds>, Device, string, string]>([
  ['a card with room', {}, device, 'runs-well', 'fits'],
  ['no card', {}, { ...device, gpu: null }, 'wont-run', 'no-gpu'],
  ['no 16-bit numbers', {}, gpu({ hasF16: false }), 'wont-run', 'no-f16'],
  ['the 32-bit build', { needsF16: false }, gpu({ hasF16: false }), 'runs-well', 'fits'],
  [
    'small buffers',
    { bufferBytes: 0.5 * GB },
    gpu({ maxBufferBytes: 0.1 * GB }),
    'wont-run',
    'buffer-too-small',
  ],
  ['a software adapter', {}, gpu({ isSoftware: true }), 'runs-slowly', 'software-gpu'],
  ['2 GB of memory', {}, { ...device, memoryBytes: 2 * GB }, 'wont-run', 'too-little-memory'],
  ['4 GB of memory', {}, { ...device, memoryBytes: 4 * GB }, 'runs-slowly', 'memory-tight'],
  [
    'a model of 20 GB, memory capped by the browser',
    { memoryBytes: 20 * GB },
    device,
    'runs-slowly',
    'memory-tight',
  ],
  ['a full disk', {}, { ...device, freeBytes: GB }, 'wont-run', 'too-little-disk'],
  ['a GGUF on the processor', { engine: 'wllama', memoryBytes: GB }, noGpu, 'runs-well', 'fits'],
  ['one on the card', { engine: 'wllama', memoryBytes: 1.9 * GB }, device, 'runs-well', 'fits'],
  ['a large one', { engine: 'wllama', memoryBytes: 1.9 * GB }, noGpu, 'runs-slowly', 'large-for-processor'],
  ['too large a one', { engine: 'wllama' }, device, 'wont-run', 'file-too-large'],
  [
    'no isolation',
    { engine: 'wllama', memoryBytes: GB },
    { ...noGpu, isIsolated: false },
    'runs-slowly',
    'one-thread',
  ],
])('%s', (_, change, on, verdict, because) => {
  expect(judgeModel({ ...model, ...change }, on)).toEqual({ verdict, because })
})
