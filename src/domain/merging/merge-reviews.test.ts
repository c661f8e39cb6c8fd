import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseId, ReviewId, ReviewerId, RunId } from '../ids'
import { type Review, type ReviewAction, UNGRADED, applyReviewAction, startReview } from '../review'
import { STEP_LABELS, type StepLabel } from '../rubric'
import { canonicalJson, settleLedger, standingValues } from './cell-ledger'
import { type MergedReview, mergeCells, mergeReview } from './merge-reviews'
import { readReviewCells } from './review-cells'

const empty = startReview(
  {
    id: 'r' as ReviewId,
    runId: 'run' as RunId,
    caseId: 'c' as CaseId,
    reviewerId: 'anna' as ReviewerId,
    rubric: { id: 'x', version: 1 },
  },
  0,
)
const label = (step: number, value: StepLabel): ReviewAction => ({
  kind: 'change',
  change: { part: 'grade', step, value: { ...UNGRADED, label: value } },
})
const act = (review: Review, at: number, ...actions: readonly ReviewAction[]) =>
  actions.reduce((done, action, index) => applyReviewAction(done, action, at + index * 10_000), review)
const fileOf = (review: Review) => ({
  runId: review.runId,
  reviewerId: review.reviewerId,
  cells: readReviewCells(review),
})
const labelsOf = ({ grades }: Review) =>
  Object.fromEntries(Object.entries(grades).map(([step, grade]) => [step, grade.label]))
const LATER = 9_000_000

describe('two copies of one reviewer’s work', () => {
  const shared = act(empty, 10, label(0, 'good'), label(1, 'good'))
  const here = act(shared, 100_000, label(0, 'bad'))
  const there = act(shared, 200_000, label(1, 'neutral'), label(2, 'good'))

  test('what only they changed is taken, what only we changed stays', () => {
    const merged = mergeReview(here, {}, fileOf(there), LATER)
    expect(labelsOf(merged.review)).toEqual({ 0: 'bad', 1: 'neutral', 2: 'good' })
    expect(merged).toMatchObject({ conflicts: [], changed: ['grade/1', 'grade/2'] })
  })

  test('what both changed is a conflict, and what stands here stays until a person decides', () => {
    const apart = act(shared, 300_000, label(0, 'neutral'))
    const merged = mergeReview(here, {}, fileOf(apart), LATER)
    expect(labelsOf(merged.review)).toEqual(labelsOf(here))
    const [conflict] = merged.conflicts
    expect(conflict?.key).toBe('grade/0')
    expect(conflict && standingValues(conflict.ledger)).toMatchObject([
      { label: 'bad' },
      { label: 'neutral' },
    ])
  })

  test('an undo is a decision: the file from before it does not bring the grade back', () => {
    const undone = act(there, 400_000, { kind: 'undo' })
    const merged = mergeReview(undone, {}, fileOf(there), LATER)
    expect(labelsOf(merged.review)).toEqual({ 0: 'good', 1: 'neutral' })
    expect(labelsOf(mergeReview(there, {}, fileOf(undone), LATER).review)).toEqual({
      0: 'good',
      1: 'neutral',
    })
  })

  test('a settled conflict stays settled when either old file is merged again', () => {
    const apart = act(shared, 300_000, label(0, 'neutral'))
    const { review, cells, conflicts } = mergeReview(here, {}, fileOf(apart), LATER)
    const [conflict] = conflicts
    if (!conflict) throw new Error('no conflict')
    const [, chosen] = standingValues(conflict.ledger)
    const settled = { ...cells, [conflict.key]: settleLedger(conflict.ledger, chosen, LATER + 1) }
    const taken = act(review, LATER + 1, label(0, 'neutral'))
    for (const file of [fileOf(apart), fileOf(here)]) {
      const again = mergeReview(taken, settled, file, LATER + 2)
      expect(again.conflicts).toEqual([])
      expect(labelsOf(again.review)[0]).toBe('neutral')
    }
  })

  test('a merge can be undone', () => {
    const merged = mergeReview(here, {}, fileOf(there), LATER)
    expect(labelsOf(act(merged.review, LATER + 1, { kind: 'undo' }, { kind: 'undo' }))).toEqual(
      labelsOf(here),
    )
  })

  test('another reviewer’s work is refused', () => {
    expect(() => mergeReview(here, {}, { ...fileOf(there), reviewerId: 'ben' }, LATER)).toThrow(RangeError)
  })
})

test('merging any copies in any order, once or twice, ends in the same review', () => {
  const action = fc
    .tuple(fc.nat(2), fc.constantFrom(...STEP_LABELS))
    .map(([step, value]) => label(step, value))
  const work = fc.array(
    fc.oneof(
      { weight: 4, arbitrary: action },
      { weight: 1, arbitrary: fc.constant<ReviewAction>({ kind: 'undo' }) },
    ),
    {
      maxLength: 4,
    },
  )
  fc.assert(
    fc.property(work, fc.array(work, { minLength: 2, maxLength: 4 }), (start, branches) => {
      const shared = act(empty, 10, ...start)
      const copies = branches.map((branch, index) => act(shared, (index + 1) * 100_003, ...branch))
      const mergeAll = (order: readonly Review[]): MergedReview => {
        const [first, ...others] = order
        if (!first) throw new Error('no copy')
        return others.reduce<MergedReview>(
          (merged, copy) => mergeReview(merged.review, merged.cells, fileOf(copy), LATER),
          { review: first, cells: readReviewCells(first), conflicts: [], changed: [] },
        )
      }
      const cells = copies.map(readReviewCells).reduce(mergeCells, {})
      const standing = Object.fromEntries(
        Object.entries(cells).map(([key, ledger]) => [key, standingValues(ledger).map(canonicalJson)]),
      )
      for (const order of [copies, copies.toReversed(), [...copies, ...copies]]) {
        const merged = mergeAll(order)
        for (const [key, ledger] of Object.entries(merged.cells))
          expect(standingValues(ledger).map(canonicalJson)).toEqual(standing[key])
      }
    }),
  )
})
