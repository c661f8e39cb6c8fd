import { type ClusterSums, sumClusters } from '../resampling/cluster-bootstrap'
import { type LabelTable, MISSING } from './label-table'
import type { Statistic } from './statistic'

/** The labels of one unit, as a tally reads them. Reused from unit to unit: don't keep it. */
export interface UnitLabels {
  /** One per rater: place in the scale or `MISSING`. */
  readonly byRater: Int8Array
  /** How many raters gave each label. */
  readonly counts: Uint16Array
  /** How many raters gave any. */
  readonly total: number
}

/**
 * Sums over units that a statistic is worked out from. Tallies of one table with the same `key` count the same, so that
 * statistics can share them.
 */
export interface Tally {
  readonly key: string
  readonly width: number
  /** Adds one unit's share to `sums`, from `at` on. */
  add(unit: UnitLabels, sums: Float64Array, at: number): void
}

/** A statistic that depends on the units only through sums over them; a resample of cases then is a sum of rows. */
export interface AdditiveStatistic {
  readonly tally: Tally
  /** Works the statistic out from `tally.width` sums, from `at` on. */
  evaluate(sums: Float64Array, at: number): Statistic
}

/** One row of sums per case, the tallies side by side, and where in the row each one begins. */
export function sumByCase(
  table: LabelTable,
  tallies: readonly Tally[],
): { readonly sums: ClusterSums; readonly offsets: ReadonlyMap<string, number> } {
  const offsets = new Map<string, number>()
  const distinct: { readonly tally: Tally; readonly offset: number }[] = []
  let width = 0
  for (const tally of tallies) {
    if (offsets.has(tally.key)) continue
    offsets.set(tally.key, width)
    distinct.push({ tally, offset: width })
    width += tally.width
  }
  const rows = new Float64Array(table.caseCount * width)
  const counts = new Uint16Array(table.scale.labels.length)
  const raterCount = table.raters.length
  for (const [unit, caseNumber] of table.caseOfUnit.entries()) {
    const byRater = table.labels.subarray(unit * raterCount, (unit + 1) * raterCount)
    counts.fill(0)
    let total = 0
    for (const label of byRater)
      if (label !== MISSING) {
        counts[label] = (counts[label] ?? 0) + 1
        total++
      }
    for (const { tally, offset } of distinct)
      tally.add({ byRater, counts, total }, rows, caseNumber * width + offset)
  }
  return { sums: { rows, width, clusterCount: table.caseCount }, offsets }
}

/** The statistic of a whole table. */
export function evaluateTable(table: LabelTable, statistic: AdditiveStatistic): Statistic {
  return statistic.evaluate(sumClusters(sumByCase(table, [statistic.tally]).sums), 0)
}

/** Adds to one cell of a row of sums. */
export function addTo(sums: Float64Array, at: number, amount: number): void {
  sums[at] = (sums[at] ?? 0) + amount
}
