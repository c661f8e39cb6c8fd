import type { Review } from '../review'
import { applyReviewAction } from '../review'
import {
  type CellLedger,
  EMPTY_LEDGER,
  canonicalJson,
  isInConflict,
  mergeLedgers,
  standingValues,
} from './cell-ledger'
import { type CellKey, type ReviewCells, readReviewCells, toChange } from './review-cells'

/** Cells on which two copies of one reviewer's work differ, and neither knew the other. */
export interface MergeConflict {
  readonly key: CellKey
  readonly ledger: CellLedger
}

export interface MergedReview {
  /** What is stored: settled cells as they now stand, cells in conflict as they were here. */
  readonly review: Review
  /** Kept beside the review, so that a later file can be judged by what this one knew. */
  readonly cells: ReviewCells
  readonly conflicts: readonly MergeConflict[]
  /** Cells that got another value. */
  readonly changed: readonly CellKey[]
}

/** The cells of two copies together. */
export function mergeCells(ours: ReviewCells, theirs: ReviewCells): ReviewCells {
  const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].sort()
  return Object.fromEntries(
    keys.map((key) => [key, mergeLedgers(ours[key] ?? EMPTY_LEDGER, theirs[key] ?? EMPTY_LEDGER)]),
  )
}

/**
 * Merges a copy of one reviewer's work on one run into ours, cell by cell. `known` are the cells kept from earlier merges.
 * What is taken over is one change in the review's history, and so can be undone.
 * @throws RangeError if `cells` are of another run or reviewer: that is a bug of the caller's.
 */
export function mergeReview(
  ours: Review,
  known: ReviewCells,
  theirs: { readonly runId: string; readonly reviewerId: string; readonly cells: ReviewCells },
  at: number,
): MergedReview {
  if (theirs.runId !== ours.runId || theirs.reviewerId !== ours.reviewerId)
    throw new RangeError('a review is merged only with a copy of itself')
  const cells = mergeCells(mergeCells(known, readReviewCells(ours)), theirs.cells)
  const before = readReviewCells(ours)
  const conflicts: MergeConflict[] = []
  const changed: CellKey[] = []
  let review = ours
  for (const [key, ledger] of Object.entries(cells)) {
    if (isInConflict(ledger)) {
      conflicts.push({ key, ledger })
      continue
    }
    const [value] = standingValues(ledger)
    const had = standingValues(before[key] ?? EMPTY_LEDGER)[0] ?? null
    const change = toChange(key, value)
    if (change === null || canonicalJson(value ?? null) === canonicalJson(had)) continue
    changed.push(key)
    // With its own moment the change keeps its id: at the next merge it is known for what it is.
    review = applyReviewAction(review, { kind: 'change', change }, ledger.standing[0]?.at ?? at)
  }
  if (changed.length > 0) review = { ...review, updatedAt: Math.max(at, ours.updatedAt) }
  return { review, cells, conflicts, changed }
}
