import type { Review, ReviewAction } from '../domain/review'
import type { ReviewRepository } from './repositories'
import { toStorageError } from './storage-error'

export const WRITE_FAILURE_CODES = ['storage-full', 'storage-unavailable'] as const
export interface WriteFailure {
  readonly code: (typeof WRITE_FAILURE_CODES)[number]
  readonly detail: string
}

/** What the page says about saving. */
export interface SaveState {
  /** Actions that are not durable yet. */
  readonly pending: number
  readonly lastSavedAt: number | null
  /** Why the last write failed; null from the next one that goes through. */
  readonly failure: WriteFailure | null
}

export interface ReviewWriter {
  /** Queues an action; it is kept until it is durable, however often a write fails. */
  submit(initial: Review, action: ReviewAction, at: number): void
  retryNow(): void
  /** Resolves once nothing is pending. */
  flush(): Promise<void>
  getState(): SaveState
  subscribe(onChange: () => void): () => void
}

export interface ReviewWriterDeps {
  readonly apply: ReviewRepository['apply']
  readonly clock: () => number
  /** Calls back after `ms`; injected so that tests need not wait. */
  readonly schedule: (callback: () => void, ms: number) => void
  /** Called with the review as stored, after each write. */
  readonly onStored?: (review: Review) => void
}

const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 15_000

interface Queued {
  readonly initial: Review
  readonly action: ReviewAction
  readonly at: number
}

/**
 * Writes a reviewer's actions in order, one transaction at a time, with what queued up meanwhile in the next. After a
 * failure it tries again by itself, ever less often, and whenever it is told to.
 */
export function createReviewWriter({ apply, clock, schedule, onStored }: ReviewWriterDeps): ReviewWriter {
  let queue: readonly Queued[] = []
  let isWriting = false
  let failures = 0
  let state: SaveState = { pending: 0, lastSavedAt: null, failure: null }
  const listeners = new Set<() => void>()
  const waiting: (() => void)[] = []

  function setState(patch: Partial<SaveState>) {
    state = { ...state, ...patch }
    for (const listener of listeners) listener()
  }

  async function write(): Promise<void> {
    const first = queue[0]
    if (isWriting || !first) return
    isWriting = true
    const batch = takeSameReview(queue, first)
    let stored: Review
    try {
      stored = await apply(
        first.initial,
        batch.map(({ action, at }) => ({ action, at })),
      )
    } catch (error) {
      isWriting = false
      return fail(error)
    }
    isWriting = false
    failures = 0
    queue = queue.slice(batch.length)
    setState({ pending: queue.length, lastSavedAt: clock(), failure: null })
    onStored?.(stored)
    if (queue.length > 0) return write()
    for (const resolve of waiting.splice(0)) resolve()
  }

  function fail(error: unknown) {
    const { code, message } = toStorageError(error)
    const failure = { code: code === 'storage-full' ? code : 'storage-unavailable', detail: message } as const
    const thisFailure = ++failures
    schedule(
      () => {
        // A retry by hand may have gone through, or failed and set its own time.
        if (failures === thisFailure) void write()
      },
      Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS),
    )
    setState({ failure })
  }

  return {
    submit(initial, action, at) {
      queue = [...queue, { initial, action, at }]
      setState({ pending: queue.length })
      // While writes fail, the retry takes what is new with it.
      if (state.failure === null) void write()
    },
    retryNow: () => void write(),
    flush: () => (queue.length === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    getState: () => state,
    subscribe(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
  }
}

/** The actions at the head of the queue that belong to one review. */
function takeSameReview(queue: readonly Queued[], first: Queued): readonly Queued[] {
  const end = queue.findIndex(
    ({ initial }) => initial.runId !== first.initial.runId || initial.reviewerId !== first.initial.reviewerId,
  )
  return queue.slice(0, end === -1 ? queue.length : end)
}
