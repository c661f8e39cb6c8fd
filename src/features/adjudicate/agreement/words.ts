import { bandOfAlpha, bandOfKappa } from '../../../domain/agreement/bands'
import type { AgreementGroup, Breakdown } from '../../../domain/agreement/break-down-agreement'
import type { AgreementMeasure } from '../../../domain/agreement/measure-agreement'
import type { Interval } from '../../../domain/resampling/cluster-bootstrap'
import { STEP_KINDS, type StepKind } from '../../../domain/reasoning-step'
import { STEP_KIND_WORDS } from '../../words'

export const BREAKDOWN_WORDS: Readonly<Record<Breakdown, string>> = {
  facet: 'All reviewers',
  'reviewer-pair': 'Reviewer pairs',
  specialty: 'Specialties',
  'step-kind': 'Kinds of step',
}

/** Two decimals with a true minus; shares as percent. */
export function formatStatistic(value: number, isShare: boolean): string {
  return isShare ? `${(value * 100).toFixed(1)} %` : value.toFixed(2).replace('-', '−')
}

/** "0.41 to 0.66", or why there is none. */
export function describeInterval(interval: Interval | null, cases: number, isShare: boolean): string {
  if (!interval) return cases < 2 ? 'none: it needs two cases' : 'none: undefined in most resamples'
  return `${formatStatistic(interval.low, isShare)} to ${formatStatistic(interval.high, isShare)}`
}

/** The word that the literature has for a coefficient of this size, with whose word it is; null where there is none. */
export function describeBand({ statistic }: AgreementMeasure, value: number): string | null {
  switch (statistic) {
    case 'cohen':
    case 'fleiss':
      return `${bandOfKappa(value)} (Landis–Koch)`
    case 'alpha':
      return `${bandOfAlpha(value)} (Krippendorff)`
    case 'percent':
    case 'gwet':
      return null
  }
}

/** What a group of a breakdown is of, beside its facet; empty where it is of everything. */
export function describeGroupKey(
  by: Breakdown,
  { key, raters }: AgreementGroup,
  nameOf: (reviewerId: string) => string,
): string {
  switch (by) {
    case 'facet':
      return ''
    case 'reviewer-pair':
      return raters.map(nameOf).join(' and ')
    case 'specialty':
      return key ?? 'no specialty given'
    case 'step-kind':
      return key === null ? 'whole run' : isStepKind(key) ? STEP_KIND_WORDS[key] : key
  }
}

const isStepKind = (key: string): key is StepKind => STEP_KINDS.some((kind) => kind === key)
