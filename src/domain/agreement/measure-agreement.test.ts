import { describe, expect, test } from 'vitest'
import { createSeededRandom } from '../resampling/seeded-random'
import { STEP_LABEL_SCALE, defineScale } from './label-scale'
import { type Rating, buildLabelTable } from './label-table'
import { type AgreementMeasure, listMeasures, measureAgreement, nameMeasure } from './measure-agreement'
import { tableOf } from './testing/tables'

/** Cases of one to four steps, graded by two or three reviewers who agree more often than not. */
function makeRatings(caseCount: number, seed: number): Rating[] {
  const random = createSeededRandom(seed)
  return Array.from({ length: caseCount }, (_, caseNumber) =>
    Array.from({ length: 1 + random.nextBelow(4) }, (_step, step) => {
      const usual = random.nextBelow(3)
      return ['ada', 'ben', 'cleo'].slice(0, 2 + random.nextBelow(2)).map((raterId) => ({
        caseId: `case ${caseNumber}`,
        unitId: `case ${caseNumber} step ${step}`,
        raterId,
        label: STEP_LABEL_SCALE.labels[random.nextBelow(4) === 0 ? random.nextBelow(3) : usual] ?? null,
      }))
    }).flat(),
  ).flat()
}
const MEASURES: AgreementMeasure[] = [
  { statistic: 'percent' },
  { statistic: 'cohen', raters: [0, 1], weighting: 'quadratic' },
  { statistic: 'alpha', metric: 'ordinal' },
  { statistic: 'gwet', weighting: 'unweighted' },
]

test('the interval is that of tables made of the cases drawn', () => {
  const ratings = makeRatings(12, 4)
  const cases = [...new Set(ratings.map(({ caseId }) => caseId))]
  const bootstrap = { resamples: 60, seed: 11, level: 0.9 }
  const measured = measureAgreement(buildLabelTable(ratings, STEP_LABEL_SCALE), MEASURES, bootstrap)

  const random = createSeededRandom(bootstrap.seed)
  const values: number[][] = MEASURES.map(() => [])
  for (let resample = 0; resample < bootstrap.resamples; resample++) {
    const redrawn = cases.flatMap((_, draw) => {
      const drawn = cases[random.nextBelow(cases.length)]
      return ratings
        .filter(({ caseId }) => caseId === drawn)
        .map((rating) => ({ ...rating, caseId: `draw ${draw}`, unitId: `draw ${draw} ${rating.unitId}` }))
    })
    const table = buildLabelTable(redrawn, STEP_LABEL_SCALE, ['ada', 'ben', 'cleo'])
    for (const [index, { result }] of measureAgreement(table, MEASURES).entries())
      if (result.kind === 'value') values[index]?.push(result.value)
  }
  for (const [index, { interval }] of measured.entries()) {
    const sorted = (values[index] ?? []).sort((a, b) => a - b)
    // The 5th and 95th percentile of 60 values lie 0.95 of the way from one to the next.
    const between = (low = NaN, high = NaN, share = 0) => low + share * (high - low)
    expect(interval?.low).toBeCloseTo(between(sorted[2], sorted[3], 0.95), 9)
    expect(interval?.high).toBeCloseTo(between(sorted[56], sorted[57], 0.05), 9)
  }
})

test('the estimate lies in its interval, which narrows with more cases', () => {
  const widths = [40, 640].map((caseCount) => {
    const table = buildLabelTable(makeRatings(caseCount, 9), STEP_LABEL_SCALE)
    return measureAgreement(table, MEASURES, { resamples: 400, seed: 1 }).map(({ result, interval }) => {
      if (result.kind !== 'value' || !interval) throw new Error('undefined')
      expect(result.value).toBeGreaterThan(interval.low)
      expect(result.value).toBeLessThan(interval.high)
      return interval.high - interval.low
    })
  })
  // 16 times the cases: about a quarter of the width.
  for (const [index, wide] of (widths[0] ?? []).entries()) {
    expect(wide / (widths[1]?.[index] ?? 0)).toBeGreaterThan(2.5)
    expect(wide / (widths[1]?.[index] ?? 0)).toBeLessThan(6.5)
  }
})

test('an undefined statistic gets no interval, and the others keep theirs', () => {
  const table = tableOf(
    [
      [1, 1, 1],
      [1, 2, null],
      [2, 2, 2],
    ],
    2,
  )
  const measured = measureAgreement(table, [{ statistic: 'fleiss' }, { statistic: 'percent' }], {
    resamples: 20,
    seed: 2,
  })
  expect(measured[0]).toMatchObject({ result: { code: 'unequal-ratings' }, interval: null })
  expect(measured[1]).toMatchObject({ measure: { statistic: 'percent' }, interval: { clusters: 3 } })
})

describe('measures on offer', () => {
  const names = (table: Parameters<typeof listMeasures>[0]) => listMeasures(table).map(nameMeasure)

  test('a nominal facet with three reviewers has neither weights nor Cohen’s κ', () => {
    expect(names(tableOf([[1, 2, 1]], 2, 'nominal'))).toEqual([
      'Percent agreement',
      'Fleiss’ κ',
      'Krippendorff’s α, nominal',
      'Gwet’s AC1',
    ])
  })

  test('a pair on an interval scale has them all', () => {
    expect(names(tableOf([[1, 2]], 2, 'interval'))).toEqual([
      'Percent agreement',
      'Cohen’s κ',
      'Cohen’s κ, linear weights',
      'Cohen’s κ, quadratic weights',
      'Fleiss’ κ',
      'Krippendorff’s α, nominal',
      'Krippendorff’s α, ordinal',
      'Krippendorff’s α, interval',
      'Gwet’s AC1',
      'Gwet’s AC2, linear weights',
      'Gwet’s AC2, quadratic weights',
    ])
  })
})

describe('tables', () => {
  const scale = defineScale('nominal', ['yes', 'no'])
  const rating = (unitId: string, raterId: string, label: string | null, caseId = 'c') => ({
    caseId,
    unitId,
    raterId,
    label,
  })

  test('contradictory ratings are refused rather than guessed at', () => {
    const build =
      (...ratings: Rating[]) =>
      () =>
        buildLabelTable(ratings, scale)
    expect(build(rating('u', 'ada', 'perhaps'))).toThrow(/perhaps/)
    expect(build(rating('u', 'ada', 'yes'), rating('u', 'ada', 'no'))).toThrow(/twice/)
    expect(build(rating('u', 'ada', 'yes'), rating('u', 'ben', 'yes', 'd'))).toThrow(/two cases/)
    expect(() => buildLabelTable([rating('u', 'ada', 'yes')], scale, ['ben'])).toThrow(/ada/)
  })

  test('a missing label takes no room', () => {
    const table = buildLabelTable([rating('u', 'ada', null), rating('v', 'ben', 'no')], scale)
    expect([table.raters, table.caseOfUnit.length, [...table.labels]]).toEqual([['ben'], 1, [1]])
  })

  test('scales that make no sense are refused', () => {
    expect(() => defineScale('nominal', [])).toThrow(RangeError)
    expect(() => defineScale('nominal', ['a', 'a'])).toThrow(RangeError)
    expect(() => defineScale('interval', ['a', 'b'], [1, 1])).toThrow(RangeError)
    expect(() => defineScale('interval', ['a', 'b'], [1])).toThrow(RangeError)
    expect(STEP_LABEL_SCALE).toEqual({
      level: 'interval',
      labels: ['bad', 'neutral', 'good'],
      values: [-1, 0, 1],
    })
  })
})
