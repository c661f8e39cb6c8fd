import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BINNINGS, computeCalibrationError } from './expected-calibration-error'

const claim = (confidence: number, isRight: boolean) => ({ confidence, isRight })
const claims = fc.array(
  fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), isRight: fc.boolean() }),
  { minLength: 1, maxLength: 60 },
)

test('two bins with half the claims each, 0.05 and 0.15 off, make 0.1', () => {
  const some = [claim(0.95, true), claim(0.95, true), claim(0.75, true), claim(0.75, false)]
  const { error, bins } = computeCalibrationError([
    ...some.slice(0, 2),
    claim(0.65, true),
    claim(0.65, false),
  ])
  expect(error).toBeCloseTo(0.5 * 0.05 + 0.5 * 0.15, 12)
  expect(bins.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, 0, 2, 0, 0, 2])
  expect(computeCalibrationError(some.slice(2)).error).toBeCloseTo(0.25, 12)
})

test('confidence 1 falls into the last bin, and bins without claims have no accuracy', () => {
  const { bins } = computeCalibrationError([claim(1, true), claim(0, false)], { binCount: 2 })
  expect(bins).toEqual([
    { count: 1, confidence: 0, accuracy: 0 },
    { count: 1, confidence: 1, accuracy: 1 },
  ])
  expect(computeCalibrationError([])).toMatchObject({ error: null })
  expect(computeCalibrationError([]).bins[0]).toEqual({ count: 0, confidence: null, accuracy: null })
})

test('equal-mass bins hold as many claims as each other', () => {
  const some = [0.1, 0.11, 0.12, 0.13, 0.9, 0.91].map((confidence) => claim(confidence, false))
  const { bins } = computeCalibrationError(some, { binCount: 3, binning: 'equal-mass' })
  expect(bins.map(({ count }) => count)).toEqual([2, 2, 2])
})

test('the impossible is refused', () => {
  expect(() => computeCalibrationError([claim(1.01, true)])).toThrow(RangeError)
  expect(() => computeCalibrationError([claim(Number.NaN, true)])).toThrow(RangeError)
  expect(() => computeCalibrationError([], { binCount: 0 })).toThrow(RangeError)
})

test.each(BINNINGS)(
  '%s: between 0 and 1, at least the overall bias, and every claim in one bin',
  (binning) => {
    fc.assert(
      fc.property(claims, fc.integer({ min: 1, max: 20 }), (some, binCount) => {
        const { error, bins } = computeCalibrationError(some, { binCount, binning })
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(some.length)
        const mean = (pick: (each: (typeof some)[number]) => number) =>
          some.reduce((sum, each) => sum + pick(each), 0) / some.length
        const bias = Math.abs(mean(({ confidence }) => confidence) - mean(({ isRight }) => (isRight ? 1 : 0)))
        expect(error).toBeGreaterThanOrEqual(bias - 1e-9)
        expect(error).toBeLessThanOrEqual(1 + 1e-9)
      }),
    )
  },
)
