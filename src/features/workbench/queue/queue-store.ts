import { create } from 'zustand'
import type { Review } from '../../../domain/review'

/** Where the reviewer is in the queue, and how it went since the page was opened; dies with the tab. */
interface QueueState {
  /** Place in the queue; null until the page has found where to begin. */
  readonly at: number | null
  /** Active milliseconds of each case finished since. */
  readonly caseTimesMs: readonly number[]
  /** Places left behind, for undo to go back to. */
  readonly trail: readonly number[]
}

const START: QueueState = { at: null, caseTimesMs: [], trail: [] }

export const useQueueStore = create<QueueState>(() => START)

export function resetQueue(): void {
  useQueueStore.setState(START)
  leftReviews.clear()
}

/** Reviews as they were when their run was left: newer than what is read while they are still being written. */
const leftReviews = new Map<string, Review>()

export function rememberReview(review: Review | null): void {
  if (review) leftReviews.set(review.runId, review)
}

/** The newer of what is stored and what was left. */
export function newerReview(stored: Review | null, runId: string): Review | null {
  const left = leftReviews.get(runId)
  return left && (!stored || left.updatedAt >= stored.updatedAt) ? left : stored
}
