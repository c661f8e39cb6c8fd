import Dexie, { type EntityTable, type Table } from 'dexie'
import type { ClinicalCase } from '../domain/case'
import type { Review } from '../domain/review'
import type { Run } from '../domain/run'
import { addHistoryToReview } from './migrations/add-history-to-review'

/** Everything taken away with a case, kept whole until the bin is emptied. */
export interface BinnedCase {
  readonly id: string
  readonly removedAt: number
  readonly subject: ClinicalCase
  readonly revisions: readonly ClinicalCase[]
  readonly runs: readonly Run[]
  readonly reviews: readonly Review[]
}

/** One line of the change log that keeps the library's columns current without a scan. */
export interface CaseLogRow {
  readonly seq: number
  readonly ids: readonly string[]
}

/** A stored piece of the library worker's memory. */
export interface SnapshotRow {
  readonly key: string
  readonly lastSeq: number
  readonly payload: unknown
}

export interface SettingRow {
  readonly key: string
  readonly value: unknown
}

/**
 * The tables. A run's steps live inside its record and a reviewer's grades of a run are one record, because the number
 * of records times indexes is what costs; lists and counts come from the library worker, never from indexes.
 */
export type RoundsDatabase = Dexie & {
  cases: Table<ClinicalCase, string>
  caseRevisions: Table<ClinicalCase, [string, number]>
  runs: Table<Run, string>
  reviews: Table<Review, string>
  bin: Table<BinnedCase, string>
  settings: Table<SettingRow, string>
  caseLog: EntityTable<CaseLogRow, 'seq'>
  snapshots: Table<SnapshotRow, string>
}

export const DATABASE_NAME = 'rounds'

/** Declares the schema with its migrations. Nothing is opened until the first use. */
export function createDatabase(name: string = DATABASE_NAME): RoundsDatabase {
  // Grades are written around Dexie, so its cache of results would go stale; reads by key need none.
  const database = new Dexie(name, { cache: 'disabled' }) as RoundsDatabase // the tables are declared right below
  database.version(1).stores({
    cases: 'id',
    caseRevisions: '[id+revision], id',
    runs: 'id, caseId',
    reviews: 'id, &[runId+reviewerId], caseId',
    bin: 'id, removedAt',
    settings: 'key',
    caseLog: '++seq',
    snapshots: 'key',
  })
  database
    .version(2)
    .stores({ reviews: 'id, &[runId+reviewerId], caseId, runId' })
    .upgrade((transaction) =>
      transaction
        .table('reviews')
        .toCollection()
        .modify((row: Record<string, unknown>) => addHistoryToReview(row)),
    )
  return database
}
