import type { DifferentialEntry } from '../../domain/differential'
import type { CheckedRun, RunCheck } from '../../domain/run-check'

/** How much further for than against the lower one must be. */
const LEAST_GAP = 2
const MOST = 2
/** Places further down are hardly ranked at all. */
const LOOKED_AT = 5

/** Neighbours in the ranking whose own for and against say the contrary: the upper one has more against it than for it. */
export function findOrderFaults({ differential }: CheckedRun): RunCheck[] {
  const entries = differential?.entries.slice(0, LOOKED_AT) ?? []
  return entries
    .flatMap((above, at): RunCheck[] => {
      const balanceAbove = balanceOf(above)
      if (balanceAbove >= 0) return []
      const below = entries.slice(at + 1).find((entry) => {
        const balance = balanceOf(entry)
        return balance > 0 && balance - balanceAbove >= LEAST_GAP && entry.likelihood < above.likelihood
      })
      if (!below) return []
      return [
        {
          code: 'order-contradicts',
          above: above.diagnosis,
          below: below.diagnosis,
          balanceAbove,
          balanceBelow: balanceOf(below),
        },
      ]
    })
    .slice(0, MOST)
}

/** For less against: by what its steps did, else by the findings listed with it. */
function balanceOf({ stepsFor, stepsAgainst, evidenceFor, evidenceAgainst }: DifferentialEntry): number {
  if (stepsFor.length + stepsAgainst.length > 0) return stepsFor.length - stepsAgainst.length
  return evidenceFor.length - evidenceAgainst.length
}
