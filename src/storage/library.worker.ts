import { libraryChannelName } from './change-log'
import { type LibraryMemory, loadLibraryMemory } from './library-memory'
import type { LibraryRequest, LibraryResponse } from './library-protocol'
import { openLibraryStore } from './library-store'

declare const self: DedicatedWorkerGlobalScope

/** How long nothing must have changed before the snapshot is written: writing it is work for idle moments. */
const QUIET_MS = 2000

const forgotten = new Set<number>()
let memory: Promise<LibraryMemory> | null = null
let databaseName = ''
let saveTimer: ReturnType<typeof setTimeout> | undefined

const send = (response: LibraryResponse) => self.postMessage(response)
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

async function open(name: string): Promise<LibraryMemory> {
  databaseName = name
  const store = await openLibraryStore(name)
  const loaded = await loadLibraryMemory(store)
  await loaded.catchUp()
  const channel = new BroadcastChannel(libraryChannelName(name))
  let catchingUp: Promise<unknown> = Promise.resolve()
  channel.onmessage = () => {
    catchingUp = catchingUp
      .then(() => loaded.catchUp())
      .then((didChange) => {
        if (!didChange) return
        send({ kind: 'changed' })
        scheduleSave(loaded)
      })
      .catch((error: unknown) => send({ kind: 'failed', id: null, message: messageOf(error) }))
  }
  // A write may have fallen between the read of the log and the start of listening.
  channel.onmessage(new MessageEvent('message'))
  scheduleSave(loaded)
  return loaded
}

function scheduleSave(loaded: LibraryMemory) {
  clearTimeout(saveTimer)
  saveTimer = setTimeout(() => {
    // One tab writes at a time; a tab that finds another at it has nothing to add.
    void navigator.locks
      .request(`rounds-library-snapshot:${databaseName}`, { ifAvailable: true }, (lock) =>
        lock ? loaded.saveIfWorthIt() : undefined,
      )
      .catch((error: unknown) => send({ kind: 'failed', id: null, message: messageOf(error) }))
  }, QUIET_MS)
}

self.onmessage = ({ data }: MessageEvent<LibraryRequest>) => {
  if (data.kind === 'open') {
    memory = open(data.databaseName)
    memory.catch((error: unknown) => send({ kind: 'failed', id: null, message: messageOf(error) }))
    return
  }
  if (data.kind === 'forget') {
    forgotten.add(data.id)
    return
  }
  const { id, query, offset, limit } = data
  // A turn of the event loop lets a newer query's 'forget' overtake this one.
  setTimeout(async () => {
    if (forgotten.delete(id)) return
    try {
      if (!memory) throw new Error('The library worker was asked before it was opened')
      const page = await (await memory).query(query, offset, limit)
      if (!forgotten.delete(id)) send({ kind: 'page', id, page })
    } catch (error) {
      send({ kind: 'failed', id, message: messageOf(error) })
    }
  })
}
