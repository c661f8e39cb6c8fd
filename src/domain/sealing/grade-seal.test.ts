import { expect, test } from 'vitest'
import type { CaseId, ReviewId, ReviewerId, RunId } from '../ids'
import { type Review, UNGRADED, applyReviewAction, startReview } from '../review'
import { checkSeal, sealGrades } from './grade-seal'

const SALT = '00112233445566778899aabbccddeeff'
const review = (run: string): Review =>
  startReview(
    {
      id: `review-${run}` as ReviewId,
      runId: run as RunId,
      caseId: 'case' as CaseId,
      reviewerId: 'anna' as ReviewerId,
      rubric: { id: 'step-ternary', version: 1 },
    },
    1000,
  )
const grade = (of: Review, label: 'good' | 'bad', at: number) =>
  applyReviewAction(
    of,
    { kind: 'change', change: { part: 'grade', step: 0, value: { ...UNGRADED, label, gradedAt: at } } },
    at,
  )

test('a seal holds for the same judgements in any order, whenever they were given', () => {
  const [a, b] = [grade(review('a'), 'good', 2000), grade(review('b'), 'bad', 3000)]
  const seal = sealGrades([a, b], SALT, 5000)
  expect(checkSeal(` ${seal.hash.toUpperCase()}\n`, [seal], [b, a])).toEqual({ kind: 'holds', seal })
  expect(checkSeal(seal.hash, [seal], [grade(a, 'good', 9000), b, grade(review('c'), 'bad', 1)])).toEqual({
    kind: 'holds',
    seal,
  })
})

test('one changed grade, a missing run or a foreign hash is told', () => {
  const [a, b] = [grade(review('a'), 'good', 2000), grade(review('b'), 'bad', 3000)]
  const seal = sealGrades([a, b], SALT, 5000)
  expect(checkSeal(seal.hash, [seal], [grade(a, 'bad', 6000), b])).toEqual({
    kind: 'differs',
    seal,
    missing: 0,
  })
  expect(checkSeal(seal.hash, [seal], [a])).toEqual({ kind: 'differs', seal, missing: 1 })
  expect(checkSeal('abc', [seal], [a, b])).toEqual({ kind: 'unknown' })
})

test('another salt gives another hash of the same grades', () => {
  const a = grade(review('a'), 'good', 2000)
  expect(sealGrades([a], SALT, 1).hash).not.toBe(sealGrades([a], SALT.replace('00', '01'), 1).hash)
})
