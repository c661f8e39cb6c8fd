import { type AdditiveStatistic, evaluateTable } from './additive-statistic'
import type { LabelScale, ScaleLevel } from './label-scale'
import type { LabelTable } from './label-table'
import { addPairs, triangleCell, triangleSize } from './pair-tally'
import { type Statistic, undefinedBecause, valueOf } from './statistic'

/**
 * Krippendorff's α = 1 − D_o / D_e, from the coincidences o_ck: in a unit with m labels every ordered pair of them counts
 * 1 / (m − 1). D_o = Σ o_ck δ²_ck / n, D_e = Σ n_c n_k δ²_ck / (n (n − 1)). δ² is 1 for different labels (nominal), the
 * squared difference of their values (interval), or the squared number of labels given from c to k, counting half of
 * those at c and k themselves (ordinal).
 *
 * Missing labels are allowed; units with fewer than two labels are left out. Undefined where all labels left are the same.
 * @see Krippendorff K. Computing Krippendorff's alpha-reliability. University of Pennsylvania, 2011.
 */
export function computeKrippendorffAlpha(table: LabelTable, metric: ScaleLevel): Statistic {
  return evaluateTable(table, krippendorffAlpha(table.scale, metric))
}

/** Krippendorff's α as a function of sums over cases. */
export function krippendorffAlpha({ labels, values }: LabelScale, metric: ScaleLevel): AdditiveStatistic {
  const labelCount = labels.length
  const given = new Float64Array(labelCount)
  const ranks = new Float64Array(labelCount)
  return {
    // The lower triangle of the coincidence matrix, both orders of a pair put together.
    tally: {
      key: 'coincidences',
      width: triangleSize(labelCount),
      add({ counts, total }, sums, at) {
        if (total >= 2) addPairs(counts, 1 / (total - 1), sums, at)
      },
    },
    evaluate(sums, at) {
      let total = 0
      let used = 0
      for (let a = 0; a < labelCount; a++) {
        let count = sums[at + triangleCell(a, a)] ?? 0
        for (let b = 0; b < labelCount; b++) if (b !== a) count += (sums[at + triangleCell(a, b)] ?? 0) / 2
        given[a] = count
        // A label's place counted in labels given; the squared difference of two such places is the ordinal δ².
        ranks[a] = total + count / 2
        total += count
        if (count > 0) used++
      }
      if (total === 0) return undefinedBecause('no-pairs')
      if (used < 2) return undefinedBecause('unanimous')
      let observed = 0
      let expected = 0
      for (let a = 0; a < labelCount; a++)
        for (let b = 0; b < a; b++) {
          const distance =
            metric === 'nominal'
              ? 1
              : metric === 'ordinal'
                ? (ranks[a] ?? 0) - (ranks[b] ?? 0)
                : (values[a] ?? 0) - (values[b] ?? 0)
          observed += distance ** 2 * (sums[at + triangleCell(a, b)] ?? 0)
          expected += 2 * distance ** 2 * (given[a] ?? 0) * (given[b] ?? 0)
        }
      return valueOf(1 - ((total - 1) * observed) / expected)
    },
  }
}
