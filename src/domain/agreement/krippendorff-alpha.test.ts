import { expect, test } from 'vitest'
import { computeKrippendorffAlpha } from './krippendorff-alpha'
import { defineScale } from './label-scale'
import { KRIPPENDORFF_2011, numberOrCode, tableOf } from './testing/tables'

// Krippendorff 2011 prints .743, .815 and .849; the fractions are worked out from its table.
test.each([
  ['nominal', 113 / 152],
  ['ordinal', 108577 / 133160],
  ['interval', 951 / 1120],
] as const)('Krippendorff 2011, missing data, %s', (metric, alpha) => {
  expect(numberOrCode(computeKrippendorffAlpha(tableOf(KRIPPENDORFF_2011, 5), metric))).toBeCloseTo(alpha, 12)
})

test('Krippendorff 2011, two observers, ten units, binary: α .095', () => {
  // Meg 0 1 0 0 0 0 0 0 1 0, Owen 1 1 1 0 0 1 0 0 0 0
  const rows = [
    [1, 2],
    [2, 2],
    [1, 2],
    [1, 1],
    [1, 1],
    [1, 2],
    [1, 1],
    [1, 1],
    [2, 1],
    [1, 1],
  ]
  // o_01 = 4, n_0 = 14, n_1 = 6, n = 20: α = 1 − 19 · 4 / (14 · 6).
  for (const metric of ['nominal', 'ordinal', 'interval'] as const)
    expect(numberOrCode(computeKrippendorffAlpha(tableOf(rows, 2), metric))).toBeCloseTo(1 - 76 / 84, 12)
})

test('interval distances go by the values of the scale', () => {
  const table = tableOf(
    [
      [1, 2],
      [2, 3],
      [3, 3],
      [1, 1],
    ],
    3,
  )
  const stretched = { ...table, scale: defineScale('interval', ['1', '2', '3'], [0, 1, 10]) }
  // Values 0 1 | 1 10 | 10 10 | 0 0: Σ o δ² = 2 · 1 + 2 · 81; Σ n n δ² = 2 (3·2·1 + 3·3·100 + 2·3·81).
  expect(numberOrCode(computeKrippendorffAlpha(stretched, 'interval'))).toBeCloseTo(
    1 - (7 * 164) / (2 * (6 + 900 + 486)),
    12,
  )
})

test('units with one label are left out; without pairs or variety α is undefined, never 1', () => {
  const rows = [
    [1, 2, null],
    [2, 2, 2],
    [1, 1, null],
  ]
  const withSingles = [...rows, [null, 1, null], [null, null, null]]
  expect(computeKrippendorffAlpha(tableOf(withSingles, 2), 'nominal')).toEqual(
    computeKrippendorffAlpha(tableOf(rows, 2), 'nominal'),
  )
  expect(
    numberOrCode(
      computeKrippendorffAlpha(
        tableOf(
          [
            [1, null],
            [null, 2],
          ],
          2,
        ),
        'nominal',
      ),
    ),
  ).toBe('no-pairs')
  // The one other label stands alone: what can be compared is unanimous.
  expect(
    numberOrCode(
      computeKrippendorffAlpha(
        tableOf(
          [
            [1, 1],
            [1, 1],
            [2, null],
          ],
          2,
        ),
        'ordinal',
      ),
    ),
  ).toBe('unanimous')
})
