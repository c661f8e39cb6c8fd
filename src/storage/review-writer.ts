import type { Review, ReviewAction } from '../domain/review'
import type { ReviewRepository } from './repositories'

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

/** Writes a reviewer's actions in order, one transaction at a time, with what queued up meanwhile in the next. */
export function createReviewWriter({ apply, clock, schedule, onStored }: ReviewWriterDeps): ReviewWriter {
  let queue: Queued[] = []
  let isWriting = false
  let retryMs = FIRST_RETRY_MS
  let state: SaveState = { pending: 0, lastSavedAt: null, failure: null }
  const listeners = new Set<() => void>()
  const waiting: (() => void)[] = []

  function setState(patch: Partial<SaveState>) {
    state = { ...state, ...patch }
    for (const listener of listeners) listener()
  }

  async function write() {
    const first = queue[0]
    if (isWriting || !first) return
    isWriting = true
    const batch = takeSameReview(queue, first)
    try {
      const stored = await apply(
        first.initial,
        batch.map(({ action, at }) => ({ action, at })),
      )
      queue = queue.slice(batch.length)
      retryMs = FIRST_RETRY_MS
      setState({ pending: queue.length, lastSavedAt: clock(), failure: null })
      onStored?.(stored)
    } catch (error) {
      setState({ failure: classifyWriteFailure(error) })
      schedule(() => void write(), retryMs)
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)
      return
    } finally {
      isWriting = false
    }
    if (queue.length > 0) return write()
    for (const resolve of waiting.splice(0)) resolve()
  }

  return {
    submit(initial, action, at) {
      queue = [...queue, { initial, action, at }]
      setState({ pending: queue.length })
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

function takeSameReview(queue: readonly Queued[], first: Queued): Queued[] {
  const end = queue.findIndex(
    ({ initial }) => initial.runId !== first.initial.runId || initial.reviewerId !== first.initial.reviewerId,
  )
  return queue.slice(0, end === -1 ? queue.length : end)
}

function classifyWriteFailure(error: unknown): WriteFailure {
  const name = error instanceof Error ? error.name : ''
  const detail = error instanceof Error ? error.message : String(error)
  return { code: name === 'QuotaExceededError' ? 'storage-full' : 'storage-unavailable', detail }
}
