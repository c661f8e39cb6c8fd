import Dexie from 'dexie'
import type { RunId } from '../domain/ids'
import { type Review, applyReviewAction } from '../domain/review'
import { logCaseChange } from './change-log'
import type { RoundsDatabase } from './database'
import { hasGrade } from './has-grade'
import type { ReviewRepository } from './repositories'
import { type ReviewSignal, changeReviewStrictly } from './review-transaction'
import type { ReviewWorker } from './review-worker'
import { toStorageError } from './storage-error'
import { readReviewRow } from './stored-rows'

const FINISHED_INDEX = '[reviewerId+finished.at+runId]'

/**
 * Reviews. Reading goes through Dexie; a grade is written by one strict transaction on the raw database, in a
 * worker: the single write with live queries is where Dexie's price lies, and a page that draws holds up each of its steps. `signal` lets those live queries know;
 * `onGradedChange` is called when a case got its first grade or lost its last.
 */
export function createReviewRepository(
  database: RoundsDatabase,
  worker: ReviewWorker,
  signal: ReviewSignal,
  onGradedChange: () => void,
): ReviewRepository {
  const { reviews, caseLog } = database

  return {
    async get(id) {
      const row = await reviews.get(id)
      return row ? readReviewRow(row) : null
    },
    async find(runId, reviewerId) {
      worker.warmUp() // who looks for a review is about to grade
      const row = await reviews.where('[runId+reviewerId]').equals([runId, reviewerId]).first()
      return row ? readReviewRow(row) : null
    },
    ofCase: async (caseId) => (await reviews.where('caseId').equals(caseId).toArray()).map(readReviewRow),
    ofRuns: async (runIds) =>
      (
        await reviews
          .where('[runId+reviewerId]')
          .inAnyRange(
            [...new Set(runIds)].sort().map((id) => [
              [id, Dexie.minKey],
              [id, Dexie.maxKey],
            ]),
          )
          .toArray()
      ).map(readReviewRow),
    async finishedBy(reviewerId) {
      const range = [
        [reviewerId, Dexie.minKey, Dexie.minKey],
        [reviewerId, Dexie.maxKey, Dexie.maxKey],
      ] as const
      const keys = await reviews
        .where(FINISHED_INDEX)
        .between(...range)
        .keys()
      // The index is over these three, in this order.
      return new Map((keys as unknown as [string, number, RunId][]).map(([, at, runId]) => [runId, at]))
    },
    wantingSecondReader: async () =>
      (await reviews.where('finished.unsureSteps').above(0).toArray()).map(readReviewRow),

    async apply(initial, actions) {
      try {
        // Also opens the database in today's version, should this be the first thing it is asked for.
        if (!database.isOpen()) await database.open()
        const { stored, didGradedChange } = await worker.change(initial, actions)
        signal.send(stored)
        if (didGradedChange) onGradedChange()
        return stored
      } catch (error) {
        throw toStorageError(error)
      }
    },

    async put(added) {
      try {
        await database.transaction('rw', reviews, caseLog, async () => {
          await reviews.bulkPut([...added])
          await logGradedState(
            database,
            added.map(({ caseId }) => caseId),
          )
        })
      } catch (error) {
        throw toStorageError(error)
      }
      onGradedChange()
    },
  }
}

/** Writes on this thread, by the page's own connection. */
export function writeReviewHere(database: RoundsDatabase): ReviewWorker['change'] {
  return (initial, actions) =>
    withOpenDatabase(database, (raw) =>
      changeReviewStrictly(raw, initial, (review) =>
        actions.reduce((current, { action, at }) => applyReviewAction(current, action, at), review),
      ),
    )
}

/** A connection that the browser closed behind Dexie's back is opened again, once. */
async function withOpenDatabase<T>(
  database: RoundsDatabase,
  work: (raw: IDBDatabase) => Promise<T>,
): Promise<T> {
  if (!database.isOpen()) await database.open()
  try {
    return await work(database.backendDB())
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error
    database.close({ disableAutoOpen: false })
    await database.open()
    return work(database.backendDB())
  }
}

/** Logs, inside the caller's transaction, which of the cases have a grade now and which have none. */
export async function logGradedState(database: RoundsDatabase, caseIds: readonly string[]): Promise<void> {
  const ids = [...new Set(caseIds)]
  const stored = await database.reviews.where('caseId').anyOf(ids).toArray()
  const graded = new Set<string>(
    stored.filter((review: Review) => hasGrade(review)).map(({ caseId }) => caseId),
  )
  await logCaseChange(
    database,
    'graded',
    ids.filter((id) => graded.has(id)),
  )
  await logCaseChange(
    database,
    'ungraded',
    ids.filter((id) => !graded.has(id)),
  )
}
