import Dexie, { RangeSet } from 'dexie'
import type { Review } from '../domain/review'
import type { CaseChange } from './database'
import { hasGrade } from './has-grade'
import { readReviewRow } from './stored-rows'

/**
 * Read-modify-write of one review in one strict transaction: durable once it resolves, and two tabs never lose each
 * other's grades. Where another tab stored this reviewer's review of the run first, that record is the one changed;
 * else it is `initial`. The case's change of graded state is logged with it.
 */
export function changeReviewStrictly(
  database: IDBDatabase,
  initial: Review,
  change: (review: Review) => Review,
): Promise<{ stored: Review; didGradedChange: boolean }> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(['reviews', 'caseLog'], 'readwrite', { durability: 'strict' })
    const store = transaction.objectStore('reviews')
    let stored = initial
    let didGradedChange = false
    let failure: unknown = null
    /** An exception in a request's handler would reach only the console: it is kept, and nothing is written. */
    const step = (body: () => void) => () => {
      try {
        body()
      } catch (error) {
        failure = error
        transaction.abort()
      }
    }
    const log = (logged: CaseChange) => {
      didGradedChange = true
      transaction.objectStore('caseLog').add({ ids: [stored.caseId], change: logged })
    }
    transaction.oncomplete = () => resolve({ stored, didGradedChange })
    transaction.onabort = () =>
      reject(failure ?? transaction.error ?? new DOMException('The write was aborted', 'AbortError'))

    const found = store.index('[runId+reviewerId]').get([initial.runId, initial.reviewerId])
    found.onsuccess = step(() => {
      const before = found.result ? readReviewRow(found.result as Review) : null
      stored = change(before ?? initial)
      store.put(stored)
      const wasGraded = before !== null && hasGrade(before)
      if (wasGraded === hasGrade(stored)) return transaction.commit()
      if (!wasGraded) {
        log('graded')
        return transaction.commit()
      }
      // This review lost its last grade; the case is still graded where another one has some.
      const others = store.index('caseId').getAll(stored.caseId)
      others.onsuccess = step(() => {
        if (!(others.result as Review[]).some(hasGrade)) log('ungraded')
        transaction.commit()
      })
    })
  })
}

/** Tells live queries of this and other tabs about reviews that were written past Dexie. */
export interface ReviewSignal {
  send(review: Review): void
  /** Sends what is waiting and stops. */
  close(): void
}

/**
 * Whether the review was just finished, or opened again. What it was before is not known here, so all that the
 * reviewer finished counts as changed; for every other grade nothing does.
 */
function isFinishing({ history, historyPosition }: Review): boolean {
  return [history[historyPosition - 1], history[historyPosition]].some(
    (entry) => entry?.change.part === 'finished',
  )
}

/** Changes within one frame are told once: each telling makes every live query on reviews read again. */
const FRAME_MS = 16

export function createReviewSignal(
  databaseName: string,
  schedule: (callback: () => void, ms: number) => void = (callback, ms) => setTimeout(callback, ms),
): ReviewSignal {
  const waiting = new Map<string, Review>()

  function fire() {
    if (waiting.size === 0) return
    const changed = [...waiting.values()]
    waiting.clear()
    const prefix = `idb://${databaseName}/reviews`
    const keys = (keyOf: (review: Review) => string | string[]) => {
      const set = new RangeSet()
      for (const review of changed) set.addKey(keyOf(review))
      return set
    }
    const finishing = changed.filter(isFinishing)
    const finished = new RangeSet()
    for (const { reviewerId } of finishing) finished.add({ from: [reviewerId], to: [reviewerId, []] })
    // The names of the parts are Dexie's: one for primary keys and one for each index. It also tells the other tabs.
    Dexie.on('storagemutated').fire({
      [`${prefix}/`]: keys(({ id }) => id),
      [`${prefix}/:dels`]: keys(({ id }) => id),
      [`${prefix}/caseId`]: keys(({ caseId }) => caseId),
      [`${prefix}/[runId+reviewerId]`]: keys(({ runId, reviewerId }) => [runId, reviewerId]),
      ...(finishing.length > 0 && {
        [`${prefix}/[reviewerId+finished.at+runId]`]: finished,
        [`${prefix}/finished.unsureSteps`]: new RangeSet(0, Number.MAX_SAFE_INTEGER),
      }),
    })
  }

  return {
    send(review) {
      if (waiting.size === 0) schedule(fire, FRAME_MS)
      waiting.set(review.id, review)
    },
    close: fire,
  }
}
