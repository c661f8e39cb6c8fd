import { type AdditiveStatistic, addTo, evaluateTable } from './additive-statistic'
import { type LabelScale, type Weighting, weighDisagreement } from './label-scale'
import { type LabelTable, MISSING } from './label-table'
import { type Statistic, undefinedBecause, valueOf } from './statistic'

/** Two raters, by their places in the table. */
export type RaterPair = readonly [number, number]

/**
 * Cohen's κ of two raters over the units that both labelled: 1 − Σ w o / Σ w e, with o the observed and e the expected
 * share of each pair of labels (product of the raters' own shares) and w the weight of disagreement: 1 off the diagonal
 * (plain κ, the same as (p_o − p_e) / (1 − p_e)), the distance of the labels' values (linear), or its square (quadratic).
 *
 * Undefined where both raters gave one and the same label to everything.
 * @see Cohen J. A coefficient of agreement for nominal scales. Educ Psychol Meas 1960;20:37. Cohen J. Weighted kappa.
 *   Psychol Bull 1968;70:213.
 */
export function computeCohensKappa(
  table: LabelTable,
  raters: RaterPair = [0, 1],
  weighting: Weighting = 'unweighted',
): Statistic {
  return evaluateTable(table, cohensKappa(table.scale, raters, weighting))
}

/** Cohen's κ as a function of sums over cases. */
export function cohensKappa(scale: LabelScale, raters: RaterPair, weighting: Weighting): AdditiveStatistic {
  const labelCount = scale.labels.length
  const disagreement = weighDisagreement(scale, weighting)
  const [first, second] = raters
  const [rowTotals, columnTotals] = [new Float64Array(labelCount), new Float64Array(labelCount)]
  return {
    tally: {
      key: `table ${first} ${second}`,
      width: labelCount * labelCount,
      add({ byRater }, sums, at) {
        const [a = MISSING, b = MISSING] = [byRater[first], byRater[second]]
        if (a !== MISSING && b !== MISSING) addTo(sums, at + a * labelCount + b, 1)
      },
    },
    evaluate(sums, at) {
      rowTotals.fill(0)
      columnTotals.fill(0)
      let total = 0
      let observed = 0
      for (let a = 0; a < labelCount; a++)
        for (let b = 0; b < labelCount; b++) {
          const count = sums[at + a * labelCount + b] ?? 0
          total += count
          addTo(rowTotals, a, count)
          addTo(columnTotals, b, count)
          observed += (disagreement[a * labelCount + b] ?? 0) * count
        }
      if (total === 0) return undefinedBecause('no-pairs')
      let expected = 0
      for (let a = 0; a < labelCount; a++)
        for (let b = 0; b < labelCount; b++)
          expected += (disagreement[a * labelCount + b] ?? 0) * (rowTotals[a] ?? 0) * (columnTotals[b] ?? 0)
      // Zero without rounding exactly when one label is all that either rater gave: every term is a product of counts.
      if (expected === 0) return undefinedBecause('unanimous')
      return valueOf(1 - (observed * total) / expected)
    },
  }
}
