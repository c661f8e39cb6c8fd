import { type LocalChange, keyOfChange } from '../knowledge/local/local-change'
import type { RoundsDatabase, StoredPack } from './database'
import { toStorageError } from './storage-error'

/** Knowledge packs that were dropped in. At most one is on. */
export interface PackRepository {
  /** The newest first. */
  all(): Promise<StoredPack[]>
  /** Null where there is no such pack. */
  getBytes(id: string): Promise<ArrayBuffer | null>
  /** Stores a pack, or nothing of it; a pack of the same id is replaced. Where it is on, all others are switched off. @throws StorageError */
  add(pack: StoredPack, bytes: ArrayBuffer): Promise<void>
  /** @throws StorageError */
  setOn(id: string, isOn: boolean): Promise<void>
  /** @throws StorageError */
  remove(id: string): Promise<void>
}

/** What a person changed in the knowledge, one record a thing. */
export interface LocalChangeRepository {
  /** In the order of their keys. */
  all(): Promise<LocalChange[]>
  /** @throws StorageError */
  put(changes: readonly LocalChange[]): Promise<void>
  /** @throws StorageError */
  remove(keys: readonly string[]): Promise<void>
}

export function createPackRepository(database: RoundsDatabase): PackRepository {
  const { packs, packBytes } = database
  const write = (body: () => Promise<unknown>) =>
    guard(() => database.transaction('rw', packs, packBytes, body))
  const switchOffAllBut = (id: string) =>
    packs.filter((pack) => pack.isOn && pack.id !== id).modify((pack) => Object.assign(pack, { isOn: false }))
  return {
    all: async () => (await packs.toArray()).sort((a, b) => b.addedAt - a.addedAt),
    getBytes: async (id) => (await packBytes.get(id))?.bytes ?? null,
    add: (pack, bytes) =>
      write(async () => {
        if (pack.isOn) await switchOffAllBut(pack.id)
        await packs.put(pack)
        await packBytes.put({ id: pack.id, bytes })
      }),
    setOn: (id, isOn) =>
      write(async () => {
        if (isOn) await switchOffAllBut(id)
        await packs.update(id, { isOn })
      }),
    remove: (id) =>
      write(async () => {
        await packs.delete(id)
        await packBytes.delete(id)
      }),
  }
}

export function createLocalChangeRepository({ localChanges }: RoundsDatabase): LocalChangeRepository {
  return {
    all: async () => (await localChanges.toArray()).map(({ change }) => change),
    put: (changes) =>
      guard(() => localChanges.bulkPut(changes.map((change) => ({ key: keyOfChange(change), change })))),
    remove: (keys) => guard(() => localChanges.bulkDelete([...keys])),
  }
}

async function guard(body: () => PromiseLike<unknown>): Promise<void> {
  try {
    await body()
  } catch (error) {
    throw toStorageError(error)
  }
}
