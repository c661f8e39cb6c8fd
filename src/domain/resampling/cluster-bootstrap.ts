import { createSeededRandom } from './seeded-random'

/**
 * What a set of statistics needs to know of each cluster (case): one row of sums per cluster, so that a statistic of any
 * selection of clusters is a function of the sum of their rows. `rows` is cluster-major, `width` numbers per cluster.
 */
export interface ClusterSums {
  readonly rows: Float64Array
  readonly width: number
  readonly clusterCount: number
}

export interface BootstrapOptions {
  readonly resamples: number
  /** A whole number from 0 to 2³² − 1; the same seed and data give the same interval everywhere. */
  readonly seed: number
  /** Coverage, a fraction; 0.95 if not given. */
  readonly level?: number
}

/** A percentile interval over resamples of the cases. */
export interface Interval {
  readonly low: number
  readonly high: number
  /** Coverage, a fraction. */
  readonly level: number
  readonly resamples: number
  /** Resamples in which the statistic was undefined; the interval leaves them out. */
  readonly undefinedResamples: number
  readonly clusters: number
  readonly seed: number
}

/** A statistic as a function of the summed rows; null where it is undefined. */
export type SumsStatistic = (totals: Float64Array) => number | null

/** Resamples summed in one pass over the rows. More would only move the bottleneck from memory to arithmetic. */
const BLOCK = 16

/**
 * Percentile bootstrap over clusters: each resample draws as many clusters as there are, with replacement, and every
 * statistic is worked out on the same resamples. Items within a cluster stay together, because they depend on each other.
 *
 * Null for a statistic with fewer than two clusters to draw from, or undefined in more than half of the resamples.
 * Drawing first counts how often each cluster came up; then the rows are summed in their order, for several resamples at
 * once, so that large tables are read from memory once per block and not once per draw.
 * @throws RangeError if `resamples` is not a whole number from 1 or `level` is not between 0 and 1.
 * @see Efron B, Tibshirani RJ. An Introduction to the Bootstrap. Chapman & Hall 1993, ch. 13. Field CA, Welsh AH.
 *   Bootstrapping clustered data. J R Stat Soc B 2007;69:369.
 */
export function bootstrapClusters(
  { rows, width, clusterCount }: ClusterSums,
  statistics: readonly SumsStatistic[],
  { resamples, seed, level = 0.95 }: BootstrapOptions,
): (Interval | null)[] {
  if (!Number.isInteger(resamples) || resamples < 1)
    throw new RangeError(`resamples is ${resamples}, not a whole number from 1`)
  if (!(level > 0 && level < 1)) throw new RangeError(`level is ${level}, not between 0 and 1`)
  if (clusterCount < 2) return statistics.map(() => null)
  const random = createSeededRandom(seed)
  const drawn = new Uint32Array(BLOCK * clusterCount)
  const totals = Array.from({ length: BLOCK }, () => new Float64Array(width))
  const found = statistics.map(() => new Float64Array(resamples))
  const foundCounts = statistics.map(() => 0)
  for (let done = 0; done < resamples; done += BLOCK) {
    const block = totals.slice(0, resamples - done)
    drawn.fill(0)
    for (let resample = 0; resample < block.length; resample++)
      for (let draw = 0; draw < clusterCount; draw++) {
        const at = resample * clusterCount + random.nextBelow(clusterCount)
        drawn[at] = (drawn[at] ?? 0) + 1
      }
    addDrawn(rows, width, drawn, clusterCount, block)
    for (const resampled of block)
      for (const [index, statistic] of statistics.entries()) {
        const value = statistic(resampled)
        if (value === null) continue
        const count = foundCounts[index] ?? 0
        const values = found[index]
        if (values) values[count] = value
        foundCounts[index] = count + 1
      }
  }
  return found.map((values, index) => {
    const count = foundCounts[index] ?? 0
    if (count === 0 || count * 2 < resamples) return null
    const sorted = values.subarray(0, count).sort()
    return {
      low: interpolateQuantile(sorted, (1 - level) / 2),
      high: interpolateQuantile(sorted, (1 + level) / 2),
      level,
      resamples,
      undefinedResamples: resamples - count,
      clusters: clusterCount,
      seed,
    }
  })
}

/** The sum of all rows: what the point estimates are worked out on. */
export function sumClusters({ rows, width, clusterCount }: ClusterSums): Float64Array {
  const totals = new Float64Array(width)
  addDrawn(rows, width, new Uint32Array(clusterCount).fill(1), clusterCount, [totals])
  return totals
}

/** Sums the rows of several resamples at once; `drawn` is resample-major, how often each cluster came up. */
function addDrawn(
  rows: Float64Array,
  width: number,
  drawn: Uint32Array,
  clusterCount: number,
  totals: readonly Float64Array[],
): void {
  for (const sums of totals) sums.fill(0)
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    const row = cluster * width
    for (let resample = 0; resample < totals.length; resample++) {
      const times = drawn[resample * clusterCount + cluster] ?? 0
      const sums = totals[resample]
      if (times === 0 || !sums) continue
      for (let column = 0; column < width; column++)
        sums[column] = (sums[column] ?? 0) + times * (rows[row + column] ?? 0)
    }
  }
}

/** Linear interpolation between the neighbouring order statistics (R's type 7). `sorted` holds at least one value. */
function interpolateQuantile(sorted: Float64Array, fraction: number): number {
  const place = fraction * (sorted.length - 1)
  const below = Math.floor(place)
  const low = sorted[below] ?? Number.NaN
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN
  return low + (place - below) * (high - low)
}
