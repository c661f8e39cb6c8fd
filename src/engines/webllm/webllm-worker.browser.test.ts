import { expect, test } from 'vitest'
import { createMlcLibrary } from '../mlc-library'
import { createWebLlmEngine } from './webllm-engine'

// The real library in its real worker, as far as it goes without a model built for it.

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
/** A module that imports `env.x`, as a library built for another version imports what this one hasn't got. */
const FOREIGN = Uint8Array.from(
  '00 61 73 6d 01 00 00 00  01 04 01 60 00 00  02 09 01 03 65 6e 76 01 78 00 00'
    .split(/ +/)
    .map((digits) => Number.parseInt(digits, 16)),
)

async function loadWith(library: Uint8Array<ArrayBuffer>): Promise<unknown> {
  const models = createMlcLibrary()
  const id = `foreign ${crypto.randomUUID()}`
  const weights = new Uint8Array(16)
  const files = [
    new File([encode({ tokenizer_files: ['tokenizer.json'] })], 'mlc-chat-config.json'),
    new File([encode({ records: [{ dataPath: 'params_shard_0.bin', nbytes: 16 }] })], 'tensor-cache.json'),
    new File([encode({})], 'tokenizer.json'),
    new File([weights], 'params_shard_0.bin'),
    new File([library], 'library.wasm'),
  ]
  await models.importFolder(id, files, () => {}, new AbortController().signal)
  const engine = createWebLlmEngine({ checkAvailability: async () => ({ kind: 'ready' }) })
  try {
    return await engine
      .load({ kind: 'mlc', modelId: id }, () => {}, new AbortController().signal)
      .catch((error: unknown) => error)
  } finally {
    await models.remove(id)
  }
}

test('a library built for another version is told from a damaged one', async () => {
  expect(await loadWith(FOREIGN)).toMatchObject({ code: 'engine-unsupported' })
  expect(await loadWith(Uint8Array.of(0, 0x61, 0x73, 0x6d, 9, 9, 9, 9))).toMatchObject({
    code: 'model-corrupt',
  })
})
