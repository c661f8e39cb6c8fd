import type { LibraryRequest, LibraryResponse, LibraryStats } from './library-protocol'
import type { LibraryIndex, LibraryPage, LibraryQuery } from './library-query'
import { StorageError } from './storage-error'

interface Question {
  readonly query: LibraryQuery
  readonly offset: number
  readonly limit: number
  readonly resolve: (page: LibraryPage) => void
  readonly reject: (error: Error) => void
}

/** One channel asks one question at a time; what comes meanwhile waits, and only the newest of it. */
interface Channel {
  asked: Question | null
  next: Question | null
}

/** The library and what its worker did, for tests and measurements. */
export interface LibraryClient extends LibraryIndex {
  stats(): Promise<LibraryStats>
  /** Calls back when the snapshot has been written. Returns the unsubscriber. */
  onSaved(callback: () => void): () => void
}

export function startLibraryWorker(): Worker {
  return new Worker(new URL('./library.worker.ts', import.meta.url), { type: 'module', name: 'library' })
}

/**
 * The page's side of the library worker. `ready` resolves once the database exists in today's version. The worker starts
 * at once, so that its code is there by then.
 */
export function createLibraryClient(
  databaseName: string,
  ready: Promise<unknown>,
  startWorker: () => Worker = startLibraryWorker,
): LibraryClient {
  const channels = new Map<string, Channel>()
  const asked = new Map<number, Channel>()
  const statsAsked = new Map<
    number,
    { resolve: (stats: LibraryStats) => void; reject: (error: Error) => void }
  >()
  const changeListeners = new Set<() => void>()
  const saveListeners = new Set<() => void>()
  let nextId = 1
  let failure: Error | null = null

  const worker = tryToStart()
  ready.then(() => post({ kind: 'open', databaseName }), fail)

  function tryToStart(): Worker | null {
    try {
      const started = startWorker()
      started.onerror = (event) =>
        fail(new StorageError('library-unavailable', event.message || 'The library worker did not start'))
      started.onmessageerror = () =>
        fail(new StorageError('library-unavailable', 'The library worker sent what can’t be read'))
      started.onmessage = ({ data }: MessageEvent<LibraryResponse>) => receive(data)
      return started
    } catch (error) {
      fail(new StorageError('library-unavailable', 'This browser does not start workers', error))
      return null
    }
  }

  function post(request: LibraryRequest) {
    if (failure === null) worker?.postMessage(request)
  }

  function receive(response: LibraryResponse) {
    switch (response.kind) {
      case 'changed':
        for (const listener of changeListeners) listener()
        return
      case 'saved':
        for (const listener of saveListeners) listener()
        return
      case 'broken':
        return fail(new StorageError('library-unavailable', response.message))
      case 'stats':
        statsAsked.get(response.id)?.resolve(response.stats)
        statsAsked.delete(response.id)
        return
      case 'page':
        return settle(response.id, (question) => question.resolve(response.page))
      case 'failed': {
        const error = new StorageError('library-unavailable', response.message)
        statsAsked.get(response.id)?.reject(error)
        statsAsked.delete(response.id)
        return settle(response.id, (question) => question.reject(error))
      }
    }
  }

  function settle(id: number, how: (question: Question) => void) {
    const channel = asked.get(id)
    if (!channel) return
    asked.delete(id)
    const done = channel.asked
    channel.asked = null
    ask(channel)
    if (done) how(done)
  }

  /** Asks what waits, if the worker is free for this channel. The questions before are superseded by now. */
  function ask(channel: Channel) {
    if (channel.asked || !channel.next) return
    const { query, offset, limit } = (channel.asked = channel.next)
    channel.next = null
    const id = nextId++
    asked.set(id, channel)
    post({ kind: 'query', id, query, offset, limit })
  }

  function fail(error: unknown) {
    failure ??= error instanceof Error ? error : new Error(String(error))
    for (const channel of channels.values()) {
      channel.asked?.reject(failure)
      channel.next?.reject(failure)
    }
    for (const { reject } of statsAsked.values()) reject(failure)
    channels.clear()
    asked.clear()
    statsAsked.clear()
  }

  return {
    async query(query, offset, limit, name = 'list') {
      await ready.catch(() => undefined) // `fail` has been told
      if (failure) throw failure
      const channel = channels.get(name) ?? { asked: null, next: null }
      channels.set(name, channel)
      const superseded = new DOMException('A newer query took its place', 'AbortError')
      channel.asked?.reject(superseded)
      channel.next?.reject(superseded)
      return new Promise<LibraryPage>((resolve, reject) => {
        channel.next = { query, offset, limit, resolve, reject }
        ask(channel)
      })
    },
    subscribe: (onChange) => listen(changeListeners, onChange),
    onSaved: (callback) => listen(saveListeners, callback),
    async stats() {
      await ready.catch(() => undefined) // as above
      if (failure) throw failure
      const id = nextId++
      const answer = new Promise<LibraryStats>((resolve, reject) => statsAsked.set(id, { resolve, reject }))
      post({ kind: 'stats', id })
      return answer
    },
    dispose() {
      worker?.terminate()
      fail(new DOMException('The library was closed', 'AbortError'))
    },
  }
}

function listen(listeners: Set<() => void>, callback: () => void): () => void {
  listeners.add(callback)
  return () => listeners.delete(callback)
}
