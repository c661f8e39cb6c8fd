import { expect, test } from 'vitest'
import { computeCohensKappa } from './cohens-kappa'
import { numberOrCode, tableOf, tableOfCounts } from './testing/tables'

// Counts, then κ plain, linear and quadratic as exact fractions of the counts; the source prints the decimals named.
test.each([
  [
    'Cohen 1960, table 1 (κ −.092)',
    [
      [25, 13, 12],
      [12, 2, 16],
      [3, 15, 2],
    ],
    [-6 / 65, 1 / 44, 9 / 67],
  ],
  [
    'Cohen 1968, N = 200 (κ .492)',
    [
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ],
    [29 / 59, 9 / 19, 5 / 11],
  ],
  [
    'Fleiss 1981, table 13.1 (κ .68)',
    [
      [75, 1, 4],
      [5, 4, 1],
      [0, 0, 10],
    ],
    [23 / 34, 13 / 18, 71 / 94],
  ],
  [
    'Boyd 1982, xeromammograms, as in the Stata manual (κ .4728, linear .5684, quadratic .6714)',
    [
      [21, 12, 0, 0],
      [4, 17, 1, 0],
      [3, 9, 15, 2],
      [0, 0, 0, 1],
    ],
    [139 / 294, 1903 / 3348, 3473 / 5173],
  ],
  [
    'the textbook 2×2 table (κ .40)',
    [
      [20, 5],
      [10, 15],
    ],
    [0.4, 0.4, 0.4],
  ],
  [
    'Gwet’s abstractors (κ .7964094)',
    [
      [13, 0, 0],
      [0, 20, 7],
      [0, 4, 56],
    ],
    [4303 / 5403, 2951 / 3501, 91 / 102],
  ],
  [
    'Feinstein and Cicchetti’s paradox as Gwet 2008 has it (κ −.023)',
    [
      [118, 5],
      [2, 0],
    ],
    [-4 / 171, -4 / 171, -4 / 171],
  ],
])('%s', (_, counts, [plain = NaN, linear = NaN, quadratic = NaN]) => {
  const table = tableOfCounts(counts)
  expect(numberOrCode(computeCohensKappa(table))).toBeCloseTo(plain, 12)
  expect(numberOrCode(computeCohensKappa(table, [0, 1], 'linear'))).toBeCloseTo(linear, 12)
  expect(numberOrCode(computeCohensKappa(table, [0, 1], 'quadratic'))).toBeCloseTo(quadratic, 12)
})

test('only units that both labelled count', () => {
  const paired = [
    [1, 1],
    [1, 2],
    [2, 2],
    [2, 2],
  ]
  const withGaps = [...paired, [1, null], [null, 2], [null, null]]
  expect(computeCohensKappa(tableOf(withGaps, 2))).toEqual(computeCohensKappa(tableOf(paired, 2)))
})

test('one label throughout leaves κ undefined, in words', () => {
  const result = computeCohensKappa(
    tableOfCounts([
      [7, 0],
      [0, 0],
    ]),
  )
  expect(result).toMatchObject({ kind: 'undefined', code: 'unanimous' })
  expect(result.kind === 'undefined' && result.because).toMatch(/^unanimous, undefined/)
})

test('one rater who always gives the same label gives 0, not undefined', () => {
  expect(
    numberOrCode(
      computeCohensKappa(
        tableOfCounts([
          [5, 3],
          [0, 0],
        ]),
      ),
    ),
  ).toBe(0)
})

test('raters with nothing in common leave κ undefined', () => {
  expect(
    numberOrCode(
      computeCohensKappa(
        tableOf(
          [
            [1, null],
            [null, 2],
          ],
          2,
        ),
      ),
    ),
  ).toBe('no-pairs')
})
