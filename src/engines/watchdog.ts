/** Rejects when nothing has happened for a while. */
export interface Watchdog {
  /** Something happened: the time starts again. */
  poke(): void
  stop(): void
  /** Never resolves; rejects once `limitMs` pass between pokes. */
  readonly barked: Promise<never>
}

export function createWatchdog(limitMs: number, makeError: () => Error): Watchdog {
  let bark: (error: Error) => void = () => undefined
  const barked = new Promise<never>((_, reject) => (bark = reject))
  barked.catch(() => undefined) // whoever races against it sees it; nobody else needs to
  let timer = setTimeout(() => bark(makeError()), limitMs)
  return {
    poke() {
      clearTimeout(timer)
      timer = setTimeout(() => bark(makeError()), limitMs)
    },
    stop: () => clearTimeout(timer),
    barked,
  }
}
