import type { Review, ReviewAction } from '../domain/review'
import { StorageError, type StorageErrorCode } from './storage-error'

export interface TimedAction {
  readonly action: ReviewAction
  readonly at: number
}

export interface ReviewWriteRequest {
  readonly id: number
  readonly databaseName: string
  readonly initial: Review
  readonly actions: readonly TimedAction[]
}

export type ReviewWriteResponse =
  | {
      readonly kind: 'stored'
      readonly id: number
      readonly stored: Review
      readonly didGradedChange: boolean
      /** Milliseconds since the epoch at which the transaction was complete, for measurements. */
      readonly durableAt: number
    }
  | {
      readonly kind: 'failed'
      readonly id: number
      readonly code: StorageErrorCode
      readonly message: string
    }

export interface StoredReview {
  readonly stored: Review
  readonly didGradedChange: boolean
}

/** Writes grades where the page's drawing doesn't hold up the two steps of a transaction. */
export interface ReviewWorker {
  change(initial: Review, actions: readonly TimedAction[]): Promise<StoredReview>
  /** Starts it ahead of the first write. */
  warmUp(): void
  dispose(): void
}

interface Waiting {
  readonly resolve: (stored: StoredReview) => void
  readonly reject: (error: Error) => void
}

/**
 * @param writeHere Writes on this thread; used where no worker can be had.
 */
export function createReviewWorker(
  databaseName: string,
  writeHere: ReviewWorker['change'],
  startWorker: () => Worker = () =>
    new Worker(new URL('./review.worker.ts', import.meta.url), { type: 'module', name: 'reviews' }),
): ReviewWorker {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let isBroken = false
  let lastId = 0

  function fail(message: string) {
    isBroken = true
    worker?.terminate()
    worker = null
    // What was under way may or may not have been stored; who asked tries again.
    for (const { reject } of waiting.values()) reject(new StorageError('storage-unavailable', message))
    waiting.clear()
  }

  function receive(response: ReviewWriteResponse) {
    const asked = waiting.get(response.id)
    waiting.delete(response.id)
    if (response.kind === 'failed') asked?.reject(new StorageError(response.code, response.message))
    else asked?.resolve({ stored: response.stored, didGradedChange: response.didGradedChange })
  }

  function start(): Worker | null {
    if (worker || isBroken) return worker
    try {
      worker = startWorker()
    } catch {
      isBroken = true // this browser starts no workers: the page writes by itself
      return null
    }
    worker.onerror = (event) => {
      event.preventDefault()
      fail(event.message || 'The worker that stores grades did not start')
    }
    worker.onmessage = ({ data }: MessageEvent<ReviewWriteResponse>) => receive(data)
    return worker
  }

  return {
    change(initial, actions) {
      const running = start()
      if (!running) return writeHere(initial, actions)
      const id = ++lastId
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        running.postMessage({ id, databaseName, initial, actions } satisfies ReviewWriteRequest)
      })
    },
    warmUp: () => void start(),
    dispose() {
      worker?.terminate()
      worker = null
    },
  }
}
