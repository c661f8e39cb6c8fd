import type { ReviewerId, RunId } from '../domain/ids'
import { type MergeConflict, mergeReview } from '../domain/merging/merge-reviews'
import { type CellLedger, settleLedger } from '../domain/merging/cell-ledger'
import { type CellKey, type ReviewCells, readReviewCells, toChange } from '../domain/merging/review-cells'
import { type Review, applyReviewAction } from '../domain/review'
import { logGradedState } from './reviews'
import type { RoundsDatabase } from './database'
import { toStorageError } from './storage-error'
import { readReviewRow } from './stored-rows'

/** What is known of one review's cells from merges, and where copies of it still stand against each other. */
export interface KnownCells {
  readonly runId: RunId
  readonly reviewerId: ReviewerId
  readonly cells: ReviewCells
  readonly conflicts: readonly MergeConflict[]
  /** 1 while there are conflicts, else 0: IndexedDB has no index over truth values. */
  readonly isOpen: 0 | 1
}

/** A copy of a review as it came in, with the cells that its file knew. */
export interface IncomingReview {
  readonly review: Review
  readonly cells: ReviewCells
}

/** What became of one incoming review. */
export type MergeOutcome = {
  readonly runId: RunId
  readonly reviewerId: ReviewerId
} & (
  | { readonly kind: 'added' | 'unchanged' }
  | { readonly kind: 'merged'; readonly changed: number; readonly conflicts: number }
  /** Its run is not in this library: nothing is stored. */
  | { readonly kind: 'run-missing' }
)

/** Merging of reviews that were made elsewhere. */
export interface MergeRepository {
  /** What `merge` would make of copies. Nothing is stored. */
  preview(incoming: readonly IncomingReview[], at: number): Promise<MergeOutcome[]>
  /** Merges copies, each in a transaction of its own; merging the same again changes nothing. */
  merge(incoming: readonly IncomingReview[], at: number): Promise<MergeOutcome[]>
  /** What is known of the cells of reviews, to go out with them. */
  cellsOf(reviews: readonly Review[]): Promise<ReviewCells[]>
  /** Reviews whose copies stand against each other. */
  conflicts(): Promise<KnownCells[]>
  /** A person's choice in one conflict. */
  settle(known: KnownCells, key: CellKey, value: unknown, at: number): Promise<void>
}

interface MergePlan {
  readonly outcome: MergeOutcome
  /** Null where the review stays as it is. */
  readonly review: Review | null
  readonly known: KnownCells | null
}

export function createMergeRepository(database: RoundsDatabase, onChange: () => void): MergeRepository {
  const { reviews, runs, mergedCells, caseLog } = database

  const inTransaction = <T>(body: () => Promise<T>): Promise<T> =>
    Promise.resolve(database.transaction('rw', [reviews, runs, mergedCells, caseLog], body))

  /** What becomes of a copy, and what has to be stored for it. */
  async function planOne({ review: theirs, cells }: IncomingReview, at: number): Promise<MergePlan> {
    const { runId, reviewerId } = theirs
    const about = { runId, reviewerId }
    if (!(await runs.get(runId)))
      return { outcome: { ...about, kind: 'run-missing' }, review: null, known: null }
    const row = await reviews.where('[runId+reviewerId]').equals([runId, reviewerId]).first()
    if (!row)
      return {
        outcome: { ...about, kind: 'added' },
        review: theirs,
        known: { ...about, cells, conflicts: [], isOpen: 0 },
      }
    const before = (await mergedCells.get([runId, reviewerId]))?.cells ?? {}
    const merged = mergeReview(readReviewRow(row), before, { ...about, cells }, at)
    const { conflicts, changed } = merged
    const isSame = changed.length === 0 && conflicts.length === 0
    return {
      outcome: isSame
        ? { ...about, kind: 'unchanged' }
        : { ...about, kind: 'merged', changed: changed.length, conflicts: conflicts.length },
      review: changed.length > 0 ? merged.review : null,
      known: { ...about, cells: merged.cells, conflicts, isOpen: conflicts.length > 0 ? 1 : 0 },
    }
  }

  async function mergeOne(incoming: IncomingReview, at: number): Promise<MergeOutcome> {
    const { outcome, review, known } = await planOne(incoming, at)
    if (known) await mergedCells.put(known)
    if (review) {
      await reviews.put(review)
      await logGradedState(database, [review.caseId])
    }
    return outcome
  }

  return {
    async preview(incoming, at) {
      const outcomes: MergeOutcome[] = []
      for (const each of incoming) outcomes.push((await planOne(each, at)).outcome)
      return outcomes
    },
    async merge(incoming, at) {
      const outcomes: MergeOutcome[] = []
      try {
        for (const each of incoming) outcomes.push(await inTransaction(() => mergeOne(each, at)))
      } catch (error) {
        throw toStorageError(error)
      }
      onChange()
      return outcomes
    },
    async cellsOf(some) {
      const known = await mergedCells.bulkGet(some.map(({ runId, reviewerId }) => [runId, reviewerId]))
      return some.map(
        (review, index) =>
          mergeReview(review, known[index]?.cells ?? {}, { ...review, cells: readReviewCells(review) }, 0)
            .cells,
      )
    },
    conflicts: () => mergedCells.where('isOpen').equals(1).toArray(),
    async settle({ runId, reviewerId }, key, value, at) {
      try {
        await inTransaction(async () => {
          const [row, known] = await Promise.all([
            reviews.where('[runId+reviewerId]').equals([runId, reviewerId]).first(),
            mergedCells.get([runId, reviewerId]),
          ])
          const ledger: CellLedger | undefined = known?.cells[key]
          const change = toChange(key, value)
          if (!row || !known || !ledger || !change) return
          const review = applyReviewAction(readReviewRow(row), { kind: 'change', change }, at)
          const conflicts = known.conflicts.filter((conflict) => conflict.key !== key)
          await reviews.put(review)
          await mergedCells.put({
            ...known,
            cells: { ...known.cells, [key]: settleLedger(ledger, value, at) },
            conflicts,
            isOpen: conflicts.length > 0 ? 1 : 0,
          })
          await logGradedState(database, [review.caseId])
        })
      } catch (error) {
        throw toStorageError(error)
      }
      onChange()
    },
  }
}
