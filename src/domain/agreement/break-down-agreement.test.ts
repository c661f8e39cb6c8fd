import { expect, test } from 'vitest'
import { type FacetRating, breakDownAgreement } from './break-down-agreement'
import { STEP_LABEL_SCALE, defineScale } from './label-scale'
import { numberOrCode } from './testing/tables'

const scales = new Map([
  ['grade', STEP_LABEL_SCALE],
  ['factual', defineScale('nominal', ['no', 'yes'])],
])
const rate = (
  caseId: string,
  step: number,
  labels: Readonly<Record<string, string | null>>,
  facet = 'grade',
): FacetRating[] =>
  Object.entries(labels).map(([raterId, label]) => ({
    caseId,
    unitId: `${caseId} ${step}`,
    raterId,
    label,
    facet,
    specialty: caseId === 'heart' ? 'cardiology' : null,
    stepKind: step === 0 ? 'finding' : 'hypothesis',
  }))
const ratings = [
  ...rate('heart', 0, { ada: 'good', ben: 'good', cleo: 'bad' }),
  ...rate('heart', 1, { ada: 'bad', ben: 'bad' }),
  ...rate('other', 0, { ada: 'good', ben: 'neutral', cleo: null }),
  ...rate('other', 1, { ada: 'bad' }),
  ...rate('heart', 0, { ada: 'yes', ben: 'no' }, 'factual'),
]
const percents = (by: Parameters<typeof breakDownAgreement>[2]) =>
  breakDownAgreement(ratings, scales, by).map(({ facet, key, raters, units, cases, measures }) => {
    const percent = measures.find(({ measure }) => measure.statistic === 'percent')
    return [facet, key, raters.join(' & '), units, cases, percent && numberOrCode(percent.result)]
  })

test('facets stay apart; a unit with one label doesn’t count', () => {
  expect(percents('facet')).toEqual([
    ['grade', null, 'ada & ben & cleo', 3, 2, expect.closeTo((1 / 3 + 1) / 3, 12)],
    ['factual', null, 'ada & ben', 1, 1, 0],
  ])
})

test('reviewer pairs are measured on what both labelled', () => {
  expect(percents('reviewer-pair')).toEqual([
    ['grade', null, 'ada & ben', 3, 2, expect.closeTo(2 / 3, 12)],
    ['grade', null, 'ada & cleo', 1, 1, 0],
    ['grade', null, 'ben & cleo', 1, 1, 0],
    ['factual', null, 'ada & ben', 1, 1, 0],
  ])
})

test('specialties and step kinds, those without one as a group of their own', () => {
  expect(percents('specialty').map((row) => row.slice(0, 5))).toEqual([
    ['grade', 'cardiology', 'ada & ben & cleo', 2, 1],
    ['grade', null, 'ada & ben', 1, 1],
    ['factual', 'cardiology', 'ada & ben', 1, 1],
  ])
  expect(percents('step-kind').map((row) => row.slice(0, 5))).toEqual([
    ['grade', 'finding', 'ada & ben & cleo', 2, 2],
    ['grade', 'hypothesis', 'ada & ben', 1, 1],
    ['factual', 'finding', 'ada & ben', 1, 1],
  ])
})

test('bootstrap options reach every group; one case alone has no interval', () => {
  const groups = breakDownAgreement(ratings, scales, 'facet', { resamples: 50, seed: 1 })
  expect(groups.map(({ measures }) => measures[0]?.interval?.clusters ?? null)).toEqual([2, null])
})

test('a facet without a scale is refused', () => {
  expect(() => breakDownAgreement(ratings, new Map(), 'facet')).toThrow(/grade/)
})
