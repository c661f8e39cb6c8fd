import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { MOST_WLLAMA_BYTES } from '../device'
import { engineFailure, isEngineFailure } from '../engine'
import { readGgufHeader } from '../wllama/gguf-header'
import { readHubHash } from './hub-hash'
import { type KeptFiles, type KeptModel, createKeptFiles } from './kept-files'

export interface TransferProgress {
  readonly doneBytes: number
  readonly totalBytes: number | null
}

export type OnProgress = (progress: TransferProgress) => void

/** GGUF models kept in the browser's private file system: put there from disk or fetched, then used without a network. */
export interface GgufLibrary {
  list(): Promise<KeptModel[]>
  /** The model as a file for the engine. */
  open(model: KeptModel): Promise<File>
  /**
   * Copies a file from disk. Nothing is left behind where it fails.
   * @throws EngineFailure `model-corrupt` for what is no GGUF, `model-too-large`, `storage-full`; the signal's reason when aborted.
   */
  importFile(file: File, on: OnProgress, signal: AbortSignal): Promise<KeptModel>
  /**
   * Fetches a model, or the rest of one that was begun. Aborting keeps what came, for the next call with this address. What came
   * is held to the SHA-256 that the person gave, or that Hugging Face tells of it.
   * @throws EngineFailure `model-missing` (404), `download-failed`, `model-corrupt` (the answer is no GGUF), `model-too-large`,
   * `hash-mismatch`, `storage-full`, or what `fetch` throws as one; the signal's reason when aborted. Nothing is left of a model that
   * can't become whole.
   */
  download(url: string, on: OnProgress, signal: AbortSignal, sha256?: string | null): Promise<KeptModel>
  /** Reads all of it again. `changed`: its bytes are not those of the first time; `first`: there was nothing to compare with. */
  verify(model: KeptModel, on: OnProgress, signal: AbortSignal): Promise<'intact' | 'changed' | 'first'>
  remove(id: string): Promise<void>
}

export interface GgufLibraryOptions {
  readonly folder: string
  readonly fetch: typeof fetch
  readonly now: () => number
  /** Bytes that may still be stored; null where the browser doesn't say. */
  readonly freeBytes: () => Promise<number | null>
  /** The largest file that can be loaded. */
  readonly mostBytes: number
  /** One part is durable when it is whole: so much is fetched again after a pause. */
  readonly partBytes: number
}

const PART_BYTES = 16 * 1024 * 1024

async function askFreeBytes(): Promise<number | null> {
  const { quota, usage } = await navigator.storage.estimate()
  return quota === undefined || usage === undefined ? null : quota - usage
}

export function createGgufLibrary(options: Partial<GgufLibraryOptions> = {}): GgufLibrary {
  const {
    folder = 'gguf-models',
    fetch: send = globalThis.fetch.bind(globalThis),
    now = Date.now,
    freeBytes = askFreeBytes,
    mostBytes = MOST_WLLAMA_BYTES,
    partBytes = PART_BYTES,
  } = options
  const files = createKeptFiles(folder)

  async function checkRoom(bytes: number | null): Promise<void> {
    const free = await freeBytes()
    if (bytes === null || free === null || bytes <= free) return
    throw engineFailure('storage-full', `the model has ${bytes} bytes, the browser allows ${free} more`)
  }

  function checkSize(bytes: number | null): void {
    if (bytes !== null && bytes > mostBytes)
      throw engineFailure(
        'model-too-large',
        `it has ${bytes} bytes; ${mostBytes} is the most that can be loaded`,
      )
  }

  async function hashOf(model: KeptModel, on: OnProgress, signal: AbortSignal): Promise<string> {
    const hash = sha256.create()
    let doneBytes = 0
    for await (const chunk of readChunks(await files.open(model), signal)) {
      hash.update(chunk)
      doneBytes += chunk.length
      on({ doneBytes, totalBytes: model.bytes })
    }
    return bytesToHex(hash.digest())
  }

  /** Writes a stream behind what is there, part by part. @returns the model as far as it came. */
  async function append(
    model: KeptModel,
    stream: ReadableStream<Uint8Array>,
    on: OnProgress,
    signal: AbortSignal,
  ) {
    let current = model
    let waiting: Uint8Array<ArrayBuffer>[] = []
    let waitingBytes = 0
    const flush = async () => {
      if (waitingBytes === 0) return
      await files.writePart(current.id, current.partCount, new Blob(waiting))
      const { partCount, storedBytes } = current
      current = { ...current, partCount: partCount + 1, storedBytes: storedBytes + waitingBytes }
      await files.put(current)
      waiting = []
      waitingBytes = 0
    }
    const reader = stream.getReader()
    try {
      for (;;) {
        signal.throwIfAborted()
        const { done, value } = await reader.read()
        if (done) break
        if (current.storedBytes === 0 && waitingBytes === 0) checkMagic(value)
        waiting.push(new Uint8Array(value))
        waitingBytes += value.length
        if (waitingBytes >= partBytes) await flush()
        on({ doneBytes: current.storedBytes + waitingBytes, totalBytes: current.bytes })
      }
      await flush()
      return current
    } catch (error) {
      await reader.cancel().catch(() => {}) // the stream is broken or being left; the first error tells why
      throw error
    }
  }

  async function complete(model: KeptModel, signal: AbortSignal): Promise<KeptModel> {
    if (model.bytes !== null && model.bytes !== model.storedBytes)
      throw engineFailure('download-failed', `${model.storedBytes} of ${model.bytes} bytes came`)
    const header = await readGgufHeader(await files.open(model))
    if (header.kind === 'problem')
      throw engineFailure('model-corrupt', `${header.problem.code}: ${header.problem.found}`)
    const { expectedSha256 = null } = model
    const digest = expectedSha256 === null ? null : await hashOf(model, () => {}, signal)
    if (digest !== expectedSha256)
      throw engineFailure('hash-mismatch', `its SHA-256 is ${digest}, not ${expectedSha256}`)
    const whole: KeptModel = { ...model, bytes: model.storedBytes, state: 'complete', sha256: digest }
    await files.put(whole)
    return whole
  }

  /** The model made whole by `work`; what a failure leaves of it is kept only where the rest can still come. */
  async function settle(
    { id }: KeptModel,
    work: () => Promise<KeptModel>,
    signal: AbortSignal,
  ): Promise<KeptModel> {
    try {
      return await work()
    } catch (error) {
      if (signal.aborted) throw signal.reason
      const failure = toFailure(error)
      if (isEngineFailure(failure) && BEYOND_REPAIR.has(failure.code)) await files.remove(id)
      throw failure
    }
  }

  async function request(url: string, from: KeptModel | null, signal: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = {}
    if (from && from.storedBytes > 0 && from.etag) {
      headers['Range'] = `bytes=${from.storedBytes}-`
      headers['If-Range'] = from.etag
    }
    try {
      return await send(url, { headers, signal, redirect: 'follow', cache: 'no-store' })
    } catch (error) {
      if (signal.aborted || isEngineFailure(error)) throw error
      throw engineFailure('download-failed', error instanceof Error ? error.message : String(error), error)
    }
  }

  return {
    list: files.list,
    open: files.open,
    remove: files.remove,
    async importFile(file, on, signal) {
      const header = await readGgufHeader(file)
      if (header.kind === 'problem')
        throw engineFailure('model-corrupt', `${header.problem.code}: ${header.problem.found}`)
      checkSize(file.size)
      await checkRoom(file.size)
      const model = begin(file.name, null, file.size, null, now())
      try {
        return await complete(await append(model, file.stream(), on, signal), signal)
      } catch (error) {
        await files.remove(model.id)
        throw signal.aborted ? signal.reason : toFailure(error)
      }
    },
    async download(url, on, signal, givenSha256 = null) {
      const begun = (await files.list()).find((model) => model.url === url)
      if (begun?.state === 'complete') return begun
      if (begun && begun.storedBytes === begun.bytes)
        return settle(begun, () => complete(begun, signal), signal)
      const response = await request(url, begun ?? null, signal)
      if (!response.ok || !response.body) {
        await response.body?.cancel()
        const code = response.status === 404 ? 'model-missing' : 'download-failed'
        throw engineFailure(code, `the server answered ${response.status}`)
      }
      let model: KeptModel
      if (begun && response.status === 206) model = begun
      else {
        // The server knows no ranges, or has another version by now: what came before is of no use.
        if (begun) await files.remove(begun.id)
        const length = Number(response.headers.get('Content-Length'))
        const expectedSha256 =
          givenSha256?.toLowerCase() ?? begun?.expectedSha256 ?? (await readHubHash(send, url, signal))
        const fresh = begin(nameOf(url), url, length > 0 ? length : null, response.headers.get('ETag'), now())
        model = { ...fresh, expectedSha256 }
      }
      const { body } = response
      const fetchRest = async () => {
        checkSize(model.bytes)
        await checkRoom(model.bytes === null ? null : model.bytes - model.storedBytes)
        await files.put(model)
        return complete(await append(model, body, on, signal), signal)
      }
      return settle(model, fetchRest, signal)
    },
    async verify(model, on, signal) {
      const digest = await hashOf(model, on, signal)
      if (model.sha256 === null) await files.put({ ...model, sha256: digest })
      return model.sha256 === null ? 'first' : model.sha256 === digest ? 'intact' : 'changed'
    },
  }
}

/** Failures after which the part that came is of no use. */
const BEYOND_REPAIR: ReadonlySet<string> = new Set(['model-corrupt', 'hash-mismatch', 'model-too-large'])

function begin(
  name: string,
  url: string | null,
  bytes: number | null,
  etag: string | null,
  at: number,
): KeptModel {
  const nothing = { storedBytes: 0, state: 'partial', sha256: null, partCount: 0 } as const
  return { id: crypto.randomUUID(), name, url, bytes, etag, addedAt: at, ...nothing }
}

function nameOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '') || 'model.gguf'
}

/** Tells a web page or an error text from a model before gigabytes of it are kept. */
function checkMagic(first: Uint8Array): void {
  const found = String.fromCharCode(...first.subarray(0, 4))
  if (first.length >= 4 && found !== 'GGUF')
    throw engineFailure('model-corrupt', `it begins with ${JSON.stringify(found)}, not with "GGUF"`)
}

function toFailure(error: unknown): unknown {
  if (isEngineFailure(error)) return error
  const detail = error instanceof Error ? error.message : String(error)
  if (error instanceof DOMException && error.name === 'QuotaExceededError')
    return engineFailure('storage-full', detail, error)
  return error instanceof TypeError ? engineFailure('download-failed', detail, error) : error
}

const READ_BYTES = 4 * 1024 * 1024

async function* readChunks(file: File, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < file.size; from += READ_BYTES) {
    signal.throwIfAborted()
    yield new Uint8Array(await file.slice(from, from + READ_BYTES).arrayBuffer())
  }
}

export type { KeptFiles, KeptModel }
