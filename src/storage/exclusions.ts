import type { CaseId } from '../domain/ids'
import type { Exclusion } from '../domain/exclusion'
import type { RoundsDatabase } from './database'
import { toStorageError } from './storage-error'

/** Which cases are left out of grading. */
export interface ExclusionRepository {
  all(): Promise<Exclusion[]>
  /** A case that is left out already keeps its first reason. @throws StorageError */
  exclude(exclusions: readonly Exclusion[]): Promise<void>
  /** @throws StorageError */
  include(ids: readonly CaseId[]): Promise<void>
}

export function createExclusionRepository({ exclusions }: RoundsDatabase): ExclusionRepository {
  return {
    all: () => exclusions.toArray(),
    async exclude(added) {
      try {
        const there = await exclusions.bulkGet(added.map(({ id }) => id))
        await exclusions.bulkPut(added.filter((_, index) => there[index] === undefined))
      } catch (error) {
        throw toStorageError(error)
      }
    },
    async include(ids) {
      try {
        await exclusions.bulkDelete([...ids])
      } catch (error) {
        throw toStorageError(error)
      }
    },
  }
}
