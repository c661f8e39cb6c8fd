import type { CaseId, ProjectId, ReviewerId, RunId } from '../ids'
import type { StepLabel } from '../rubric'

/** What reviewers can differ on: a step's label, a facet's answer (of a step, or of the run), or the verdict. */
export type AdjudicatedUnit =
  | { readonly kind: 'label'; readonly step: number }
  | { readonly kind: 'facet'; readonly facet: string; readonly step: number | null }
  | { readonly kind: 'verdict' }

/** How the final label came about. */
export const DECISION_WAYS = ['unanimous', 'majority', 'adjudicator'] as const
export type DecisionWay = (typeof DECISION_WAYS)[number]

/** The final label of one unit. A later decision on the same unit replaces it; the audit trail keeps both. */
export interface Adjudication {
  /** `adjudicationId` of run and unit. */
  readonly id: string
  readonly projectId: ProjectId
  readonly runId: RunId
  readonly caseId: CaseId
  readonly unit: AdjudicatedUnit
  /** Ids of labels or options, sorted. Empty: no label fits, which is a decision too. */
  readonly value: readonly string[]
  /** The step as it should read; null where it stays. */
  readonly rewrite: string | null
  readonly way: DecisionWay
  readonly why: string
  /** The adjudicator found that the guideline does not settle such cases. */
  readonly needsGuideline: boolean
  /** Null where a rule decided. */
  readonly decidedBy: ReviewerId | null
  readonly decidedAt: number
}

/** One reviewer's answer on a unit: ids, sorted. */
export interface UnitAnswer {
  readonly reviewerId: ReviewerId
  readonly value: readonly string[]
}

export const unitKey = (unit: AdjudicatedUnit): string => {
  switch (unit.kind) {
    case 'label':
      return `label/${unit.step}`
    case 'facet':
      return `facet/${unit.facet}/${unit.step ?? 'run'}`
    case 'verdict':
      return 'verdict'
  }
}

export const adjudicationId = (projectId: ProjectId, runId: RunId, unit: AdjudicatedUnit): string =>
  `${projectId}/${runId}/${unitKey(unit)}`

export const isSameAnswer = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index])

/** The label of a decision on a step; null where no label fits. */
export function labelOfDecision({ unit, value }: Pick<Adjudication, 'unit' | 'value'>): StepLabel | null {
  const [only] = value
  if (unit.kind !== 'label' || (only !== 'good' && only !== 'neutral' && only !== 'bad')) return null
  return only
}
