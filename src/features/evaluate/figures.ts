import { type GoldRank, computeTopKAccuracy } from '../../domain/evaluation/ranked-accuracy'
import type { MeasuredMetric } from '../../domain/evaluation/compare-solvers'
import type { RunMetric } from '../../domain/evaluation/run-metrics'
import {
  QUADRANTS,
  type Quadrant,
  type RunOutcome,
  firstBadStep,
  quadrantOf,
} from '../../domain/evaluation/run-outcome'
import type { Interval } from '../../domain/resampling/cluster-bootstrap'

/** A value with its unit, for the eye: fractions as percent. */
export function formatFigure(value: number | null, unit: RunMetric['unit']): string {
  if (value === null) return 'undefined'
  return unit === 'fraction' ? `${(value * 100).toFixed(1)} %` : value.toFixed(2)
}

export function formatInterval(interval: Interval | null, unit: RunMetric['unit']): string {
  if (interval === null) return ''
  const scale = unit === 'fraction' ? 100 : 1
  const digits = unit === 'fraction' ? 1 : 2
  return `${(interval.low * scale).toFixed(digits)} to ${(interval.high * scale).toFixed(digits)}`
}

/** Why a figure is undefined, in words. */
export const whyUndefined = ({ cases }: Pick<MeasuredMetric, 'cases'>): string =>
  cases === 0 ? 'No case says anything about it.' : 'Too few cases to draw from.'

export interface QuadrantCount {
  readonly quadrant: Quadrant
  readonly outcomes: readonly RunOutcome[]
}

export function countQuadrants(outcomes: readonly RunOutcome[]): QuadrantCount[] {
  return QUADRANTS.map((quadrant) => ({
    quadrant,
    outcomes: outcomes.filter((outcome) => quadrantOf(outcome) === quadrant),
  }))
}

/** How many runs have their first bad step where: by step from 1, up to the longest run. */
export function countFirstErrors(
  outcomes: readonly RunOutcome[],
): { step: number; outcomes: RunOutcome[] }[] {
  const byStep: RunOutcome[][] = []
  for (const outcome of outcomes) {
    const at = firstBadStep(outcome)
    if (typeof at === 'number') (byStep[at] ??= []).push(outcome)
  }
  return Array.from(byStep, (members, index) => ({ step: index + 1, outcomes: members ?? [] }))
}

export interface ErrorTypeCount {
  readonly id: string
  readonly steps: number
  readonly outcomes: readonly RunOutcome[]
  /** Steps by harm level; those without one under "not stated". */
  readonly byHarm: ReadonlyMap<string, number>
}

/** Error types, the most frequent first. */
export function countErrorTypes(outcomes: readonly RunOutcome[]): ErrorTypeCount[] {
  const found = new Map<string, { steps: number; outcomes: Set<RunOutcome>; byHarm: Map<string, number> }>()
  for (const outcome of outcomes)
    for (const { errorTypes, harm } of outcome.steps)
      for (const id of errorTypes) {
        const entry = found.get(id) ?? { steps: 0, outcomes: new Set(), byHarm: new Map() }
        const level = harm ?? 'not stated'
        entry.steps++
        entry.outcomes.add(outcome)
        entry.byHarm.set(level, (entry.byHarm.get(level) ?? 0) + 1)
        found.set(id, entry)
      }
  return [...found]
    .map(([id, entry]) => ({ id, ...entry, outcomes: [...entry.outcomes] }))
    .sort((a, b) => b.steps - a.steps || (a.id < b.id ? -1 : 1))
}

/** Top-k accuracy for k from 1 to 10, of runs whose case has a gold diagnosis. */
export function topKCurve(outcomes: readonly RunOutcome[]): { k: number; accuracy: number | null }[] {
  const ranks: GoldRank[] = outcomes.flatMap(({ gold }) => (gold === null ? [] : [gold.rank]))
  return Array.from({ length: 10 }, (_rank, index) => ({
    k: index + 1,
    accuracy: computeTopKAccuracy(ranks, index + 1),
  }))
}
