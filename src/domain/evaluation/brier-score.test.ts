import fc from 'fast-check'
import { expect, test } from 'vitest'
import { computeBrierScore } from './brier-score'

test('a forecast of 0.7, 0.2, 0.1 scores 0.14 when the first comes true and 1.34 when the second does', () => {
  const probabilities = [0.7, 0.2, 0.1]
  expect(computeBrierScore([{ probabilities, outcome: 0 }])).toBeCloseTo(0.09 + 0.04 + 0.01, 12)
  expect(computeBrierScore([{ probabilities, outcome: 1 }])).toBeCloseTo(0.49 + 0.64 + 0.01, 12)
  expect(
    computeBrierScore([
      { probabilities, outcome: 0 },
      { probabilities, outcome: 1 },
    ]),
  ).toBeCloseTo(0.64, 12)
})

test('certain and right is 0, certain and wrong is 2, nothing forecast is undefined', () => {
  expect(computeBrierScore([{ probabilities: [1, 0], outcome: 0 }])).toBe(0)
  expect(computeBrierScore([{ probabilities: [1, 0], outcome: 1 }])).toBe(2)
  expect(computeBrierScore([])).toBeNull()
})

test.each([
  [[0.5, 0.4], 0],
  [[1.2, -0.2], 0],
  [[0.5, Number.NaN], 0],
  [[0.5, 0.5], 2],
  [[0.5, 0.5], -1],
])('%j with outcome %i is no forecast', (probabilities, outcome) => {
  expect(() => computeBrierScore([{ probabilities, outcome }])).toThrow(RangeError)
})

test('it lies in 0 to 2, and telling the truth about a coin is the best on average', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(weights, fc.nat(), (parts, pick) => {
      const whole = parts.map((part, index) => (index === 0 ? part + 1 : part))
      const total = whole.reduce((sum, part) => sum + part, 0)
      const probabilities = whole.map((part) => part / total)
      const score = computeBrierScore([{ probabilities, outcome: pick % probabilities.length }]) ?? -1
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(2)
    }),
  )
  const expected = (truth: number, said: number) =>
    truth * (computeBrierScore([{ probabilities: [said, 1 - said], outcome: 0 }]) ?? 0) +
    (1 - truth) * (computeBrierScore([{ probabilities: [said, 1 - said], outcome: 1 }]) ?? 0)
  const fraction = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(fraction, fraction, (truth, said) => {
      expect(expected(truth, truth)).toBeLessThanOrEqual(expected(truth, said) + 1e-12)
    }),
  )
})
