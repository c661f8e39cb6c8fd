import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { afterEach, expect, test } from 'vitest'
import { createMlcLibrary } from './mlc-library'
import { toWebLlmRecord } from './mlc-cache'

const never = new AbortController().signal
const source = {
  modelUrl: 'https://ward.example/m/resolve/main/',
  libraryUrl: 'https://ward.example/lib/m-webgpu.wasm',
}
const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const shards = [1, 2, 3].map((value) => new Uint8Array(1000).fill(value))
const toRecord = (bytes: Uint8Array, index: number) => ({
  dataPath: `params_shard_${index}.bin`,
  format: 'raw-shard',
  nbytes: bytes.length,
  md5sum: bytesToHex(md5(bytes)),
  records: [],
})

/** A model folder as MLC writes it, with three files of weights. */
function modelFiles(): Record<string, Uint8Array<ArrayBuffer>> {
  return {
    'mlc-chat-config.json': encode({
      tokenizer_files: ['tokenizer.json', 'vocab.json'],
      context_window_size: 4096,
      model_config: { num_hidden_layers: 2, num_key_value_heads: 4, head_dim: 8 },
    }),
    'tensor-cache.json': encode({ metadata: {}, records: shards.map(toRecord) }),
    'tokenizer.json': encode({ version: '1.0' }),
    'm-webgpu.wasm': Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0),
    ...Object.fromEntries(shards.map((bytes, index) => [`params_shard_${index}.bin`, bytes])),
  }
}

function serve(files: Record<string, Uint8Array<ArrayBuffer>>) {
  const asked: string[] = []
  const send: typeof fetch = (url) => {
    const name = new Request(url).url.split('/').at(-1) ?? ''
    asked.push(name)
    const bytes = files[name]
    return Promise.resolve(bytes ? new Response(bytes) : new Response('not found', { status: 404 }))
  }
  return { asked, send }
}

const ids: string[] = []
function newId(): string {
  const id = `m ${crypto.randomUUID()}`
  ids.push(id)
  return id
}
afterEach(async () => {
  const library = createMlcLibrary()
  for (const id of ids.splice(0)) await library.remove(id)
})

test('a model is fetched, and lies where WebLLM looks for it', async () => {
  const { asked, send } = serve(modelFiles())
  const id = newId()
  const seen: number[] = []
  const library = createMlcLibrary({ fetch: send })
  const model = await library.download(id, source, ({ doneBytes }) => seen.push(doneBytes), never)
  expect(model).toMatchObject({ state: 'complete', contextTokens: 4096, bytesPerToken: 2 * 2 * 2 * 4 * 8 })
  expect(model.fingerprint).toMatch(/^sha256:[\da-f]{64}$/)
  expect(seen.at(-1)).toBe(3000)
  expect([...seen].sort((a, b) => a - b)).toEqual(seen)
  expect(asked).toHaveLength(7)

  const { hasModelInCache } = await import('@mlc-ai/web-llm')
  expect(await hasModelInCache(id, { model_list: [toWebLlmRecord(id)], cacheBackend: 'cache' })).toBe(true)
  expect(await library.verify(model, () => {}, never)).toEqual([])
  expect(await createMlcLibrary().list()).toContainEqual(model)
  await library.remove(id)
  expect(await hasModelInCache(id, { model_list: [toWebLlmRecord(id)], cacheBackend: 'cache' })).toBe(false)
  expect(await library.list()).not.toContainEqual(model)
})

test('paused, a download goes on with the files that are missing', async () => {
  const files = modelFiles()
  const first = serve(files)
  const id = newId()
  const controller = new AbortController()
  const pausing = createMlcLibrary({ fetch: first.send }).download(
    id,
    source,
    ({ doneBytes }) => doneBytes > 2000 && controller.abort('paused'),
    controller.signal,
  )
  await expect(pausing).rejects.toBe('paused')
  expect((await createMlcLibrary().list()).find((model) => model.id === id)).toMatchObject({
    state: 'partial',
    storedBytes: 2000,
    bytes: 3000,
  })
  const second = serve(files)
  const model = await createMlcLibrary({ fetch: second.send }).download(id, source, () => {}, never)
  expect(model.state).toBe('complete')
  expect(second.asked).toEqual(['params_shard_2.bin'])
})

test.each<[string, (files: Record<string, Uint8Array<ArrayBuffer>>) => void, string, string]>([
  ['a missing folder', (files) => delete files['mlc-chat-config.json'], 'model-missing', '404'],
  [
    'a web page instead of a model',
    (files) => (files['mlc-chat-config.json'] = new TextEncoder().encode('<!DOCTYPE html>')),
    'model-corrupt',
    'no JSON',
  ],
  [
    'a web page instead of the library',
    (files) => (files['m-webgpu.wasm'] = new TextEncoder().encode('<!DOCTYPE html>')),
    'model-corrupt',
    'WebAssembly',
  ],
  [
    'a changed file of weights',
    (files) => (files['params_shard_1.bin'] = new Uint8Array(1000).fill(9)),
    'hash-mismatch',
    'params_shard_1.bin',
  ],
  [
    'one cut short',
    (files) => (files['params_shard_1.bin'] = new Uint8Array(999).fill(2)),
    'download-failed',
    '999 of 1000',
  ],
  [
    'a list that leads out of the folder',
    (files) => (files['tensor-cache.json'] = encode({ records: [{ dataPath: '../../x.bin', nbytes: 1 }] })),
    'model-corrupt',
    'record 1',
  ],
])('%s is told, and nothing broken is kept', async (_, harm, code, words) => {
  const files = modelFiles()
  harm(files)
  const id = newId()
  const library = createMlcLibrary({ fetch: serve(files).send })
  const failing = library.download(id, source, () => {}, never)
  await expect(failing).rejects.toMatchObject({ code, message: expect.stringContaining(words) as string })
  const left = (await library.list()).find((model) => model.id === id)
  expect(left?.state).not.toBe('complete')

  const healthy = createMlcLibrary({ fetch: serve(modelFiles()).send })
  expect(await healthy.download(id, source, () => {}, never)).toMatchObject({ state: 'complete' })
})

test('a full disk is told before the weights are fetched', async () => {
  const { asked, send } = serve(modelFiles())
  const library = createMlcLibrary({ fetch: send, freeBytes: () => Promise.resolve(1000) })
  await expect(library.download(newId(), source, () => {}, never)).rejects.toMatchObject({
    code: 'storage-full',
  })
  const weak = createMlcLibrary({ fetch: send, mostBytes: 1000 })
  await expect(weak.download(newId(), source, () => {}, never)).rejects.toMatchObject({
    code: 'model-too-large',
  })
  expect(asked.some((name) => name.startsWith('params'))).toBe(false)
})

test('a list of weights under its former name is taken as well', async () => {
  const { 'tensor-cache.json': list, ...files } = modelFiles()
  if (!list) throw new Error('no list')
  const { send } = serve({ ...files, 'ndarray-cache.json': list })
  expect(await createMlcLibrary({ fetch: send }).download(newId(), source, () => {}, never)).toMatchObject({
    state: 'complete',
  })
})

test('a folder from disk is taken whole or not at all', async () => {
  const files = Object.entries(modelFiles()).map(([name, bytes]) => new File([bytes], name))
  const library = createMlcLibrary()
  const id = newId()
  expect(await library.importFolder(id, files, () => {}, never)).toMatchObject({
    state: 'complete',
    source: null,
  })
  const other = newId()
  const without = files.filter(({ name }) => name !== 'params_shard_2.bin')
  await expect(library.importFolder(other, without, () => {}, never)).rejects.toMatchObject({
    code: 'model-missing',
    message: expect.stringContaining('params_shard_2.bin') as string,
  })
  const noLibrary = files.filter(({ name }) => !name.endsWith('.wasm'))
  await expect(library.importFolder(other, noLibrary, () => {}, never)).rejects.toMatchObject({
    code: 'model-missing',
    message: expect.stringContaining('.wasm') as string,
  })
  expect((await library.list()).some((model) => model.id === other)).toBe(false)
})

test('verifying names what is gone or changed', async () => {
  const id = newId()
  const library = createMlcLibrary({ fetch: serve(modelFiles()).send })
  const model = await library.download(id, source, () => {}, never)
  const cache = await caches.open('webllm/model')
  const keys = (await cache.keys()).filter(({ url }) => url.includes(encodeURIComponent(id)))
  const keyOf = (name: string) =>
    keys.find(({ url }) => url.endsWith(name)) ?? new Request('https://x.invalid')
  await cache.put(keyOf('params_shard_0.bin'), new Response(new Uint8Array(1000)))
  await cache.delete(keyOf('params_shard_2.bin'))
  expect(await library.verify(model, () => {}, never)).toEqual(['params_shard_0.bin', 'params_shard_2.bin'])
})
