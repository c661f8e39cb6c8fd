import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CaseId, ReviewId, ReviewerId, RunId } from './ids'
import {
  MAX_HISTORY,
  type ReviewAction,
  UNGRADED,
  applyReviewAction,
  countGraded,
  nextUngraded,
  startReview,
} from './review'

const empty = startReview(
  {
    id: 'r' as ReviewId,
    runId: 'run' as RunId,
    caseId: 'c' as CaseId,
    reviewerId: 'me' as ReviewerId,
    rubric: { id: 'x', version: 1 },
  },
  0,
)
const change: fc.Arbitrary<ReviewAction> = fc.oneof(
  fc
    .record({ step: fc.nat(5), label: fc.constantFrom('good' as const, 'neutral' as const, 'bad' as const) })
    .map(({ step, label }) => ({
      kind: 'change' as const,
      change: { part: 'grade' as const, step, value: { ...UNGRADED, label } },
    })),
  fc
    .constantFrom('correct' as const, 'wrong' as const)
    .map((value) => ({ kind: 'change' as const, change: { part: 'verdict' as const, value } })),
  fc
    .dictionary(fc.constantFrom('category', 'factual'), fc.constantFrom(['yes'], ['no'], []))
    .map((value) => ({ kind: 'change' as const, change: { part: 'facets' as const, value } })),
  fc
    .array(fc.record({ step: fc.nat(5), statement: fc.nat(5), isSame: fc.boolean() }), { maxLength: 3 })
    .map((value) => ({ kind: 'change' as const, change: { part: 'links' as const, value } })),
  fc
    .constantFrom(null, { reason: 'bad-case' as const, note: 'cut off' })
    .map((value) => ({ kind: 'change' as const, change: { part: 'exit' as const, value } })),
  fc
    .constantFrom(null, { at: 5, unsureSteps: 1 })
    .map((value) => ({ kind: 'change' as const, change: { part: 'finished' as const, value } })),
)
/** Older reviews lack the later parts; taken back, they are empty. */
const content = (review: typeof empty) => ({
  grades: review.grades,
  verdict: review.verdict,
  differential: review.differential,
  commitment: review.commitment,
  facets: review.facets ?? {},
  links: review.links ?? [],
  exit: review.exit ?? null,
  finished: review.finished ?? null,
})
/** Far enough apart that nothing counts as one thought. */
const after = (actions: readonly ReviewAction[], from = empty) =>
  actions.reduce((review, action, index) => applyReviewAction(review, action, (index + 1) * 10_000), from)

test('undoing everything brings back the start, redoing everything the end', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      const done = after(changes)
      const undone = after(
        changes.map(() => ({ kind: 'undo' as const })),
        done,
      )
      expect(content(undone)).toEqual(content(empty))
      expect(
        content(
          after(
            changes.map(() => ({ kind: 'redo' as const })),
            undone,
          ),
        ),
      ).toEqual(content(done))
    }),
  )
})

test('history stays within its bound and a new change drops what could be redone', () => {
  const many = after(
    Array.from({ length: MAX_HISTORY + 20 }, (_, step) => ({
      kind: 'change' as const,
      change: { part: 'grade' as const, step, value: { ...UNGRADED, label: 'good' as const } },
    })),
  )
  expect(many.history).toHaveLength(MAX_HISTORY)
  const forked = after(
    [{ kind: 'undo' }, { kind: 'change', change: { part: 'verdict', value: 'wrong' } }],
    many,
  )
  expect(applyReviewAction(forked, { kind: 'redo' }, 1)).toBe(forked)
})

test('typing in one field is one thought', () => {
  const type = (comment: string, at: number) => (review: typeof empty) =>
    applyReviewAction(
      review,
      { kind: 'change', change: { part: 'grade', step: 0, value: { ...UNGRADED, comment } } },
      at,
    )
  const typed = [type('a', 100), type('ab', 300), type('abc', 500)].reduce(
    (review, act) => act(review),
    empty,
  )
  expect(applyReviewAction(typed, { kind: 'undo' }, 600).grades[0]).toBeUndefined()
})

test('not graded is never neutral', () => {
  expect(empty.grades).toEqual({})
  expect(UNGRADED.label).toBeNull()
  const commented = after([
    { kind: 'change', change: { part: 'grade', step: 0, value: { ...UNGRADED, comment: 'hm' } } },
  ])
  expect(countGraded(commented, 3)).toBe(0)
  expect(nextUngraded(commented, 3, 2)).toBe(0)
})
