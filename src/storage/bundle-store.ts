import type { ClinicalCase } from '../domain/case'
import type { Review } from '../domain/review'
import type { Run } from '../domain/run'
import { logCaseChange } from './change-log'
import type { RoundsDatabase } from './database'

/** Plain records as they travel in a bundle: every revision of a case is in `cases`. */
export interface TransferRecords {
  readonly cases: readonly ClinicalCase[]
  readonly runs: readonly Run[]
  readonly reviews: readonly Review[]
}

type Fate = 'added' | 'changed' | 'identical'
export interface TransferPlan {
  readonly cases: Readonly<Record<Fate, readonly ClinicalCase[]>>
  readonly runs: Readonly<Record<Fate, readonly Run[]>>
  readonly reviews: Readonly<Record<Fate, readonly Review[]>>
}

/** Reads cases with all that hangs on them; all cases where `ids` is null. */
export async function readForTransfer(
  database: RoundsDatabase,
  ids: readonly string[] | null,
): Promise<TransferRecords> {
  const { cases, caseRevisions, runs, reviews } = database
  return database.transaction('r', [cases, caseRevisions, runs, reviews], async () => {
    const list = ids ? [...ids] : null
    return {
      cases: [
        ...(list ? await caseRevisions.where('id').anyOf(list).toArray() : await caseRevisions.toArray()),
        ...(list ? await cases.where('id').anyOf(list).toArray() : await cases.toArray()),
      ],
      runs: list ? await runs.where('caseId').anyOf(list).toArray() : await runs.toArray(),
      reviews: list ? await reviews.where('caseId').anyOf(list).toArray() : await reviews.toArray(),
    }
  })
}

/** Says what storing the records would add and change. Reads only. */
export async function planTransfer(
  database: RoundsDatabase,
  records: TransferRecords,
): Promise<TransferPlan> {
  const { cases, caseRevisions, runs, reviews } = database
  const storedCase = async (id: string, revision: number) => {
    const current = await cases.get(id)
    return current?.revision === revision ? current : await caseRevisions.get([id, revision])
  }
  return database.transaction('r', [cases, caseRevisions, runs, reviews], async () => ({
    cases: await sortByFate(records.cases, (each) => storedCase(each.id, each.revision)),
    runs: await sortByFate(records.runs, (each) => runs.get(each.id)),
    reviews: await sortByFate(records.reviews, (each) =>
      reviews.where('[runId+reviewerId]').equals([each.runId, each.reviewerId]).first(),
    ),
  }))
}

/** Stores the records in one transaction: all of them or none. The newest revision of a case becomes its current one. */
export async function applyTransfer(
  database: RoundsDatabase,
  records: TransferRecords,
  onChange: () => void,
): Promise<void> {
  const { cases, caseRevisions, runs, reviews, caseLog } = database
  await database.transaction('rw', [cases, caseRevisions, runs, reviews, caseLog], async () => {
    const ids = [...new Set(records.cases.map(({ id }) => id))]
    for (const id of ids) {
      const current = await cases.get(id)
      const incoming = records.cases.filter((each) => each.id === id)
      const all = current ? [current, ...incoming] : incoming
      const newest = all.reduce((a, b) => (b.revision >= a.revision ? b : a))
      await caseRevisions.bulkPut(all.filter((each) => each.revision !== newest.revision))
      await cases.put(newest)
    }
    await runs.bulkPut([...records.runs])
    for (const review of records.reviews) {
      await reviews.where('[runId+reviewerId]').equals([review.runId, review.reviewerId]).delete()
      await reviews.put(review)
    }
    const touched = new Set<string>([...ids, ...records.reviews.map(({ caseId }) => caseId)])
    await logCaseChange(database, [...touched])
  })
  onChange()
}

async function sortByFate<T>(
  records: readonly T[],
  read: (record: T) => Promise<T | undefined>,
): Promise<Record<Fate, T[]>> {
  const sorted: Record<Fate, T[]> = { added: [], changed: [], identical: [] }
  for (const record of records) {
    const stored = await read(record)
    sorted[stored === undefined ? 'added' : isEqual(stored, record) ? 'identical' : 'changed'].push(record)
  }
  return sorted
}

/** Equality of plain data, whatever the order of keys. */
function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))]
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && isEqual(value, right.get(key)))
  )
}
