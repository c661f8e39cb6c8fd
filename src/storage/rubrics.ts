import Dexie from 'dexie'
import type { Rubric } from '../domain/rubric'
import type { RoundsDatabase } from './database'
import { isEqualData } from './equal-data'
import { StorageError, toStorageError } from './storage-error'
import { readRubricRow } from './stored-rows'

/**
 * Every version of every rubric in use. A stored version never changes, so that a grade always means what it meant: a
 * change is stored as the next version.
 */
export interface RubricRepository {
  /** Every version of every rubric. */
  all(): Promise<Rubric[]>
  get(id: string, version: number): Promise<Rubric | null>
  /** Oldest first. */
  versions(id: string): Promise<Rubric[]>
  /** Stores a version; the same one again is no matter. @throws StorageError `rubric-frozen` where it is there with another meaning. */
  add(rubric: Rubric): Promise<void>
}

export function createRubricRepository(database: RoundsDatabase): RubricRepository {
  const { rubrics } = database
  return {
    all: async () => (await rubrics.toArray()).map(readRubricRow),
    async get(id, version) {
      const row = await rubrics.get([id, version])
      return row ? readRubricRow(row) : null
    },
    versions: async (id) =>
      (await rubrics.where('[id+version]').between([id, Dexie.minKey], [id, Dexie.maxKey]).toArray()).map(
        readRubricRow,
      ),
    async add(rubric) {
      try {
        await database.transaction('rw', rubrics, async () => {
          const stored = await rubrics.get([rubric.id, rubric.version])
          if (stored && !isEqualData(stored, rubric))
            throw new StorageError(
              'rubric-frozen',
              `Version ${rubric.version} of the rubric ${rubric.id} is stored with another meaning`,
            )
          if (!stored) await rubrics.add(rubric)
        })
      } catch (error) {
        throw toStorageError(error)
      }
    },
  }
}
