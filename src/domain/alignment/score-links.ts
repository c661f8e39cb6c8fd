import type { ReferenceLink } from '../review'

/** How much of the authors' reasoning the steps cover, and how much of the steps is in it. Null where there is nothing to count. */
export interface AlignmentScore {
  /** Statements that some step says, of all statements. */
  readonly recall: number | null
  /** Steps that say some statement, of all steps. */
  readonly precision: number | null
  readonly f1: number | null
}

/** Recall, precision and F1 of confirmed links. F1 is 0 where both are. */
export function scoreLinks(
  links: readonly ReferenceLink[],
  stepCount: number,
  statementCount: number,
): AlignmentScore {
  const same = links.filter(
    ({ isSame, step, statement }) => isSame && step < stepCount && statement < statementCount,
  )
  const recall =
    statementCount === 0 ? null : new Set(same.map(({ statement }) => statement)).size / statementCount
  const precision = stepCount === 0 ? null : new Set(same.map(({ step }) => step)).size / stepCount
  const sum = recall === null || precision === null ? null : recall + precision
  return {
    recall,
    precision,
    f1: sum === null ? null : sum === 0 ? 0 : (2 * (recall ?? 0) * (precision ?? 0)) / sum,
  }
}

/** The links with one decided: each pair has one word at most. */
export function decideLink(links: readonly ReferenceLink[], decided: ReferenceLink): ReferenceLink[] {
  return [
    ...links.filter(({ step, statement }) => step !== decided.step || statement !== decided.statement),
    decided,
  ]
}
