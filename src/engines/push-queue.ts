/** Turns a callback's values into something that can be awaited one by one. */
export interface PushQueue<T> {
  push(value: T): void
  /** Ends the queue after what was pushed, with an error if one is given. Later calls do nothing. */
  close(error?: unknown): void
  /** The next value, or null once closed and empty. One caller at a time. @throws the error it was closed with. */
  next(): Promise<T | null>
}

export function createPushQueue<T extends object>(): PushQueue<T> {
  let values: T[] = []
  let at = 0
  let isClosed = false
  let failure: { readonly error: unknown } | null = null
  let wake: (() => void) | null = null

  function rouse(): void {
    wake?.()
    wake = null
  }

  return {
    push(value) {
      if (isClosed) return
      values.push(value)
      rouse()
    },
    close(error) {
      if (isClosed) return
      isClosed = true
      if (error !== undefined) failure = { error }
      rouse()
    },
    async next() {
      if (at === values.length && !isClosed) await new Promise<void>((resolve) => (wake = resolve))
      const value = values[at]
      if (value !== undefined) {
        at += 1
        if (at === values.length) {
          values = []
          at = 0
        }
        return value
      }
      if (failure) throw failure.error
      return null
    },
  }
}
