import {
  type BootstrapOptions,
  type ClusterSums,
  type Interval,
  bootstrapClusters,
  sumClusters,
} from '../resampling/cluster-bootstrap'
import type { Statistic } from './statistic'

/** A statistic with its interval over cases; null where none was asked for or none can be had. */
export interface Measured {
  readonly result: Statistic
  readonly interval: Interval | null
}

/** Works statistics out from sums per case, and their intervals on the same resamples where options are given. */
export function measureSums(
  sums: ClusterSums,
  statistics: readonly ((totals: Float64Array) => Statistic)[],
  bootstrap?: BootstrapOptions,
): Measured[] {
  const totals = sumClusters(sums)
  const results = statistics.map((statistic) => statistic(totals))
  const isDefined = results.map(({ kind }) => kind === 'value')
  const valueOrNull = statistics
    .filter((_, index) => isDefined[index])
    .map((statistic) => (resampled: Float64Array) => {
      const result = statistic(resampled)
      return result.kind === 'value' ? result.value : null
    })
  const intervals = bootstrap ? bootstrapClusters(sums, valueOrNull, bootstrap) : []
  return results.map((result, index) => ({
    result,
    interval: isDefined[index] ? (intervals.shift() ?? null) : null,
  }))
}
