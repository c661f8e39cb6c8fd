import { type Tally, addTo } from './additive-statistic'

/**
 * Agreement between pairs of raters, each unit weighing the same however many rated it. In a row of sums: the units with
 * two labels or more, the units with any, the mean share of each label (over units), then the lower triangle of the
 * label-by-label shares of rater pairs (over units), both orders of a pair put together.
 */
export function pairTally(labelCount: number): Tally {
  return {
    key: 'pairs',
    width: PAIRS_HEAD + labelCount + triangleSize(labelCount),
    add({ counts, total }, sums, at) {
      if (total === 0) return
      addTo(sums, at + 1, 1)
      for (let label = 0; label < labelCount; label++)
        addTo(sums, at + PAIRS_HEAD + label, (counts[label] ?? 0) / total)
      if (total < 2) return
      addTo(sums, at, 1)
      addPairs(counts, 1 / (total * (total - 1)), sums, at + PAIRS_HEAD + labelCount)
    },
  }
}

/** How many sums of a pair tally come before the shares of the labels. */
export const PAIRS_HEAD = 2

/** Cells of a lower triangle with its diagonal. */
export function triangleSize(labelCount: number): number {
  return (labelCount * (labelCount + 1)) / 2
}

/** Place of a pair of labels in a lower triangle. */
export function triangleCell(a: number, b: number): number {
  return a >= b ? triangleSize(a) + b : triangleSize(b) + a
}

/** Adds every ordered pair of raters' labels, times `factor`, to a lower triangle that begins at `at`. */
export function addPairs(counts: Uint16Array, factor: number, sums: Float64Array, at: number): void {
  for (let a = 0; a < counts.length; a++) {
    const countA = counts[a] ?? 0
    if (countA === 0) continue
    for (let b = 0; b < a; b++) {
      const countB = counts[b] ?? 0
      if (countB > 0) addTo(sums, at + triangleSize(a) + b, 2 * countA * countB * factor)
    }
    addTo(sums, at + triangleSize(a) + a, countA * (countA - 1) * factor)
  }
}
