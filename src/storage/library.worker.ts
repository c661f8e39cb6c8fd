import { libraryChannelName } from './change-log'
import { LibraryMemory } from './library-memory'
import type { LibraryRequest, LibraryResponse } from './library-protocol'
import { type LibraryStore, openLibraryStore } from './library-store'

declare const self: DedicatedWorkerGlobalScope

/** Rows a reload would have to read beyond the snapshot from which on it is written anew. */
const WORTH_SAVING = 24

/** How long nothing must have changed before that: writing is work for idle moments. */
const QUIET_MS = 1000

/** After an import there is no waiting: were the tab closed before, the next start would take seconds. */
const URGENT = 1000

interface OpenLibrary {
  readonly store: LibraryStore
  readonly memory: LibraryMemory
}

let library: Promise<OpenLibrary> | null = null
let saveTimer: ReturnType<typeof setTimeout> | undefined
let snapshotsWritten = 0

const send = (response: LibraryResponse) => self.postMessage(response)
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
const breakDown = (error: unknown) => send({ kind: 'broken', message: messageOf(error) })

async function open(databaseName: string): Promise<OpenLibrary> {
  const store = await openLibraryStore(databaseName)
  // Listening starts first, so that no change falls between the reading of the log and the first word of one.
  const channel = new BroadcastChannel(libraryChannelName(databaseName))
  let catchingUp: Promise<unknown> = Promise.resolve()
  const loading = LibraryMemory.load(store)
  channel.onmessage = () => {
    catchingUp = catchingUp
      .then(() => loading)
      .then(async (memory) => {
        if (!(await memory.catchUp())) return
        send({ kind: 'changed' })
        scheduleSave(databaseName, memory)
      })
      .catch(breakDown)
  }
  const memory = await loading
  scheduleSave(databaseName, memory)
  return { store, memory }
}

function scheduleSave(databaseName: string, memory: LibraryMemory) {
  clearTimeout(saveTimer)
  if (memory.unsavedRows < WORTH_SAVING) return
  const save = async (lock: Lock | null) => {
    // One tab writes at a time; a tab that finds another at it has nothing to add.
    if (!lock) return
    if (await memory.save()) snapshotsWritten++
    send({ kind: 'saved' })
  }
  const write = () => {
    // A snapshot that can't be written (no space left) makes the next start slower, nothing else: the log keeps what it lacks.
    navigator.locks
      .request(`rounds-library-snapshot:${databaseName}`, { ifAvailable: true }, save)
      .catch((error: unknown) => console.warn('The library snapshot was not written:', messageOf(error)))
  }
  saveTimer = setTimeout(write, memory.unsavedRows >= URGENT ? 0 : QUIET_MS)
}

self.onmessage = async ({ data }: MessageEvent<LibraryRequest>) => {
  if (data.kind === 'open') {
    library = open(data.databaseName)
    library.catch(breakDown)
    return
  }
  try {
    if (!library) throw new Error('The library worker was asked before it was opened')
    const { store, memory } = await library
    if (data.kind === 'stats') {
      send({ kind: 'stats', id: data.id, stats: { rowsRead: store.rowsRead(), snapshotsWritten } })
    } else {
      send({ kind: 'page', id: data.id, page: await memory.query(data.query, data.offset, data.limit) })
    }
  } catch (error) {
    send({ kind: 'failed', id: data.id, message: messageOf(error) })
  }
}
