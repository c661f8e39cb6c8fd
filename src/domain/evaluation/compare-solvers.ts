import {
  type BootstrapOptions,
  type ClusterSums,
  type Interval,
  type SumsStatistic,
  bootstrapClusters,
  sumClusters,
} from '../resampling/cluster-bootstrap'
import { RUN_METRICS, type RunMetric } from './run-metrics'
import type { RunOutcome } from './run-outcome'

/** What runs are compared by. */
export const GROUPINGS = ['solver', 'strategy', 'prompt', 'specialty'] as const
export type Grouping = (typeof GROUPINGS)[number]

export interface MeasuredMetric {
  readonly id: string
  /** Null where undefined: no case says anything about it. */
  readonly value: number | null
  readonly interval: Interval | null
  /** Cases behind the value. */
  readonly cases: number
}

export interface MeasuredGroup {
  readonly key: string
  readonly runs: number
  readonly cases: number
  readonly metrics: readonly MeasuredMetric[]
}

/** A group's metric minus the baseline's, on the cases that both have. */
export interface PairedDifference {
  readonly id: string
  readonly key: string
  readonly baseline: string
  readonly difference: number | null
  readonly interval: Interval | null
  readonly cases: number
}

export function groupKeyOf(outcome: RunOutcome, by: Grouping): string {
  switch (by) {
    case 'solver':
      return outcome.solver
    case 'strategy':
      return `${outcome.solver}, ${outcome.strategy}`
    case 'prompt':
      return `${outcome.solver}, ${outcome.strategy}, ${outcome.promptVersion || 'no prompt'}`
    case 'specialty':
      return outcome.specialty ?? 'no specialty'
  }
}

/** Every metric in every group, with intervals over cases. Groups come in the order of their names. */
export function measureGroups(
  outcomes: readonly RunOutcome[],
  by: Grouping,
  bootstrap: BootstrapOptions,
): MeasuredGroup[] {
  return [...groupOutcomes(outcomes, by)].map(([key, members]) => {
    const cases = byCase(members)
    const sums = tabulate([cases], [...cases.keys()])
    const statistics = RUN_METRICS.map((_metric, index) => ratioAt(index * 2))
    const intervals = bootstrapClusters(sums, statistics, bootstrap)
    const totals = sumClusters(sums)
    return {
      key,
      runs: members.length,
      cases: cases.size,
      metrics: RUN_METRICS.map((metric, index) => ({
        id: metric.id,
        value: ratioAt(index * 2)(totals),
        interval: intervals[index] ?? null,
        cases: countShares(cases, metric),
      })),
    }
  })
}

/**
 * How each group differs from the baseline group, metric by metric, on the cases both have runs of. Both are resampled
 * together, so that what makes a case hard cancels out.
 */
export function compareWithBaseline(
  outcomes: readonly RunOutcome[],
  by: Grouping,
  baseline: string,
  bootstrap: BootstrapOptions,
): PairedDifference[] {
  const groups = groupOutcomes(outcomes, by)
  const base = byCase(groups.get(baseline) ?? [])
  return [...groups].flatMap(([key, members]) => {
    if (key === baseline) return []
    const own = byCase(members)
    const common = [...own.keys()].filter((id) => base.has(id))
    const sums = tabulate([own, base], common)
    const offset = RUN_METRICS.length * 2
    const statistics = RUN_METRICS.map((_metric, index): SumsStatistic => {
      const [a, b] = [ratioAt(index * 2), ratioAt(offset + index * 2)]
      return (totals) => {
        const [ours, theirs] = [a(totals), b(totals)]
        return ours === null || theirs === null ? null : ours - theirs
      }
    })
    const intervals = bootstrapClusters(sums, statistics, bootstrap)
    const totals = sumClusters(sums)
    return RUN_METRICS.map((metric, index) => ({
      id: metric.id,
      key,
      baseline,
      difference: statistics[index]?.(totals) ?? null,
      interval: intervals[index] ?? null,
      cases: common.length,
    }))
  })
}

function groupOutcomes(outcomes: readonly RunOutcome[], by: Grouping): Map<string, RunOutcome[]> {
  const groups = groupInto(outcomes, (outcome) => groupKeyOf(outcome, by))
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)))
}

const byCase = (outcomes: readonly RunOutcome[]) => groupInto(outcomes, ({ caseId }) => caseId)

/** `Map.groupBy`, which Node 20 lacks. */
function groupInto<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

const countShares = (cases: ReadonlyMap<string, readonly RunOutcome[]>, metric: RunMetric) =>
  [...cases.values()].filter((members) => metric.ofCase(members) !== null).length

/** One row a case: sum and weight of every metric, for each side in turn. */
function tabulate(
  sides: readonly ReadonlyMap<string, readonly RunOutcome[]>[],
  caseIds: readonly string[],
): ClusterSums {
  const width = sides.length * RUN_METRICS.length * 2
  const rows = new Float64Array(width * caseIds.length)
  caseIds.forEach((id, place) => {
    sides.forEach((side, sideIndex) => {
      RUN_METRICS.forEach((metric, index) => {
        const share = metric.ofCase(side.get(id) ?? [])
        const at = place * width + (sideIndex * RUN_METRICS.length + index) * 2
        rows[at] = share?.sum ?? 0
        rows[at + 1] = share?.weight ?? 0
      })
    })
  })
  return { rows, width, clusterCount: caseIds.length }
}

/** The ratio of two neighbouring sums; null where the weight is 0. */
const ratioAt =
  (at: number): SumsStatistic =>
  (totals) => {
    const weight = totals[at + 1] ?? 0
    return weight === 0 ? null : (totals[at] ?? 0) / weight
  }
