/**
 * Storage: the only room that knows IndexedDB.
 *
 * A *repository* reads by key and writes one transaction at a time. The *library index* answers list, filter, count and
 * search from a worker's memory. The *review writer* queues what a reviewer does until it is durable.
 */
import {
  type TransferPlan,
  type TransferRecords,
  applyTransfer,
  planTransfer,
  readForTransfer,
} from './bundle-store'
import { createCaseRepository, purgeBin } from './cases'
import { createChangeSignal } from './change-log'
import { DATABASE_NAME, createDatabase } from './database'
import { createLibraryClient } from './library-client'
import type { LibraryIndex } from './library-query'
import type { CaseRepository, ReviewRepository, RunRepository, SettingsRepository } from './repositories'
import { createReviewRepository } from './reviews'
import { createRunRepository } from './runs'
import { createSettingsRepository } from './settings'

export type {
  CaseRepository,
  RemovedCases,
  ReviewRepository,
  RunEnding,
  RunRepository,
  SettingsRepository,
} from './repositories'
export { LIBRARY_SORTS } from './library-query'
export type { LibraryIndex, LibraryPage, LibraryQuery, LibraryRow, LibrarySort } from './library-query'
export { createReviewWriter } from './review-writer'
export type { ReviewWriter, SaveState, WriteFailure } from './review-writer'
export { holdRun, isRunAlive } from './run-liveness'
export { askToPersist, readSpace } from './space'
export type { PersistAnswer, StorageSpace } from './space'
export { live } from './live'
export type { TransferPlan, TransferRecords } from './bundle-store'

export interface Storage {
  readonly cases: CaseRepository
  readonly runs: RunRepository
  readonly reviews: ReviewRepository
  readonly settings: SettingsRepository
  readonly library: LibraryIndex
  readForTransfer(ids: readonly string[] | null): Promise<TransferRecords>
  planTransfer(records: TransferRecords): Promise<TransferPlan>
  applyTransfer(records: TransferRecords): Promise<void>
  /** Forgets for good what was removed before a moment. */
  purgeBin(before: number): Promise<number>
  /** Opens the database; rejects when the browser won't. Everything else opens it by itself on first use. */
  open(): Promise<void>
  close(): void
}

/** Builds storage over the database of that name. */
export function createStorage(name: string = DATABASE_NAME): Storage {
  const database = createDatabase(name)
  const signal = createChangeSignal(name)
  const ready = Promise.resolve(database.open())
  // Whoever reads or writes hears of a failed opening; this keeps it from counting as unhandled as well.
  ready.catch(() => undefined)
  const library = createLibraryClient(name, ready)
  return {
    cases: createCaseRepository(database, signal.send),
    runs: createRunRepository(database),
    reviews: createReviewRepository(database, signal.send),
    settings: createSettingsRepository(database),
    library,
    readForTransfer: (ids) => readForTransfer(database, ids),
    planTransfer: (records) => planTransfer(database, records),
    applyTransfer: (records) => applyTransfer(database, records, signal.send),
    purgeBin: (before) => purgeBin(database, before),
    open: async () => {
      await ready
    },
    close() {
      library.dispose()
      signal.close()
      database.close()
    },
  }
}
