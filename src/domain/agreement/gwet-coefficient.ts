import { type AdditiveStatistic, evaluateTable } from './additive-statistic'
import { type LabelScale, type Weighting, weighDisagreement } from './label-scale'
import type { LabelTable } from './label-table'
import { PAIRS_HEAD, pairTally, triangleCell } from './pair-tally'
import { type Statistic, undefinedBecause, valueOf } from './statistic'

/**
 * Gwet's AC1, or AC2 with linear or quadratic weights: (p_a − p_e) / (1 − p_e), where p_a is the mean weighted agreement of
 * the rater pairs of a unit and p_e = T_w / (K (K − 1)) · Σ π_k (1 − π_k). π_k is the mean share of label k over units, T_w
 * the sum of all agreement weights (1 − disagreement) and K the number of labels in the scale, used or not; unweighted,
 * T_w = K and p_e is AC1's.
 *
 * Missing labels are allowed: units with one label count towards π only. Unlike κ and α it is defined where all labels are
 * the same, and then is 1: its model of chance gives no agreement by chance on such units.
 * @see Gwet KL. Computing inter-rater reliability and its variance in the presence of high agreement. Br J Math Stat
 *   Psychol 2008;61:29. Gwet KL. Handbook of Inter-Rater Reliability, 4th ed. 2014, ch. 2–4.
 */
export function computeGwetCoefficient(table: LabelTable, weighting: Weighting = 'unweighted'): Statistic {
  return evaluateTable(table, gwetCoefficient(table.scale, weighting))
}

/** Gwet's AC1 or AC2 as a function of sums over cases. */
export function gwetCoefficient(scale: LabelScale, weighting: Weighting): AdditiveStatistic {
  const labelCount = scale.labels.length
  const disagreement = weighDisagreement(scale, weighting)
  const totalAgreement = disagreement.reduce((sum, weight) => sum + (1 - weight), 0)
  return {
    tally: pairTally(labelCount),
    evaluate(sums, at) {
      if (labelCount < 2) return undefinedBecause('one-label-scale')
      const [paired, rated] = [sums[at] ?? 0, sums[at + 1] ?? 0]
      if (paired === 0) return undefinedBecause('no-pairs')
      let disagreed = 0
      let spread = 0
      for (let a = 0; a < labelCount; a++) {
        const share = (sums[at + PAIRS_HEAD + a] ?? 0) / rated
        spread += share * (1 - share)
        for (let b = 0; b < a; b++)
          disagreed +=
            (disagreement[a * labelCount + b] ?? 0) *
            (sums[at + PAIRS_HEAD + labelCount + triangleCell(a, b)] ?? 0)
      }
      const byChance = (totalAgreement / (labelCount * (labelCount - 1))) * spread
      return valueOf(1 - disagreed / paired / (1 - byChance))
    },
  }
}
