/** A value that can be watched, in the shape that React's `useSyncExternalStore` takes. */
export interface Observable<T> {
  readonly getSnapshot: () => T
  /** @returns the way to stop. */
  readonly subscribe: (listener: () => void) => () => void
}

/** An observable that its owner sets. Setting the same value again tells nobody. */
export function createObservable<T>(initial: T): Observable<T> & { readonly set: (value: T) => void } {
  const listeners = new Set<() => void>()
  let value = initial
  return {
    getSnapshot: () => value,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set: (next) => {
      if (Object.is(next, value)) return
      value = next
      for (const listener of listeners) listener()
    },
  }
}
