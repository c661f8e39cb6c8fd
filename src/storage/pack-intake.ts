import { createDatabase, DATABASE_NAME, type StoredPack } from './database'
import { createPackRepository } from './packs'

/** The way in for a worker that has read a pack. */
export interface PackIntake {
  add(pack: StoredPack, bytes: ArrayBuffer): Promise<void>
  close(): void
}

/** Opens the database from a worker. */
export function openPackIntake(name: string = DATABASE_NAME): PackIntake {
  const database = createDatabase(name)
  const { add } = createPackRepository(database)
  return { add, close: () => database.close() }
}
