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
import { type AdjudicationRepository, createAdjudicationRepository } from './adjudications'
import { createCaseRepository, purgeBin } from './cases'
import { createChangeSignal } from './change-log'
import { DATABASE_NAME, createDatabase } from './database'
import { type ExclusionRepository, createExclusionRepository } from './exclusions'
import { type HealthWatch, watchHealth } from './health'
import { type LocalChangeRepository, type PackRepository, createLocalChangeRepository, createPackRepository } from './packs' // prettier-ignore
import { type LibraryClient, createLibraryClient } from './library-client'
import { type RelationOverrideRepository, createRelationOverrideRepository } from './relation-overrides'
import type { CaseRepository, ReviewRepository, RunRepository, SettingsRepository } from './repositories'
import { type ProjectRepository, createProjectRepository } from './projects'
import { type MergeRepository, createMergeRepository } from './review-merges'
import { createReviewSignal } from './review-transaction'
import { createReviewWorker } from './review-worker'
import { createReviewRepository, writeReviewHere } from './reviews'
import { type RubricRepository, createRubricRepository } from './rubrics'
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
export type { StoredPack } from './database'
export { type PackIntake, openPackIntake } from './pack-intake'
export { type CaseIntake, type IntakeItem, type IntakeRevision, openCaseIntake } from './case-intake'
export { createReviewWriter } from './review-writer'
export type { ReviewWriter, SaveState, WriteFailure } from './review-writer'
export { holdRun, isRunAlive } from './run-liveness'
export { askToPersist, readSpace } from './space'
export type { PersistAnswer, StorageSpace } from './space'
export { live } from './live'
export type { TransferFate, TransferPlan, TransferRecords } from './bundle-store'
export type { AdjudicationRepository, ProjectAuditEntry } from './adjudications'
export { type GradedCase, type GradedReader, openGradedReader } from './graded-cases'
export type { IncomingReview, KnownCells, MergeOutcome, MergeRepository } from './review-merges'
export type { StorageError, StorageErrorCode } from './storage-error'
export type { HealthWatch, StorageHealth } from './health'
export type { LibraryClient } from './library-client'
export type { LibraryStats } from './library-protocol'

export interface Storage {
  readonly cases: CaseRepository
  readonly runs: RunRepository
  readonly reviews: ReviewRepository
  readonly settings: SettingsRepository
  readonly relationOverrides: RelationOverrideRepository
  readonly exclusions: ExclusionRepository
  readonly adjudications: AdjudicationRepository
  readonly merges: MergeRepository
  readonly projects: ProjectRepository
  readonly rubrics: RubricRepository
  readonly packs: PackRepository
  readonly localChanges: LocalChangeRepository
  readonly library: LibraryClient
  /** Whether the database can be used: another tab may hold an older version, or have brought a newer one. */
  readonly health: HealthWatch
  readForTransfer(ids: readonly string[] | null): Promise<TransferRecords>
  planTransfer(records: TransferRecords): Promise<TransferPlan>
  /** Stores what a plan would add and change. With the plan that was shown, refuses when it has become another one. */
  applyTransfer(records: TransferRecords, shown?: TransferPlan): Promise<void>
  /** Forgets for good what was removed before a moment. Returns how many cases. */
  purgeBin(before: number): Promise<number>
  /** Opens the database; rejects when the browser won't. Everything else opens it by itself on first use. */
  open(): Promise<void>
  close(): void
}

/** Builds storage over the database of that name. */
export function createStorage(name: string = DATABASE_NAME): Storage {
  const database = createDatabase(name)
  const changes = createChangeSignal(name)
  const reviewChanges = createReviewSignal(name)
  const reviewWorker = createReviewWorker(name, writeReviewHere(database))
  const ready = Promise.resolve(database.open())
  const health = watchHealth(database, ready)
  const library = createLibraryClient(name, ready)
  return {
    cases: createCaseRepository(database, changes.send),
    runs: createRunRepository(database),
    reviews: createReviewRepository(database, reviewWorker, reviewChanges, changes.send),
    settings: createSettingsRepository(database),
    relationOverrides: createRelationOverrideRepository(database),
    exclusions: createExclusionRepository(database),
    adjudications: createAdjudicationRepository(database),
    merges: createMergeRepository(database, changes.send),
    projects: createProjectRepository(database),
    rubrics: createRubricRepository(database),
    packs: createPackRepository(database),
    localChanges: createLocalChangeRepository(database),
    library,
    health,
    readForTransfer: (ids) => readForTransfer(database, ids),
    planTransfer: (records) => planTransfer(database, records),
    applyTransfer: (records, shown) => applyTransfer(database, records, changes.send, shown),
    purgeBin: (before) => purgeBin(database, before),
    open: async () => {
      await ready
    },
    close() {
      library.dispose()
      reviewWorker.dispose()
      reviewChanges.close()
      changes.close()
      database.close()
    },
  }
}
