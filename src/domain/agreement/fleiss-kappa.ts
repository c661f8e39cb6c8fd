import { type AdditiveStatistic, addTo, evaluateTable } from './additive-statistic'
import type { LabelTable } from './label-table'
import { type Statistic, undefinedBecause, valueOf } from './statistic'

/**
 * Fleiss' κ: (P̄ − P̄_e) / (1 − P̄_e), with P̄ the mean over units of the share of agreeing rater pairs and P̄_e = Σ p_k², p_k
 * the share of label k among all labels. Raters need not be the same from unit to unit, but their number must be.
 *
 * Units without a label are left out. Undefined where the others don't all have the same number of labels (take
 * `selectCompleteUnits`, or Krippendorff's α), and where every label is the same.
 * @see Fleiss JL. Measuring nominal scale agreement among many raters. Psychol Bull 1971;76:378.
 */
export function computeFleissKappa(table: LabelTable): Statistic {
  return evaluateTable(table, fleissKappa(table.scale.labels.length))
}

/** Fleiss' κ as a function of sums over cases. */
export function fleissKappa(labelCount: number): AdditiveStatistic {
  return {
    // Units, Σ labels, Σ labels², Σ counts², then the count of each label.
    tally: {
      key: 'fleiss',
      width: 4 + labelCount,
      add({ counts, total }, sums, at) {
        if (total === 0) return
        addTo(sums, at, 1)
        addTo(sums, at + 1, total)
        addTo(sums, at + 2, total * total)
        for (let label = 0; label < labelCount; label++) {
          const count = counts[label] ?? 0
          addTo(sums, at + 3, count * count)
          addTo(sums, at + 4 + label, count)
        }
      },
    },
    evaluate(sums, at) {
      const [units = 0, given = 0, givenSquared = 0, countsSquared = 0] = sums.subarray(at, at + 4)
      if (units === 0) return undefinedBecause('no-pairs')
      // The numbers of labels have no variance: exact, because all four sums are whole numbers.
      if (units * givenSquared !== given * given) return undefinedBecause('unequal-ratings')
      const perUnit = given / units
      if (perUnit < 2) return undefinedBecause('no-pairs')
      let sharesSquared = 0
      for (let label = 0; label < labelCount; label++) {
        const count = sums[at + 4 + label] ?? 0
        if (count === given) return undefinedBecause('unanimous')
        sharesSquared += (count / given) ** 2
      }
      const observed = (countsSquared - given) / (units * perUnit * (perUnit - 1))
      return valueOf(1 - (1 - observed) / (1 - sharesSquared))
    },
  }
}
