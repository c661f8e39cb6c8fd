import { expect, test } from 'vitest'
import { computeGwetCoefficient } from './gwet-coefficient'
import { computePercentAgreement } from './percent-agreement'
import { KRIPPENDORFF_2011, numberOrCode, tableOf, tableOfCounts } from './testing/tables'

test('Gwet’s four raters and 12 subjects with missing labels: agreement .81818, AC1 .77544', () => {
  const table = tableOf(KRIPPENDORFF_2011, 5)
  expect(numberOrCode(computePercentAgreement(table))).toBeCloseTo(9 / 11, 12)
  expect(numberOrCode(computeGwetCoefficient(table))).toBeCloseTo(31825 / 41041, 12)
})

test('AC2 of the same data with linear and quadratic weights', () => {
  const table = tableOf(KRIPPENDORFF_2011, 5)
  expect(numberOrCode(computeGwetCoefficient(table, 'linear'))).toBeCloseTo(6225 / 7249, 12)
  expect(numberOrCode(computeGwetCoefficient(table, 'quadratic'))).toBeCloseTo(17685 / 19349, 12)
})

test('the paradox table of Gwet 2008: AC1 .9408 where κ is −.023', () => {
  const table = tableOfCounts([
    [118, 5],
    [2, 0],
  ])
  expect(numberOrCode(computeGwetCoefficient(table))).toBeCloseTo(27799 / 29549, 12)
})

test('the abstractors’ 3×3 table of Gwet’s handbook: agreement .89, AC1 .84933', () => {
  // π = (26, 51, 123) / 200; p_e = ½ Σ π (1 − π).
  const table = tableOfCounts([
    [13, 0, 0],
    [0, 20, 7],
    [0, 4, 56],
  ])
  expect(numberOrCode(computePercentAgreement(table))).toBeCloseTo(0.89, 12)
  const byChance = (0.13 * 0.87 + 0.255 * 0.745 + 0.615 * 0.385) / 2
  expect(numberOrCode(computeGwetCoefficient(table))).toBeCloseTo((0.89 - byChance) / (1 - byChance), 12)
})

test('one label throughout is full agreement: on purpose, by its model of chance', () => {
  expect(
    numberOrCode(
      computeGwetCoefficient(
        tableOf(
          [
            [1, 1],
            [1, 1],
          ],
          3,
        ),
      ),
    ),
  ).toBe(1)
})

test('labels nobody used count, as Gwet’s formula has it', () => {
  const rows = [
    [1, 1],
    [1, 2],
    [2, 2],
  ]
  const [two, three] = [tableOf(rows, 2), tableOf(rows, 3)].map((table) =>
    numberOrCode(computeGwetCoefficient(table)),
  )
  // p_e ½ with two labels, ¼ with three.
  expect(two).toBeCloseTo((2 / 3 - 1 / 2) / (1 / 2), 12)
  expect(three).toBeCloseTo((2 / 3 - 1 / 4) / (3 / 4), 12)
})

test('it is undefined without pairs or with one label to choose from', () => {
  expect(numberOrCode(computeGwetCoefficient(tableOf([[1, null]], 2)))).toBe('no-pairs')
  expect(numberOrCode(computeGwetCoefficient(tableOf([[1, 1]], 1)))).toBe('one-label-scale')
  expect(numberOrCode(computePercentAgreement(tableOf([[1, null]], 2)))).toBe('no-pairs')
})
