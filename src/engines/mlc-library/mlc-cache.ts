import { CONFIG, SHARD_LISTS } from './mlc-files'

/** What is known of a model for WebLLM that is kept here, or of the part of it that has come so far. */
export interface MlcModel {
  /** Also WebLLM's name for it. */
  readonly id: string
  /** Where it was fetched from; null for a folder from disk. */
  readonly source: MlcSource | null
  /** Of all its files; null until its list of weights has been read. */
  readonly bytes: number | null
  readonly storedBytes: number
  readonly state: 'complete' | 'partial'
  /** The most its description allows. */
  readonly contextTokens: number
  readonly bytesPerToken: number | null
  /** Of the list of weights, which names every file's size and hash: 'sha256:…'. */
  readonly fingerprint: string | null
  readonly addedAt: number
}

/** Absolute addresses: a folder with `mlc-chat-config.json`, and the WebAssembly library built for it. */
export interface MlcSource {
  readonly modelUrl: string
  readonly libraryUrl: string
}

/** Keys of the caches. Nothing is ever asked of this host: all that WebLLM looks for lies under them. */
const ORIGIN = 'https://mlc.rounds.invalid'
const RECORDS = 'rounds-mlc-models'

/** What WebLLM is told of a model. It appends nothing to an address with `/resolve/…/` in it. */
export function toWebLlmRecord(id: string): { model: string; model_id: string; model_lib: string } {
  return { model: folderOf(id), model_id: id, model_lib: keyOf(id, LIBRARY) }
}

/** The library's name here, whatever it was called where it came from. */
export const LIBRARY = 'library.wasm'

const folderOf = (id: string) => `${ORIGIN}/${encodeURIComponent(id)}/resolve/main/`
const keyOf = (id: string, name: string) => new URL(encodeURIComponent(name), folderOf(id)).href

/** WebLLM 0.2.86 keeps the three kinds of files apart. */
function cacheOf(name: string): string {
  if (name === CONFIG) return 'webllm/config'
  return name === LIBRARY ? 'webllm/wasm' : 'webllm/model'
}

/** The files of models where WebLLM finds them, and a record of each model. */
export interface MlcCache {
  list(): Promise<MlcModel[]>
  put(model: MlcModel): Promise<void>
  has(id: string, name: string): Promise<boolean>
  read(id: string, name: string): Promise<Response | null>
  /** @throws DOMException QuotaExceededError when the disk is full; the file is then not there. */
  write(id: string, name: string, content: Blob): Promise<void>
  /** All of a model: its record first. */
  remove(id: string): Promise<void>
}

export function createMlcCache(caches: CacheStorage): MlcCache {
  const records = () => caches.open(RECORDS)
  const open = (name: string) => caches.open(cacheOf(name))
  return {
    async list() {
      const cache = await records()
      const kept = await Promise.all((await cache.keys()).map((key) => cache.match(key)))
      const models = await Promise.all(
        kept.flatMap((response) => (response ? [response.json() as Promise<MlcModel>] : [])), // written by `put` only
      )
      return models.sort((a, b) => a.addedAt - b.addedAt)
    },
    put: async (model) => (await records()).put(folderOf(model.id), Response.json(model)),
    has: async (id, name) => (await (await open(name)).match(keyOf(id, name))) !== undefined,
    read: async (id, name) => (await (await open(name)).match(keyOf(id, name))) ?? null,
    write: async (id, name, content) =>
      (await open(name)).put(
        keyOf(id, name),
        new Response(content, { headers: { 'Content-Length': String(content.size) } }),
      ),
    async remove(id) {
      await (await records()).delete(folderOf(id))
      for (const name of [CONFIG, LIBRARY, SHARD_LISTS[0]]) {
        const cache = await open(name)
        for (const key of await cache.keys()) if (key.url.startsWith(folderOf(id))) await cache.delete(key)
      }
    },
  }
}
