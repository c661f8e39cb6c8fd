/**
 * The same items, but abandoned the moment the signal aborts: an engine that doesn't answer can't hold the reader up. The
 * source is told to finish in the background.
 * @throws the signal's reason on abort.
 */
export async function* followSignal<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]()
  let onAbort = () => {}
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason)
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
  })
  // It is raced below; where nobody waits for it any more its rejection is of no interest.
  aborted.catch(() => undefined)
  try {
    for (;;) {
      const result = await Promise.race([iterator.next(), aborted])
      if (result.done) return
      yield result.value
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    void iterator.return?.().then(undefined, () => undefined)
  }
}
