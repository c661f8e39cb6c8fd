/** One holder at a time, in the order of asking. */
export interface Mutex {
  /**
   * Waits for its turn and gives back the function that ends it.
   *
   * @throws the signal's reason when aborted while waiting; the place in the queue is then given up.
   */
  acquire(signal: AbortSignal): Promise<() => void>
}

export function createMutex(): Mutex {
  let tail: Promise<void> = Promise.resolve()
  return {
    async acquire(signal) {
      const turn = tail
      let release = (): void => undefined
      const ended = new Promise<void>((resolve) => (release = resolve))
      tail = turn.then(() => ended)
      try {
        await abortable(turn, signal)
      } catch (reason) {
        release()
        throw reason
      }
      return release
    },
  }
}

/** The promise's outcome, or a rejection with the signal's reason as soon as it is aborted. The work itself goes on. */
export function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
