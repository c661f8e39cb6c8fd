import type { LoadProgress, Session } from './engine'
import { createMutex } from './mutex'

/** Loads a model when it is first needed and keeps it for the next run. */
export interface SessionKeeper {
  /** The kept session, or a new one. Callers that come while it loads wait; if that load is aborted, the next one loads. */
  open(on: (progress: LoadProgress) => void, signal: AbortSignal): Promise<Session>
  /** Frees the model, waiting for a load in progress. A later `open` loads again. */
  close(): Promise<void>
}

export function keepSession(
  load: (on: (progress: LoadProgress) => void, signal: AbortSignal) => Promise<Session>,
): SessionKeeper {
  const mutex = createMutex()
  let kept: Session | null = null
  return {
    async open(on, signal) {
      const release = await mutex.acquire(signal)
      try {
        kept ??= await load(on, signal)
        return kept
      } finally {
        release()
      }
    },
    async close() {
      const release = await mutex.acquire(new AbortController().signal)
      try {
        await kept?.dispose()
        kept = null
      } finally {
        release()
      }
    },
  }
}
