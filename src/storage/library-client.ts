import type { LibraryRequest, LibraryResponse } from './library-protocol'
import type { LibraryIndex, LibraryPage } from './library-query'

interface Waiting {
  readonly channel: string
  readonly resolve: (page: LibraryPage) => void
  readonly reject: (error: Error) => void
}

/** The page's side of the library worker. `ready` resolves once the database exists in today's version. */
export function createLibraryClient(databaseName: string, ready: Promise<unknown>): LibraryIndex {
  const worker = new Worker(new URL('./library.worker.ts', import.meta.url), {
    type: 'module',
    name: 'library',
  })
  const waiting = new Map<number, Waiting>()
  const listeners = new Set<() => void>()
  let nextId = 1
  let failure: Error | null = null

  const post = (request: LibraryRequest) => worker.postMessage(request)

  function failAll(error: Error) {
    failure = error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  worker.onerror = (event) => failAll(new Error(`The library worker did not start: ${event.message}`))
  worker.onmessage = ({ data }: MessageEvent<LibraryResponse>) => {
    if (data.kind === 'changed') {
      for (const listener of listeners) listener()
    } else if (data.kind === 'page') {
      waiting.get(data.id)?.resolve(data.page)
      waiting.delete(data.id)
    } else if (data.id === null) {
      failAll(new Error(data.message))
    } else {
      waiting.get(data.id)?.reject(new Error(data.message))
      waiting.delete(data.id)
    }
  }
  ready.then(
    () => post({ kind: 'open', databaseName }),
    (error: unknown) => failAll(error instanceof Error ? error : new Error(String(error))),
  )

  function supersede(channel: string) {
    for (const [id, older] of waiting) {
      if (older.channel !== channel) continue
      post({ kind: 'forget', id })
      older.reject(new DOMException('A newer query took its place', 'AbortError'))
      waiting.delete(id)
    }
  }

  return {
    async query(query, offset, limit, channel = 'list') {
      if (failure) throw failure
      supersede(channel)
      const id = nextId++
      const answer = new Promise<LibraryPage>((resolve, reject) =>
        waiting.set(id, { channel, resolve, reject }),
      )
      await Promise.race([ready, answer])
      if (waiting.has(id)) post({ kind: 'query', id, query, offset, limit })
      return answer
    },
    subscribe(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
    dispose() {
      worker.terminate()
      failAll(new DOMException('The library was closed', 'AbortError'))
    },
  }
}
