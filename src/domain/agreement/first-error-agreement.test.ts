import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FirstError, findFirstError, measureFirstErrorAgreement } from './first-error-agreement'
import { numberOrCode } from './testing/tables'

const at = (index: number): FirstError => ({ kind: 'at', index })
const none: FirstError = { kind: 'none' }
const unknown: FirstError = { kind: 'unknown' }

test('the first bad step is the first error, unless something before it has no label', () => {
  expect(findFirstError(['good', 'neutral', 'bad', null, 'bad'])).toEqual(at(2))
  expect(findFirstError(['good', 'neutral'])).toEqual(none)
  expect(findFirstError([])).toEqual(none)
  expect(findFirstError([null, 'bad'])).toEqual(unknown)
  expect(findFirstError(['good', null])).toEqual(unknown)
})

test('exact match and mean index difference', () => {
  const pairs = [
    { caseId: 'p', a: at(2), b: at(2) },
    { caseId: 'p', a: at(0), b: at(3) },
    { caseId: 'q', a: none, b: none },
    { caseId: 'q', a: at(1), b: none },
    { caseId: 'r', a: at(5), b: at(4) },
    { caseId: 'r', a: unknown, b: at(4) },
  ]
  const result = measureFirstErrorAgreement(pairs, { resamples: 100, seed: 1 })
  expect(numberOrCode(result.exactMatch.result)).toBeCloseTo(2 / 5, 12)
  expect(numberOrCode(result.meanIndexDifference.result)).toBeCloseTo(4 / 3, 12)
  expect(result).toMatchObject({ compared: 5, bothFound: 3, oneFound: 1, leftOut: 1 })
  expect(result.exactMatch.interval?.clusters).toBe(3)
})

test('without a common first error there is no mean difference, and without runs nothing', () => {
  const apart = measureFirstErrorAgreement([{ caseId: 'p', a: none, b: at(1) }])
  expect([apart.exactMatch.result, apart.meanIndexDifference.result].map(numberOrCode)).toEqual([
    0,
    'no-common-first-error',
  ])
  const nothing = measureFirstErrorAgreement([])
  expect([nothing.exactMatch.result, nothing.meanIndexDifference.result].map(numberOrCode)).toEqual([
    'no-pairs',
    'no-pairs',
  ])
})

test('it makes no difference who is first', () => {
  const error = fc.oneof(fc.nat(9).map(at), fc.constant(none), fc.constant(unknown))
  const pair = fc.record({ caseId: fc.constantFrom('p', 'q', 'r'), a: error, b: error })
  fc.assert(
    fc.property(fc.array(pair), (pairs) => {
      const swapped = pairs.map(({ caseId, a, b }) => ({ caseId, a: b, b: a }))
      expect(measureFirstErrorAgreement(swapped)).toEqual(measureFirstErrorAgreement(pairs))
    }),
  )
})
