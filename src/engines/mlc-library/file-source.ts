import { engineFailure, isEngineFailure } from '../engine'
import { SHARD_LISTS } from './mlc-files'
import { LIBRARY, type MlcSource } from './mlc-cache'

/** A model's files by name, from wherever they come. */
export interface FileSource {
  /** @throws EngineFailure `model-missing` with the file's name or address, `download-failed`, or the signal's reason. */
  open(name: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>
}

/** A folder on a server. */
export function fromServer({ modelUrl, libraryUrl }: MlcSource, send: typeof fetch): FileSource {
  const folder = modelUrl.endsWith('/') ? modelUrl : `${modelUrl}/`
  async function get(url: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    let response: Response
    try {
      response = await send(url, { signal, redirect: 'follow', cache: 'no-store' })
    } catch (error) {
      if (signal.aborted || isEngineFailure(error)) throw error
      throw engineFailure(
        'download-failed',
        `${url}: ${error instanceof Error ? error.message : String(error)}`,
        error,
      )
    }
    if (response.ok && response.body) return response.body
    await response.body?.cancel()
    const code = response.status === 404 ? 'model-missing' : 'download-failed'
    throw engineFailure(code, `${url}: the server answered ${response.status}`)
  }
  return {
    async open(name, signal) {
      if (name === LIBRARY) return get(libraryUrl, signal)
      return get(new URL(name, folder).href, signal)
    },
  }
}

/** A folder on disk, as the browser's picker gives it: the library is the one file in it that ends in .wasm. */
export function fromFolder(files: readonly File[]): FileSource {
  return {
    open(name) {
      const wanted =
        name === LIBRARY
          ? files.filter((file) => file.name.endsWith('.wasm'))
          : files.filter((file) => file.name === name)
      const [file] = wanted
      if (file && (wanted.length === 1 || name !== LIBRARY)) return Promise.resolve(file.stream())
      const detail =
        name === LIBRARY
          ? `${wanted.length} files of the folder end in .wasm; it needs one`
          : `the folder has no ${name}`
      return Promise.reject(engineFailure('model-missing', detail))
    },
  }
}

/** The list of weights under its name of today, or the one it had before. */
export async function openShardList(
  source: FileSource,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const [name, formerName] = SHARD_LISTS
  try {
    return await source.open(name, signal)
  } catch (error) {
    if (!isEngineFailure(error) || error.code !== 'model-missing') throw error
    return source.open(formerName, signal).catch(() => {
      throw error
    })
  }
}
