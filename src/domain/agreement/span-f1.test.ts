import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SPAN_UNITS, measureSpanF1 } from './span-f1'
import { numberOrCode } from './testing/tables'

const text = 'No fever, but chills.'
const span = (start: number, end: number) => ({ start, end })
const f1 = (a: ReturnType<typeof span>[], b: ReturnType<typeof span>[], unit: 'characters' | 'tokens') =>
  numberOrCode(measureSpanF1([{ caseId: 'c', text, a, b }], unit).result)

test('characters: twice what both marked over what each marked', () => {
  // "No fever" (8) and "fever," (6) share "fever" (5).
  expect(f1([span(0, 8)], [span(3, 9)], 'characters')).toBeCloseTo(10 / 14, 12)
})

test('tokens: a token counts once a span touches it', () => {
  // "o feve" touches both words, "fever," one.
  expect(f1([span(1, 7)], [span(3, 9)], 'tokens')).toBeCloseTo(2 / 3, 12)
  expect(f1([span(2, 3)], [span(8, 10)], 'tokens')).toBe('no-spans')
})

test('overlapping spans of one reviewer count once, and their order doesn’t matter', () => {
  expect(f1([span(3, 8), span(0, 5)], [span(0, 8)], 'characters')).toBe(1)
  expect(f1([span(14, 20), span(0, 8)], [span(0, 8), span(14, 20)], 'characters')).toBe(1)
})

test('nothing marked is undefined, one side only is 0', () => {
  expect(f1([], [], 'characters')).toBe('no-spans')
  expect(f1([span(4, 4)], [], 'characters')).toBe('no-spans')
  expect(f1([span(0, 2)], [], 'characters')).toBe(0)
})

test('texts are pooled, cases resampled', () => {
  const pairs = [
    { caseId: 'c', text, a: [span(0, 2)], b: [span(0, 2)] },
    { caseId: 'c', text, a: [], b: [] },
    { caseId: 'd', text, a: [span(0, 2)], b: [span(3, 9)] },
  ]
  const { result, interval } = measureSpanF1(pairs, 'characters', { resamples: 200, seed: 1 })
  expect(numberOrCode(result)).toBeCloseTo((2 * 2) / (4 + 8), 12)
  expect([interval?.low, interval?.high, interval?.clusters]).toEqual([0, 1, 2])
})

test('it is symmetric, at most 1, and 1 against itself', () => {
  const spans = fc.array(
    fc.tuple(fc.nat(text.length), fc.nat(text.length)).map(([a, b]) => span(Math.min(a, b), Math.max(a, b))),
  )
  fc.assert(
    fc.property(spans, spans, fc.constantFrom(...SPAN_UNITS), (a, b, unit) => {
      const value = f1(a, b, unit)
      expect(f1(b, a, unit)).toBe(value)
      if (typeof value === 'number') expect(value).toBeLessThanOrEqual(1)
      expect([1, 'no-spans']).toContain(f1(a, a, unit))
    }),
  )
})

test('character F1 is that of the sets of characters', () => {
  const spans = fc.array(
    fc.tuple(fc.nat(text.length), fc.nat(text.length)).map(([a, b]) => span(Math.min(a, b), Math.max(a, b))),
    { minLength: 1, maxLength: 5 },
  )
  const charactersOf = (marked: readonly { start: number; end: number }[]) =>
    new Set(
      marked.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index)),
    )
  fc.assert(
    fc.property(spans, spans, (a, b) => {
      const [setA, setB] = [charactersOf(a), charactersOf(b)]
      fc.pre(setA.size + setB.size > 0)
      const shared = [...setA].filter((place) => setB.has(place)).length
      expect(f1(a, b, 'characters')).toBeCloseTo((2 * shared) / (setA.size + setB.size), 12)
    }),
  )
})
