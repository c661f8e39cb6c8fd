/** Own pace, twice, four times as fast, or one step for each call of `next`. */
const REPLAY_SPEEDS = [1, 2, 4, 'step'] as const
export type ReplaySpeed = (typeof REPLAY_SPEEDS)[number]

/** How a replay is led while it plays. */
export interface ReplayPacing {
  getSpeed(): ReplaySpeed
  setSpeed(speed: ReplaySpeed): void
  isPaused(): boolean
  setPaused(isPaused: boolean): void
  /** Lets one more step through, whatever the speed. */
  next(): void
  /** Uses up one `next`; false where none is left. */
  takeNext(): boolean
  subscribe(onChange: () => void): () => void
}

/** A pacing that starts at one speed. */
export function createReplayPacing(start: ReplaySpeed = 1): ReplayPacing {
  let speed = start
  let paused = false
  let granted = 0
  const listeners = new Set<() => void>()
  const changed = () => {
    listeners.forEach((listener) => listener())
  }
  return {
    getSpeed: () => speed,
    setSpeed(value) {
      speed = value
      changed()
    },
    isPaused: () => paused,
    setPaused(value) {
      paused = value
      changed()
    },
    next() {
      granted++
      changed()
    },
    takeNext() {
      if (granted === 0) return false
      granted--
      return true
    },
    subscribe(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
  }
}
