import { type Storage, createStorage } from '..'

const opened = new Set<Storage>()
const names = new Set<string>()

/** A database name no other test uses. */
export function newName(): string {
  const name = `test-${crypto.randomUUID()}`
  names.add(name)
  return name
}

/** Storage over a new database, or one more connection to a database of that name. */
export function openStorage(name: string = newName()): Storage {
  const storage = createStorage(name)
  opened.add(storage)
  return storage
}

/** For `afterEach`: closes what was opened and deletes the databases. */
export async function dropStorages(): Promise<void> {
  for (const storage of opened) storage.close()
  opened.clear()
  await Promise.all([...names].map(remove))
  names.clear()
}

/** Waits for connections that are still closing, such as a worker's. */
function remove(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error ?? new Error('The database was not deleted'))
  })
}

/** Resolves with the next thing that a `subscribe` calls back for. */
export function nextCall(subscribe: (callback: () => void) => () => void): Promise<void> {
  return new Promise((resolve) => {
    const stop = subscribe(() => {
      stop()
      resolve()
    })
  })
}
