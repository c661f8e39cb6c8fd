import type { ClinicalCase } from '../domain/case'
import type { Review } from '../domain/review'
import type { Run } from '../domain/run'
import { logCaseChange } from './change-log'
import type { RoundsDatabase } from './database'
import { isEqualData } from './equal-data'
import { logGradedState } from './reviews'
import { StorageError, toStorageError } from './storage-error'
import { readCaseRow, readReviewRow, readRunRow } from './stored-rows'

/** Plain records as they travel in a bundle: every revision of a case is in `cases`. */
export interface TransferRecords {
  readonly cases: readonly ClinicalCase[]
  readonly runs: readonly Run[]
  readonly reviews: readonly Review[]
}

/**
 * What storing a record would do. `changed`: a case gets one more revision, a review a newer state. `conflicting`: what
 * is here stays, because the same revision or the same run has other words there, or the review here is newer.
 */
export const TRANSFER_FATES = ['added', 'changed', 'identical', 'conflicting'] as const
export type TransferFate = (typeof TRANSFER_FATES)[number]

export interface TransferPlan {
  readonly cases: Readonly<Record<TransferFate, readonly ClinicalCase[]>>
  readonly runs: Readonly<Record<TransferFate, readonly Run[]>>
  readonly reviews: Readonly<Record<TransferFate, readonly Review[]>>
}

/** Reads cases with all that hangs on them; all cases where `ids` is null. Older revisions come before newer ones. */
export async function readForTransfer(
  database: RoundsDatabase,
  ids: readonly string[] | null,
): Promise<TransferRecords> {
  const { cases, caseRevisions, runs, reviews } = database
  return database.transaction('r', [cases, caseRevisions, runs, reviews], async () => {
    const list = ids ? [...ids] : null
    const older = list ? await caseRevisions.where('id').anyOf(list).toArray() : await caseRevisions.toArray()
    const current = list ? await cases.where('id').anyOf(list).toArray() : await cases.toArray()
    return {
      cases: [...older, ...current].map(readCaseRow),
      runs: (list ? await runs.where('caseId').anyOf(list).toArray() : await runs.toArray()).map(readRunRow),
      reviews: (list ? await reviews.where('caseId').anyOf(list).toArray() : await reviews.toArray()).map(
        readReviewRow,
      ),
    }
  })
}

/** Says what storing the records would add and change. Reads only. */
export async function planTransfer(
  database: RoundsDatabase,
  records: TransferRecords,
): Promise<TransferPlan> {
  const { cases, caseRevisions, runs, reviews } = database
  return database.transaction('r', [cases, caseRevisions, runs, reviews], () =>
    decideFates(database, records),
  )
}

/**
 * Stores what the plan would add and change, in one transaction: all of it or nothing. The newest revision of a case
 * becomes its current one.
 * @throws StorageError `plan-outdated` when `shown` is given and the plan is another one by now.
 */
export async function applyTransfer(
  database: RoundsDatabase,
  records: TransferRecords,
  onChange: () => void,
  shown?: TransferPlan,
): Promise<void> {
  const { cases, caseRevisions, runs, reviews, caseLog } = database
  try {
    await database.transaction('rw', [cases, caseRevisions, runs, reviews, caseLog], async () => {
      const plan = await decideFates(database, records)
      if (shown && !isSamePlan(plan, shown))
        throw new StorageError('plan-outdated', 'The library has changed since the plan was made')
      const stored = [...plan.cases.added, ...plan.cases.changed]
      await storeRevisions(database, stored)
      await runs.bulkPut([...plan.runs.added, ...plan.runs.changed])
      await storeReviews(database, plan.reviews)
      await logCaseChange(database, 'stored', [...new Set(stored.map(({ id }) => id))])
      await logGradedState(
        database,
        [...plan.reviews.added, ...plan.reviews.changed].map(({ caseId }) => caseId),
      )
    })
  } catch (error) {
    throw toStorageError(error)
  }
  onChange()
}

async function decideFates(database: RoundsDatabase, records: TransferRecords): Promise<TransferPlan> {
  const { cases, caseRevisions, runs, reviews } = database
  const current = new Map(
    (await cases.bulkGet(records.cases.map(({ id }) => id))).flatMap((row) => (row ? [[row.id, row]] : [])),
  )
  const older = await caseRevisions.bulkGet(
    records.cases.map(({ id, revision }): [string, number] => [id, revision]),
  )
  const storedRuns = await runs.bulkGet(records.runs.map(({ id }) => id))
  const keyOf = ({ runId, reviewerId }: Review): [string, string] => [runId, reviewerId]
  const known = await reviews.where('[runId+reviewerId]').anyOf(records.reviews.map(keyOf)).toArray()
  const storedReviews = new Map(known.map((review) => [keyOf(review).join(' '), review]))
  return {
    cases: groupByFate(records.cases, (record, index) => {
      const newest = current.get(record.id)
      if (!newest) return 'added'
      const stored = newest.revision === record.revision ? newest : older[index]
      return stored ? fateOfSame(stored, record) : 'changed'
    }),
    runs: groupByFate(records.runs, (record, index) => {
      const stored = storedRuns[index]
      return stored ? fateOfSame(stored, record) : 'added'
    }),
    reviews: groupByFate(records.reviews, (record) => {
      const stored = storedReviews.get(keyOf(record).join(' '))
      if (!stored) return 'added'
      return record.updatedAt > stored.updatedAt ? 'changed' : fateOfSame(stored, record)
    }),
  }
}

function fateOfSame(stored: unknown, record: unknown): TransferFate {
  return isEqualData(stored, record) ? 'identical' : 'conflicting'
}

function groupByFate<T>(
  records: readonly T[],
  fateOf: (record: T, index: number) => TransferFate,
): Record<TransferFate, T[]> {
  const grouped: Record<TransferFate, T[]> = { added: [], changed: [], identical: [], conflicting: [] }
  for (const [index, record] of records.entries()) grouped[fateOf(record, index)].push(record)
  return grouped
}

async function storeRevisions(
  { cases, caseRevisions }: RoundsDatabase,
  records: readonly ClinicalCase[],
): Promise<void> {
  const byId = Map.groupBy(records, ({ id }) => id)
  const before = await cases.bulkGet([...byId.keys()])
  const newest: ClinicalCase[] = []
  const older: ClinicalCase[] = []
  for (const [index, incoming] of [...byId.values()].entries()) {
    const stored = before[index]
    const ascending = [...incoming, ...(stored ? [stored] : [])].sort((a, b) => a.revision - b.revision)
    newest.push(...ascending.slice(-1))
    older.push(...ascending.slice(0, -1))
  }
  await caseRevisions.bulkPut(older)
  await cases.bulkPut(newest)
}

async function storeReviews(
  { reviews }: RoundsDatabase,
  { added, changed }: TransferPlan['reviews'],
): Promise<void> {
  // A review made on another machine has another id for the same run and reviewer: one record of them stays.
  await reviews
    .where('[runId+reviewerId]')
    .anyOf(changed.map(({ runId, reviewerId }) => [runId, reviewerId]))
    .delete()
  await reviews.bulkPut([...added, ...changed])
}

function isSamePlan(a: TransferPlan, b: TransferPlan): boolean {
  return TRANSFER_FATES.every((fate) =>
    (['cases', 'runs', 'reviews'] as const).every((kind) =>
      isEqualData(
        a[kind][fate].map(({ id }) => id),
        b[kind][fate].map(({ id }) => id),
      ),
    ),
  )
}
