import Dexie, { type EntityTable, type Table } from 'dexie'
import type { Adjudication } from '../domain/adjudication/adjudication'
import type { ClinicalCase } from '../domain/case'
import type { Review } from '../domain/review'
import type { Project } from '../domain/project'
import type { Rubric } from '../domain/rubric'
import type { Run } from '../domain/run'
import type { Exclusion } from '../domain/exclusion'
import type { LocalChange } from '../knowledge/local/local-change'
import type { KnownCase } from '../formats/dataset/case-identity'
import type { ProjectAuditEntry } from './adjudications'
import type { KnownCells } from './review-merges'
import { addContinuedFromToRun } from './migrations/add-continued-from-to-run'
import { addHistoryToReview } from './migrations/add-history-to-review'

/** A case taken away with all that hung on it, kept whole until the bin is emptied. */
export interface BinnedCase {
  readonly id: string
  readonly removedAt: number
  readonly subject: ClinicalCase
  readonly revisions: readonly ClinicalCase[]
  readonly runs: readonly Run[]
  readonly reviews: readonly Review[]
}

/** What happened to cases, for the library's columns. */
export interface CaseLogRow {
  readonly seq: number
  readonly ids: readonly string[]
  /** `stored`: the case is new or has a newer revision; `graded` and `ungraded`: it has a graded step now, or none. */
  readonly change: CaseChange
}
export type CaseChange = 'stored' | 'removed' | 'graded' | 'ungraded'

/** A stored piece of the library worker's memory. */
export interface SnapshotRow {
  readonly key: string
  readonly payload: unknown
}

export interface SettingRow {
  readonly key: string
  readonly value: unknown
}

/** A knowledge pack that a person dropped in: what it is; its content lies apart, so that lists never load it. */
export interface StoredPack {
  readonly id: string
  readonly kind: 'hpo'
  readonly ontologyVersion: string | null
  readonly annotationVersion: string | null
  readonly files: readonly { readonly name: string; readonly bytes: number }[]
  readonly findings: number
  readonly diseases: number
  readonly annotations: number
  readonly addedAt: number
  readonly isOn: boolean
}

export interface PackBytesRow {
  readonly id: string
  readonly bytes: ArrayBuffer
}

export interface LocalChangeRow {
  readonly key: string
  readonly change: LocalChange
}

/**
 * The tables. A run's steps live inside its record and a reviewer's grades of a run are one record, because the number
 * of records times indexes is what costs; lists and counts come from the library worker, never from indexes.
 */
export type RoundsDatabase = Dexie & {
  /** The current revision of each case. */
  cases: Table<ClinicalCase, string>
  /** The revisions before it. */
  caseRevisions: Table<ClinicalCase, [string, number]>
  runs: Table<Run, string>
  reviews: Table<Review, string>
  bin: Table<BinnedCase, [number, string]>
  settings: Table<SettingRow, string>
  /** Written in the transaction of the change itself, so that log and data can't drift apart. */
  caseLog: EntityTable<CaseLogRow, 'seq'>
  snapshots: Table<SnapshotRow, string>
  /** Of cases that came out of a dataset: by these a second import knows them again. */
  caseIdentities: Table<KnownCase, string>
  /** Cases left out of grading; the case itself stays. */
  exclusions: Table<Exclusion, string>
  packs: Table<StoredPack, string>
  /** One record a pack: thousands of findings and annotations as rows would take minutes. */
  packBytes: Table<PackBytesRow, string>
  /** What a person changed in the knowledge. */
  localChanges: Table<LocalChangeRow, string>
  projects: Table<Project, string>
  /** Every version of every rubric that people made; the built-in ones are in the code. */
  rubrics: Table<Rubric, [string, number]>
  /** Final labels; the trail is only ever added to. */
  adjudications: Table<Adjudication, string>
  auditTrail: Table<ProjectAuditEntry, [string, number]>
  /** Beside reviews that were merged with copies from elsewhere. */
  mergedCells: Table<KnownCells, [string, string]>
}

export const DATABASE_NAME = 'rounds'

/** Tables of version 1. Later versions name only what they change. */
export const VERSION_1_TABLES = {
  cases: 'id',
  caseRevisions: '[id+revision], id',
  runs: 'id, caseId',
  reviews: 'id, &[runId+reviewerId], caseId',
  bin: '[removedAt+id]',
  settings: 'key',
  caseLog: '++seq',
  snapshots: 'key',
} as const

/** The newest version below, in the browser's counting: Dexie multiplies by ten. */
const NATIVE_VERSION = 80

/**
 * IndexedDB as Dexie sees it. Where the stored version is newer, Dexie would open it without naming a version and write
 * old shapes into it; asked for by number, the browser refuses, and a page out of an old cache does no harm.
 */
const refusingNewer = {
  open: (name: string, version?: number) => indexedDB.open(name, version ?? NATIVE_VERSION),
  deleteDatabase: (name: string) => indexedDB.deleteDatabase(name),
  databases: () => indexedDB.databases(),
  cmp: (a: unknown, b: unknown) => indexedDB.cmp(a, b),
}

/** Declares the schema with its migrations. Nothing is opened until the first use. */
export function createDatabase(name: string = DATABASE_NAME): RoundsDatabase {
  // Reviews are written past Dexie, so its cache of query results would show live queries what is no longer true.
  const options = { cache: 'disabled', indexedDB: refusingNewer } as const
  const database = new Dexie(name, options) as RoundsDatabase // the tables are declared right below
  database.version(1).stores(VERSION_1_TABLES)
  database
    .version(2)
    .stores({ runs: 'id, caseId, status' })
    .upgrade(async (transaction) => {
      await transaction.table<Record<string, unknown>>('reviews').toCollection().modify(addHistoryToReview)
      await transaction.table<Record<string, unknown>>('runs').toCollection().modify(addContinuedFromToRun)
    })
  database.version(3).stores({ caseIdentities: 'id', exclusions: 'id' })
  database.version(4).stores({ projects: 'id', rubrics: '[id+version]' })
  // Which reviews a reviewer has finished, and which a second reader is wanted for, are read off keys alone.
  database.version(6).stores({
    reviews: 'id, &[runId+reviewerId], caseId, [reviewerId+finished.at+runId], finished.unsureSteps',
  })
  database.version(7).stores({
    adjudications: 'id, projectId, runId',
    auditTrail: '[projectId+seq]',
    mergedCells: '[runId+reviewerId], isOpen',
  })
  database.version(8).stores({ packs: 'id', packBytes: 'id', localChanges: 'key' })
  return database
}
