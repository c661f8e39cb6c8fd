import { create } from 'zustand'
import type { Review, ReviewAction } from '../../../domain/review'
import { applyReviewAction } from '../../../domain/review'

interface ReviewState {
  /** The review on screen: what is stored plus what is on its way there. */
  readonly review: Review | null
}

/** State first, disk second: a key shows at once, the write follows. */
export const useReviewStore = create<ReviewState>(() => ({ review: null }))

/** Puts the stored review of another run, or of another tab, on the screen. */
export function showReview(review: Review | null): void {
  useReviewStore.setState({ review })
}

/** Does an action on screen and returns the review it was done to. */
export function actOnScreen(initial: Review, action: ReviewAction, at: number): void {
  const review = useReviewStore.getState().review
  const base = review?.id === initial.id ? review : initial
  useReviewStore.setState({ review: applyReviewAction(base, action, at) })
}
