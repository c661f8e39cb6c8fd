const ROUNDS = 12

/**
 * How many times longer the work takes on the long input than on the short one, at its best: both are measured in turn, and the
 * fastest of each counts, until the quotient is below `enough` or it has been tried often. What other work on the machine adds goes
 * away with the rounds; what grows with the square of the length stays.
 */
export function measureGrowth<T>(work: (input: T) => void, short: T, long: T, enough: number): number {
  const time = (input: T): number => {
    const started = performance.now()
    work(input)
    return performance.now() - started
  }
  time(short)
  let fastestShort = Infinity
  let fastestLong = Infinity
  let growth = Infinity
  for (let round = 0; round < ROUNDS && growth >= enough; round++) {
    fastestShort = Math.min(fastestShort, time(short))
    fastestLong = Math.min(fastestLong, time(long))
    growth = fastestLong / Math.max(fastestShort, 0.5)
  }
  return growth
}
