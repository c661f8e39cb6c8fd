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

/**
 * Percentile bootstrap over clusters: each resample draws as many clusters as there are, with replacement, and every
 * statistic is worked out on the same resamples. Items within a cluster stay together, because they depend on each other.
 *
 * Null for a statistic with fewer than two clusters to draw from, or undefined in more than half of the resamples.
 * Drawing first counts how often each cluster came up and then sums the rows in their order: rows are read once per
 * resample, from front to back, however often they were drawn.
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
  const drawn = new Uint32Array(clusterCount)
  const totals = new Float64Array(width)
  const found = statistics.map(() => new Float64Array(resamples))
  const foundCounts = statistics.map(() => 0)
  for (let resample = 0; resample < resamples; resample++) {
    drawn.fill(0)
    for (let draw = 0; draw < clusterCount; draw++) {
      const cluster = random.nextBelow(clusterCount)
      drawn[cluster] = (drawn[cluster] ?? 0) + 1
    }
    addDrawn(rows, width, drawn, totals)
    for (const [index, statistic] of statistics.entries()) {
      const value = statistic(totals)
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
  addDrawn(rows, width, new Uint32Array(clusterCount).fill(1), totals)
  return totals
}

function addDrawn(rows: Float64Array, width: number, drawn: Uint32Array, totals: Float64Array): void {
  totals.fill(0)
  let at = 0
  for (const times of drawn) {
    if (times > 0)
      for (let column = 0; column < width; column++)
        totals[column] = (totals[column] ?? 0) + times * (rows[at + column] ?? 0)
    at += width
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
