import { useSelection } from '../selection'

/** A pause longer than this counts as no longer: nobody reads one step without a key or a hand on the mouse for so long. */
export const IDLE_MS = 60_000

/** Time spent on each step, idle time taken out. */
export interface StepClock {
  /** Milliseconds spent on the step since this was last asked. */
  take(step: number): number
  /** All that was spent since the clock was started. */
  total(): number
  /** Counts from now on. Returns what stops it. */
  start(): () => void
}

const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/** Counts while somebody is there: each sign of life adds the time since the one before, up to `IDLE_MS`. */
export function createStepClock(clock: () => number, signs: EventTarget = window): StepClock {
  const spent = new Map<number | null, number>()
  let sum = 0
  let last = clock()
  const count = (step: number | null) => {
    const now = clock()
    const passed = Math.min(Math.max(0, now - last), IDLE_MS)
    last = now
    sum += passed
    spent.set(step, (spent.get(step) ?? 0) + passed)
  }
  const onSign = () => count(useSelection.getState().step)
  return {
    take(step) {
      count(useSelection.getState().step)
      // Reading the case, before any step was selected, is part of the first step graded.
      const taken = (spent.get(step) ?? 0) + (spent.get(null) ?? 0)
      spent.delete(step)
      spent.delete(null)
      return taken
    },
    total: () => sum,
    start() {
      last = clock()
      const unsubscribe = useSelection.subscribe((state, before) => {
        if (state.step !== before.step) count(before.step)
      })
      for (const sign of SIGNS) signs.addEventListener(sign, onSign, { passive: true })
      return () => {
        unsubscribe()
        for (const sign of SIGNS) signs.removeEventListener(sign, onSign)
      }
    },
  }
}
