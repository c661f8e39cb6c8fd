import Dexie, { RangeSet } from 'dexie'
import { type Review, applyReviewAction } from '../domain/review'
import type { RoundsDatabase } from './database'
import { hasGrade } from './has-grade'
import type { ReviewRepository } from './repositories'

/**
 * Reviews. Reading goes through Dexie; a grade is written by one strict transaction on the raw database, because
 * the single write with live queries is where Dexie's price lies.
 */
export function createReviewRepository(
  database: RoundsDatabase,
  onGradedChange: () => void,
): ReviewRepository {
  const { reviews } = database

  return {
    get: async (id) => (await reviews.get(id)) ?? null,
    find: async (runId, reviewerId) =>
      (await reviews.where('[runId+reviewerId]').equals([runId, reviewerId]).first()) ?? null,
    ofCase: (caseId) => reviews.where('caseId').equals(caseId).toArray(),
    put: async (added) => {
      await reviews.bulkPut([...added])
    },
    async apply(initial, actions) {
      if (!database.isOpen()) await database.open()
      let didGradedChange = false
      const stored = await writeStrictly(database, initial, (current) => {
        const base = current ?? initial
        const next = actions.reduce((review, { action, at }) => applyReviewAction(review, action, at), base)
        didGradedChange = (current !== null && hasGrade(current)) !== hasGrade(next)
        return { next, isLogged: didGradedChange }
      })
      signalReviewChange(database, stored)
      if (didGradedChange) onGradedChange()
      return stored
    },
  }
}

type Decide = (current: Review | null) => { next: Review; isLogged: boolean }

/**
 * Read-modify-write of one review in one strict transaction: durable once it resolves, and two tabs never lose each
 * other's grades. Where another tab stored this reviewer's review of the run first, that record is the one changed.
 */
function writeStrictly(database: RoundsDatabase, initial: Review, decide: Decide): Promise<Review> {
  const raw = database.backendDB()
  return new Promise((resolve, reject) => {
    const transaction = raw.transaction(['reviews', 'caseLog'], 'readwrite', { durability: 'strict' })
    const store = transaction.objectStore('reviews')
    let result: Review | null = null
    transaction.oncomplete = () =>
      result ? resolve(result) : reject(new Error('The review was not written'))
    transaction.onabort = () => reject(transaction.error ?? new Error('The transaction was aborted'))
    const found = store.index('[runId+reviewerId]').get([initial.runId, initial.reviewerId])
    found.onsuccess = () => {
      const { next, isLogged } = decide((found.result as Review | undefined) ?? null)
      result = next
      store.put(next)
      if (isLogged) transaction.objectStore('caseLog').add({ ids: [next.caseId] })
      transaction.commit()
    }
  })
}

/** Lets live queries of this and other tabs know of a write that Dexie did not make. */
function signalReviewChange(database: RoundsDatabase, review: Review): void {
  const prefix = `idb://${database.name}/reviews`
  const keys = (key: unknown) => new RangeSet(key as string)
  Dexie.on('storagemutated').fire({
    [`${prefix}/`]: keys(review.id),
    [`${prefix}/caseId`]: keys(review.caseId),
    [`${prefix}/runId`]: keys(review.runId),
    [`${prefix}/[runId+reviewerId]`]: keys([review.runId, review.reviewerId]),
  })
}
