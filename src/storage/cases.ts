import type { ClinicalCase } from '../domain/case'
import type { CaseId } from '../domain/ids'
import { logCaseChange } from './change-log'
import type { BinnedCase, RoundsDatabase } from './database'
import type { CaseRepository } from './repositories'

/** Rows a transaction takes at a time, so that a long import never holds the page for long. */
const CHUNK = 500

/** Cases over Dexie. `onChange` is called after every write that is through. */
export function createCaseRepository(database: RoundsDatabase, onChange: () => void): CaseRepository {
  const { cases, caseRevisions, runs, reviews, bin, caseLog } = database

  async function getRevision(id: CaseId, revision: number): Promise<ClinicalCase | null> {
    const current = await cases.get(id)
    if (current?.revision === revision) return current
    return (await caseRevisions.get([id, revision])) ?? null
  }

  async function collect(id: CaseId, removedAt: number): Promise<BinnedCase | null> {
    const subject = await cases.get(id)
    if (!subject) return null
    return {
      id,
      removedAt,
      subject,
      revisions: await caseRevisions.where('id').equals(id).toArray(),
      runs: await runs.where('caseId').equals(id).toArray(),
      reviews: await reviews.where('caseId').equals(id).toArray(),
    }
  }

  return {
    getRevision,
    get: async (id) => (await cases.get(id)) ?? null,
    getMany: async (ids) => (await cases.bulkGet([...ids])).flatMap((found) => (found ? [found] : [])),
    allIds: async () => (await cases.toCollection().primaryKeys()) as CaseId[], // keys of this table are case ids
    count: () => cases.count(),

    async add(added) {
      await database.transaction('rw', cases, caseLog, async () => {
        for (let start = 0; start < added.length; start += CHUNK) {
          const chunk = added.slice(start, start + CHUNK)
          await cases.bulkAdd(chunk)
          await logCaseChange(
            database,
            chunk.map(({ id }) => id),
          )
        }
      })
      onChange()
    },

    async revise(next) {
      await database.transaction('rw', cases, caseRevisions, caseLog, async () => {
        const current = await cases.get(next.id)
        if (!current) throw new Error(`There is no case ${next.id} to revise`)
        if (next.revision <= current.revision)
          throw new Error(`Revision ${next.revision} is not newer than ${current.revision}`)
        await caseRevisions.put(current)
        await cases.put(next)
        await logCaseChange(database, [next.id])
      })
      onChange()
    },

    async remove(ids, at) {
      await database.transaction('rw', [cases, caseRevisions, runs, reviews, bin, caseLog], async () => {
        for (const id of ids) {
          const binned = await collect(id, at)
          if (!binned) continue
          await bin.put(binned)
          await cases.delete(id)
          await caseRevisions.where('id').equals(id).delete()
          await runs.where('caseId').equals(id).delete()
          await reviews.where('caseId').equals(id).delete()
        }
        await logCaseChange(database, ids)
      })
      onChange()
      return { caseIds: ids, removedAt: at }
    },

    async restore({ caseIds }) {
      await database.transaction('rw', [cases, caseRevisions, runs, reviews, bin, caseLog], async () => {
        for (const id of caseIds) {
          const binned = await bin.get(id)
          if (!binned) continue
          await cases.put(binned.subject)
          await caseRevisions.bulkPut([...binned.revisions])
          await runs.bulkPut([...binned.runs])
          await reviews.bulkPut([...binned.reviews])
          await bin.delete(id)
        }
        await logCaseChange(database, caseIds)
      })
      onChange()
    },
  }
}

/** Empties the bin of what was removed before `before`. */
export async function purgeBin(database: RoundsDatabase, before: number): Promise<number> {
  return database.bin.where('removedAt').below(before).delete()
}
