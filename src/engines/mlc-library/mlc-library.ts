import { md5 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { largestModelBytes } from '../device'
import { engineFailure, isEngineFailure } from '../engine'
import { type FileSource, fromFolder, fromServer, openShardList } from './file-source'
import { type MlcModel, type MlcSource, LIBRARY, createMlcCache } from './mlc-cache'
import { CONFIG, SHARD_LISTS, type Shard, checkLibrary, readMlcConfig, readShardList } from './mlc-files'

export interface MlcProgress {
  readonly doneBytes: number
  readonly totalBytes: number | null
}

type OnProgress = (progress: MlcProgress) => void

/**
 * Models for WebLLM, kept where WebLLM looks for them: it then loads without a request. Fetched file by file, so that a pause
 * or a break costs one file at most, and every file of the weights is held to its size and hash before it is kept.
 */
export interface MlcLibrary {
  list(): Promise<MlcModel[]>
  /**
   * Fetches a model, or the rest of one that was begun. Aborting keeps the files that are whole.
   * @throws EngineFailure `model-missing` (404), `download-failed`, `model-corrupt`, `model-too-large`, `hash-mismatch`, `storage-full`, or what
   * `fetch` throws as one; the signal's reason when aborted.
   */
  download(id: string, source: MlcSource, on: OnProgress, signal: AbortSignal): Promise<MlcModel>
  /**
   * Copies a folder from disk, named `id` here. Nothing is left behind where it fails.
   * @throws EngineFailure as `download`.
   */
  importFolder(id: string, files: readonly File[], on: OnProgress, signal: AbortSignal): Promise<MlcModel>
  /** Holds every file of the weights to its hash again. @returns the names of those that are gone or changed. */
  verify(model: MlcModel, on: OnProgress, signal: AbortSignal): Promise<string[]>
  remove(id: string): Promise<void>
}

export interface MlcLibraryOptions {
  readonly fetch: typeof fetch
  readonly caches: CacheStorage
  readonly now: () => number
  /** Bytes that may still be stored; null where the browser doesn't say. */
  readonly freeBytes: () => Promise<number | null>
  /** The largest model that the machine could load; null where it doesn't tell. */
  readonly mostBytes: number | null
}

async function askFreeBytes(): Promise<number | null> {
  const { quota, usage } = await navigator.storage.estimate()
  return quota === undefined || usage === undefined ? null : quota - usage
}

export function createMlcLibrary(options: Partial<MlcLibraryOptions> = {}): MlcLibrary {
  const {
    fetch: send = globalThis.fetch.bind(globalThis),
    caches = globalThis.caches,
    now = Date.now,
    freeBytes = askFreeBytes,
    mostBytes = largestModelBytes(),
  } = options
  const cache = createMlcCache(caches)

  /** The file as it is kept already, or fetched and kept once `check` has found it to be what it should be. */
  async function takeSmall(
    id: string,
    name: string,
    open: () => Promise<ReadableStream<Uint8Array>>,
    check: (bytes: Uint8Array) => void,
  ): Promise<Uint8Array> {
    const kept = await cache.read(id, name)
    const bytes = new Uint8Array(await (kept ?? new Response(toBody(await open()))).arrayBuffer())
    check(bytes)
    if (!kept) await cache.write(id, name, new Blob([bytes]))
    return bytes
  }

  async function take(
    begun: MlcModel,
    source: FileSource,
    on: OnProgress,
    signal: AbortSignal,
  ): Promise<MlcModel> {
    const { id } = begun
    const openFile = (name: string) => () => source.open(name, signal)
    const configBytes = await takeSmall(id, CONFIG, openFile(CONFIG), readMlcConfig)
    const { tokenizer, contextTokens, bytesPerToken } = readMlcConfig(configBytes)
    const listBytes = await takeSmall(id, SHARD_LISTS[0], () => openShardList(source, signal), readShardList)
    const shards = readShardList(listBytes)
    const shardBytes = shards.reduce((sum, shard) => sum + shard.bytes, 0)
    let model: MlcModel = {
      ...begun,
      contextTokens,
      bytesPerToken,
      fingerprint: `sha256:${bytesToHex(sha256(listBytes))}`,
      bytes: shardBytes,
      storedBytes: 0,
    }
    if (mostBytes !== null && shardBytes > mostBytes)
      throw engineFailure(
        'model-too-large',
        `it has ${shardBytes} bytes, this machine has ${mostBytes} of memory`,
      )
    const missing: Shard[] = []
    let doneBytes = 0
    for (const shard of shards)
      if (await cache.has(id, shard.name)) doneBytes += shard.bytes
      else missing.push(shard)
    await checkRoom(shardBytes - doneBytes)
    await cache.put((model = { ...model, storedBytes: doneBytes }))
    on({ doneBytes, totalBytes: shardBytes })

    const library = await takeSmall(id, LIBRARY, openFile(LIBRARY), checkLibrary)
    const tokens = await takeSmall(id, tokenizer, openFile(tokenizer), () => {})
    for (const shard of missing) {
      const before = doneBytes
      const content = await readShard(shard, await source.open(shard.name, signal), signal, (bytes) =>
        on({ doneBytes: before + bytes, totalBytes: shardBytes }),
      )
      await cache.write(id, shard.name, content)
      doneBytes += shard.bytes
      await cache.put((model = { ...model, storedBytes: doneBytes }))
    }
    const bytes = shardBytes + configBytes.length + listBytes.length + library.length + tokens.length
    model = { ...model, bytes, storedBytes: bytes, state: 'complete' }
    await cache.put(model)
    return model
  }

  async function checkRoom(bytes: number): Promise<void> {
    const free = await freeBytes()
    if (free === null || bytes <= free) return
    throw engineFailure('storage-full', `${bytes} bytes are missing, the browser allows ${free} more`)
  }

  const begin = (id: string, source: MlcSource | null): MlcModel => ({
    id,
    source,
    bytes: null,
    storedBytes: 0,
    state: 'partial',
    contextTokens: 0,
    bytesPerToken: null,
    fingerprint: null,
    addedAt: now(),
  })

  return {
    list: cache.list,
    remove: cache.remove,
    async download(id, source, on, signal) {
      const known = (await cache.list()).find((model) => model.id === id)
      if (known?.state === 'complete') return known
      // Begun from another place, its files may be others under the same names.
      const isSame = known && JSON.stringify(known.source) === JSON.stringify(source)
      if (known && !isSame) await cache.remove(id)
      const begun = known && isSame ? known : begin(id, source)
      try {
        return await take(begun, fromServer(source, send), on, signal)
      } catch (error) {
        const failure = toFailure(error, signal)
        const isKept = (await cache.list()).some((model) => model.id === id && model.storedBytes > 0)
        if (!isKept) await cache.remove(id)
        throw failure
      }
    },
    async importFolder(id, files, on, signal) {
      await cache.remove(id)
      try {
        return await take(begin(id, null), fromFolder(files), on, signal)
      } catch (error) {
        await cache.remove(id)
        throw toFailure(error, signal)
      }
    },
    async verify({ id }, on, signal) {
      const list = await cache.read(id, SHARD_LISTS[0])
      if (!list) return [SHARD_LISTS[0]]
      const shards = readShardList(new Uint8Array(await list.arrayBuffer()))
      const totalBytes = shards.reduce((sum, shard) => sum + shard.bytes, 0)
      const broken: string[] = []
      let doneBytes = 0
      for (const name of [CONFIG, LIBRARY]) if (!(await cache.has(id, name))) broken.push(name)
      for (const shard of shards) {
        const before = doneBytes
        const body = (await cache.read(id, shard.name))?.body
        try {
          if (!body) throw engineFailure('model-missing', shard.name)
          await readShard(shard, body, signal, (bytes) => on({ doneBytes: before + bytes, totalBytes }))
        } catch (error) {
          if (!isEngineFailure(error)) throw toFailure(error, signal)
          broken.push(shard.name)
        }
        doneBytes += shard.bytes
      }
      return broken
    },
  }
}

/**
 * One file of the weights, whole.
 * @throws EngineFailure `download-failed` where it is too short, `hash-mismatch` where it isn't what the list says.
 */
async function readShard(
  { name, bytes, md5: expected }: Shard,
  stream: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  on: (bytes: number) => void,
): Promise<Blob> {
  const hash = expected === null ? null : md5.create()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let count = 0
  const reader = stream.getReader()
  try {
    for (;;) {
      signal.throwIfAborted()
      const { done, value } = await reader.read()
      if (done) break
      hash?.update(value)
      parts.push(new Uint8Array(value))
      count += value.length
      if (count > bytes) throw engineFailure('hash-mismatch', `${name} has more than ${bytes} bytes`)
      on(count)
    }
  } catch (error) {
    await reader.cancel().catch(() => {}) // broken or being left; the first error tells why
    throw error
  }
  if (count < bytes) throw engineFailure('download-failed', `${name}: ${count} of ${bytes} bytes came`)
  if (hash && bytesToHex(hash.digest()) !== expected)
    throw engineFailure('hash-mismatch', `${name} has another MD5 than its list says`)
  return new Blob(parts)
}

const toBody = (stream: ReadableStream<Uint8Array>) => stream as ReadableStream<Uint8Array<ArrayBuffer>> // never shared memory

function toFailure(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason
  if (isEngineFailure(error)) return error
  const detail = error instanceof Error ? error.message : String(error)
  if (error instanceof DOMException && error.name === 'QuotaExceededError')
    return engineFailure('storage-full', detail, error)
  return error instanceof TypeError ? engineFailure('download-failed', detail, error) : error
}
