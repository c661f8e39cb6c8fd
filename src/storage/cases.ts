import type { Table } from 'dexie'
import type { CaseId } from '../domain/ids'
import { logCaseChange } from './change-log'
import type { BinnedCase, RoundsDatabase } from './database'
import { hasGrade } from './has-grade'
import type { CaseRepository } from './repositories'
import { StorageError, toStorageError } from './storage-error'
import { readCaseRow } from './stored-rows'

/** Rows a request takes at a time, so that a long import never holds the page for long. */
const CHUNK = 250

/** Cases over Dexie. `onChange` is called after every write that is through. */
export function createCaseRepository(database: RoundsDatabase, onChange: () => void): CaseRepository {
  const { cases, caseRevisions, runs, reviews, bin, caseLog } = database

  /** One transaction: all of it or nothing, and no word to anybody before it is through. */
  async function write(tables: readonly Table[], body: () => Promise<void>): Promise<void> {
    try {
      await database.transaction('rw', [...tables], body)
    } catch (error) {
      throw toStorageError(error)
    }
    onChange()
  }

  return {
    async get(id) {
      const row = await cases.get(id)
      return row ? readCaseRow(row) : null
    },

    async getRevision(id, revision) {
      const current = await cases.get(id)
      const row = current?.revision === revision ? current : await caseRevisions.get([id, revision])
      return row ? readCaseRow(row) : null
    },

    getMany: async (ids) => (await cases.bulkGet([...ids])).flatMap((row) => (row ? [readCaseRow(row)] : [])),
    allIds: async () => (await cases.toCollection().primaryKeys()) as CaseId[], // keys of this table are case ids
    count: () => cases.count(),

    add: (added) =>
      write([cases, caseLog], async () => {
        for (const chunk of inChunks(added)) {
          const ids = chunk.map(({ id }) => id)
          const known = (await cases.bulkGet(ids)).find((row) => row !== undefined)
          if (known) throw new StorageError('case-exists', `There is a case ${known.id} already`)
          await cases.bulkAdd(chunk)
          await logCaseChange(database, 'stored', ids)
        }
      }),

    revise: (next) =>
      write([cases, caseRevisions, caseLog], async () => {
        const current = await cases.get(next.id)
        if (!current) throw new StorageError('case-missing', `There is no case ${next.id} to revise`)
        if (next.revision !== current.revision + 1) {
          throw new StorageError(
            'revision-conflict',
            `Revision ${next.revision} does not follow the stored ${current.revision}`,
          )
        }
        await caseRevisions.put(current)
        await cases.put(next)
        await logCaseChange(database, 'stored', [next.id])
      }),

    async remove(ids, at) {
      await write([cases, caseRevisions, runs, reviews, bin, caseLog], async () => {
        for (const chunk of inChunks(ids)) {
          await bin.bulkPut(await collectForBin(database, chunk, at))
          await cases.bulkDelete(chunk)
          await caseRevisions.where('id').anyOf(chunk).delete()
          await runs.where('caseId').anyOf(chunk).delete()
          await reviews.where('caseId').anyOf(chunk).delete()
          await logCaseChange(database, 'removed', chunk)
        }
      })
      return { caseIds: ids, removedAt: at }
    },

    restore: ({ caseIds, removedAt }) =>
      write([cases, caseRevisions, runs, reviews, bin, caseLog], async () => {
        for (const chunk of inChunks(caseIds)) {
          const keys = chunk.map((id): [number, string] => [removedAt, id])
          const binned = (await bin.bulkGet(keys)).flatMap((row) => (row ? [row] : []))
          const ids = binned.map(({ id }) => id)
          const known = (await cases.bulkGet(ids)).find((row) => row !== undefined)
          if (known) throw new StorageError('case-exists', `There is a case ${known.id} again`)
          await cases.bulkAdd(binned.map(({ subject }) => subject))
          await caseRevisions.bulkPut(binned.flatMap(({ revisions }) => revisions))
          await runs.bulkPut(binned.flatMap((row) => row.runs))
          await restoreReviews(database, binned)
          await bin.bulkDelete(keys)
          await logCaseChange(database, 'stored', ids)
          const stored = await reviews.where('caseId').anyOf(ids).toArray()
          await logCaseChange(database, 'graded', [
            ...new Set(stored.filter(hasGrade).map(({ caseId }) => caseId)),
          ])
        }
      }),
  }
}

async function collectForBin(
  database: RoundsDatabase,
  ids: readonly CaseId[],
  removedAt: number,
): Promise<BinnedCase[]> {
  const { cases, caseRevisions, runs, reviews } = database
  const subjects = (await cases.bulkGet([...ids])).flatMap((row) => (row ? [row] : []))
  const revisionsOf = Map.groupBy(await caseRevisions.where('id').anyOf(ids).toArray(), ({ id }) => id)
  const runsOf = Map.groupBy(await runs.where('caseId').anyOf(ids).toArray(), ({ caseId }) => caseId)
  const reviewsOf = Map.groupBy(await reviews.where('caseId').anyOf(ids).toArray(), ({ caseId }) => caseId)
  return subjects.map((subject) => ({
    id: subject.id,
    removedAt,
    subject,
    revisions: revisionsOf.get(subject.id) ?? [],
    runs: runsOf.get(subject.id) ?? [],
    reviews: reviewsOf.get(subject.id) ?? [],
  }))
}

/** A tab that went on grading while another removed the case has stored a newer review: that one stays. */
async function restoreReviews({ reviews }: RoundsDatabase, binned: readonly BinnedCase[]): Promise<void> {
  const stored = await reviews
    .where('caseId')
    .anyOf(binned.map(({ id }) => id))
    .toArray()
  const keyOf = ({ runId, reviewerId }: { runId: string; reviewerId: string }) => `${runId} ${reviewerId}`
  const since = new Set(stored.map(keyOf))
  await reviews.bulkAdd(binned.flatMap((row) => row.reviews.filter((review) => !since.has(keyOf(review)))))
}

function inChunks<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / CHUNK) }, (_, index) =>
    list.slice(index * CHUNK, (index + 1) * CHUNK),
  )
}

/** Forgets for good what was removed before a moment. Returns how many cases that were. */
export async function purgeBin({ bin }: RoundsDatabase, before: number): Promise<number> {
  // A shorter key sorts before every longer one that begins with it.
  return bin.where('[removedAt+id]').below([before]).delete()
}
