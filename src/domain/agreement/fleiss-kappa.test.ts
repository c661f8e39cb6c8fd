import { expect, test } from 'vitest'
import { computeFleissKappa } from './fleiss-kappa'
import { selectCompleteUnits } from './label-table'
import { FLEISS_1971, numberOrCode, tableOf, tableOfVotes } from './testing/tables'

test('Fleiss 1971: 30 patients, six psychiatrists, κ .430', () => {
  expect(numberOrCode(computeFleissKappa(tableOfVotes(FLEISS_1971)))).toBeCloseTo(5437 / 12637, 12)
})

test('the textbook example of 14 raters and 10 subjects, κ .210', () => {
  const votes = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
  ]
  expect(numberOrCode(computeFleissKappa(tableOfVotes(votes)))).toBeCloseTo(4211 / 20059, 12)
})

test('unequal numbers of labels leave it undefined; units without any don’t matter', () => {
  const rows = [
    [1, 1, 2],
    [2, 2, 2],
    [1, 1, null],
  ]
  expect(numberOrCode(computeFleissKappa(tableOf(rows, 2)))).toBe('unequal-ratings')
  const complete = selectCompleteUnits(tableOf(rows, 2))
  expect(complete.caseOfUnit).toHaveLength(2)
  // P̄ = (1/3 + 1) / 2 = 2/3, P̄_e = (1/3)² + (2/3)² = 5/9.
  expect(numberOrCode(computeFleissKappa(complete))).toBeCloseTo((2 / 3 - 5 / 9) / (4 / 9), 12)
  const withEmpty = tableOf([...rows.slice(0, 2), [null, null, null]], 2)
  expect(computeFleissKappa(withEmpty)).toEqual(computeFleissKappa(complete))
})

test('it is undefined for one rater, for nothing, and for one label throughout', () => {
  expect(numberOrCode(computeFleissKappa(tableOf([[1], [2]], 2)))).toBe('no-pairs')
  expect(numberOrCode(computeFleissKappa(tableOf([], 2)))).toBe('no-pairs')
  expect(
    numberOrCode(
      computeFleissKappa(
        tableOf(
          [
            [1, 1],
            [1, 1],
          ],
          2,
        ),
      ),
    ),
  ).toBe('unanimous')
})
