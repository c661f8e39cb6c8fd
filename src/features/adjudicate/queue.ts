import {
  type Adjudication,
  type DecisionWay,
  adjudicationId,
  unitKey,
} from '../../domain/adjudication/adjudication'
import { type DecisionRules, decideByRules } from '../../domain/adjudication/auto-decide'
import { sealOf } from '../../domain/adjudication/audit-trail'
import type { ProjectId } from '../../domain/ids'
import type { ProjectUnit } from './reading/protocol'

/** A unit and the decision on it, where there is one. */
export interface QueueItem {
  /** The id that a decision on it has. */
  readonly id: string
  readonly unit: ProjectUnit
  readonly decision: Adjudication | null
}

/** The units of a project with what was decided on them. */
export function toItems(
  projectId: ProjectId,
  units: readonly ProjectUnit[],
  decisions: readonly Adjudication[],
): QueueItem[] {
  const byId = new Map(decisions.map((decision) => [decision.id, decision]))
  return units.map((unit) => {
    const id = adjudicationId(projectId, unit.runId, unit.unit)
    return { id, unit, decision: byId.get(id) ?? null }
  })
}

/** What a person has to look at, decided or not. */
export const isDisputed = ({ unit }: QueueItem): boolean => unit.cause !== null

export interface RuleDecision {
  readonly item: QueueItem
  readonly value: readonly string[]
  readonly way: DecisionWay
}

/**
 * What the rules would decide of what is open. Steps that all call bad for different reasons are left to a person: the
 * label is not what they differ on.
 */
export function previewRules(items: readonly QueueItem[], rules: DecisionRules): RuleDecision[] {
  return items.flatMap((item) => {
    if (item.decision !== null || item.unit.cause === 'error-type') return []
    const decided = decideByRules(item.unit.answers, rules)
    return decided ? [{ item, ...decided }] : []
  })
}

/**
 * The reviewers of a unit in an order that is another one for each unit, and the same one each time: who is "A" here says
 * nothing about who is "A" there. By SHA-256, since a plain hash of ids that are nearly alike puts one person first too often.
 */
export function shuffleReviewers(unit: ProjectUnit): readonly string[] {
  const seed = `${unit.runId} ${unitKey(unit.unit)}`
  const order = new Map(
    unit.answers.map(({ reviewerId }) => [String(reviewerId), sealOf([reviewerId, seed])]),
  )
  return [...order].sort(([, a], [, b]) => (a < b ? -1 : 1)).map(([id]) => id)
}
