import fc from 'fast-check'
import { expect, test } from 'vitest'
import { passAtK } from './pass-at-k'

test('of ten samples with three right: 0.3 at one, 1 − C(7,5)/C(10,5) at five, certain at ten', () => {
  expect(passAtK(10, 3, 1)).toBeCloseTo(0.3, 12)
  expect(passAtK(10, 3, 5)).toBeCloseTo(1 - 21 / 252, 12)
  expect(passAtK(10, 3, 10)).toBe(1)
  expect(passAtK(10, 0, 10)).toBe(0)
})

test('it is what counting every choice of k samples gives, grows with k and with the right ones', () => {
  const choices = (n: number, k: number): number => (k === 0 ? 1 : (choices(n - 1, k - 1) * n) / k)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(), fc.nat(), (n, right, pick) => {
      const [c, k] = [right % (n + 1), (pick % n) + 1]
      const counted = n - c < k ? 1 : 1 - choices(n - c, k) / choices(n, k)
      expect(passAtK(n, c, k)).toBeCloseTo(counted, 9)
      if (k < n) expect(passAtK(n, c, k + 1)).toBeGreaterThanOrEqual(passAtK(n, c, k) - 1e-12)
      if (c < n) expect(passAtK(n, c + 1, k)).toBeGreaterThanOrEqual(passAtK(n, c, k) - 1e-12)
    }),
  )
})

test.each([
  [0, 0, 1],
  [5, 6, 1],
  [5, 1, 6],
  [5, -1, 1],
  [5, 1.5, 1],
])('%i samples, %s right, at %i: refused', (n, c, k) => {
  expect(() => passAtK(n, c, k)).toThrow(RangeError)
})
