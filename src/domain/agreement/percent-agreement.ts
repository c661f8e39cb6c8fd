import { type AdditiveStatistic, evaluateTable } from './additive-statistic'
import type { LabelTable } from './label-table'
import { PAIRS_HEAD, pairTally, triangleCell } from './pair-tally'
import { type Statistic, undefinedBecause, valueOf } from './statistic'

/**
 * Percent agreement as a fraction: of the pairs of raters of a unit, the share that gave the same label, averaged over the
 * units with two labels or more. With two raters that is the share of units on which they agree.
 * @see Gwet KL. Handbook of Inter-Rater Reliability, 4th ed. 2014, ch. 2 (p_a).
 */
export function computePercentAgreement(table: LabelTable): Statistic {
  return evaluateTable(table, percentAgreement(table.scale.labels.length))
}

/** Percent agreement as a function of sums over cases. */
export function percentAgreement(labelCount: number): AdditiveStatistic {
  return {
    tally: pairTally(labelCount),
    evaluate(sums, at) {
      const units = sums[at] ?? 0
      if (units === 0) return undefinedBecause('no-pairs')
      // From what differs, so that rounding can't keep perfect agreement below 1.
      let differed = 0
      for (let a = 0; a < labelCount; a++)
        for (let b = 0; b < a; b++) differed += sums[at + PAIRS_HEAD + labelCount + triangleCell(a, b)] ?? 0
      return valueOf(1 - differed / units)
    },
  }
}
