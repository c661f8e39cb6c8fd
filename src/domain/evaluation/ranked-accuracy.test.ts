import fc from 'fast-check'
import { expect, test } from 'vitest'
import { computeMeanReciprocalRank, computeTopKAccuracy } from './ranked-accuracy'

const ranks = fc.array(fc.option(fc.integer({ min: 1, max: 400 })), { minLength: 1 })

test('of ranks 1, 3, 12 and unlisted, one is first, two in the top three and three in the top twelve', () => {
  const four = [1, 3, 12, null]
  expect([1, 3, 10, 12].map((k) => computeTopKAccuracy(four, k))).toEqual([0.25, 0.5, 0.5, 0.75])
  expect(computeMeanReciprocalRank(four)).toBeCloseTo((1 + 1 / 3 + 1 / 12) / 4, 12)
})

test('without cases both are undefined', () => {
  expect(computeTopKAccuracy([], 5)).toBeNull()
  expect(computeMeanReciprocalRank([])).toBeNull()
})

test('an unlisted gold counts as a miss, not as no case', () => {
  expect(computeTopKAccuracy([null, null], 10)).toBe(0)
  expect(computeMeanReciprocalRank([null])).toBe(0)
})

test.each([0, -1, 1.5, Number.NaN])('%s is no rank', (rank) => {
  expect(() => computeTopKAccuracy([rank], 1)).toThrow(RangeError)
  expect(() => computeTopKAccuracy([1], rank)).toThrow(RangeError)
  expect(() => computeMeanReciprocalRank([rank])).toThrow(RangeError)
})

test('accuracy grows with k, and the mean reciprocal rank lies between top-1 and the share listed', () => {
  fc.assert(
    fc.property(ranks, fc.integer({ min: 1, max: 400 }), (some, k) => {
      const [first, at, after] = [1, k, k + 1].map((limit) => computeTopKAccuracy(some, limit) ?? -1)
      expect(at).toBeLessThanOrEqual(after ?? -1)
      const mean = computeMeanReciprocalRank(some) ?? -1
      expect(mean).toBeGreaterThanOrEqual((first ?? 2) - 1e-12)
      expect(mean).toBeLessThanOrEqual((computeTopKAccuracy(some, 400) ?? -1) + 1e-12)
    }),
  )
})

test('the order of the cases does not matter', () => {
  fc.assert(
    fc.property(ranks, (some) => {
      const turned = some.toReversed()
      expect(computeTopKAccuracy(turned, 5)).toBe(computeTopKAccuracy(some, 5))
      expect(computeMeanReciprocalRank(turned)).toBeCloseTo(computeMeanReciprocalRank(some) ?? -1, 12)
    }),
  )
})
