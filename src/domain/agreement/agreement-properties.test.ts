import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AgreementMeasure, measureAgreement } from './measure-agreement'
import { numberOrCode, tableOf } from './testing/tables'

const LABELS = 4
const cell = fc.option(fc.integer({ min: 1, max: LABELS }), { nil: null })
const rowsOf = (raters: number, each: typeof cell = cell) =>
  fc.array(fc.array(each, { minLength: raters, maxLength: raters }), { maxLength: 25 })
const complete = fc.integer({ min: 1, max: LABELS })
type Row = readonly (number | null)[]

const pairwise: AgreementMeasure[] = (['unweighted', 'linear', 'quadratic'] as const).map((weighting) => ({
  statistic: 'cohen',
  raters: [0, 1],
  weighting,
}))
const anyNumber: AgreementMeasure[] = [
  { statistic: 'percent' },
  { statistic: 'fleiss' },
  { statistic: 'alpha', metric: 'nominal' },
  { statistic: 'alpha', metric: 'ordinal' },
  { statistic: 'alpha', metric: 'interval' },
  { statistic: 'gwet', weighting: 'unweighted' },
  { statistic: 'gwet', weighting: 'linear' },
  { statistic: 'gwet', weighting: 'quadratic' },
]
const everything = [...pairwise, ...anyNumber]
const byNameOnly = everything.filter(
  (measure) =>
    measure.statistic === 'percent' ||
    measure.statistic === 'fleiss' ||
    (measure.statistic === 'alpha' ? measure.metric === 'nominal' : measure.weighting === 'unweighted'),
)

/** Rounded, because sums in another order differ in the last digits. */
const measure = (rows: readonly Row[], measures: readonly AgreementMeasure[]) =>
  measureAgreement(tableOf(rows, LABELS), measures).map(({ result }) => {
    const value = numberOrCode(result)
    return typeof value === 'number' ? Math.round(value * 1e9) / 1e9 + 0 : value
  })

const shuffled = <T>(items: readonly T[]) =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length })

test('the order of the raters doesn’t matter', () => {
  fc.assert(
    fc.property(rowsOf(4), shuffled([0, 1, 2, 3]), (rows, order) => {
      const permuted = rows.map((row) => order.map((place) => row[place] ?? null))
      expect(measure(permuted, anyNumber)).toEqual(measure(rows, anyNumber))
    }),
  )
  fc.assert(
    fc.property(rowsOf(2), (rows) => {
      const swapped = rows.map(([a = null, b = null]) => [b, a])
      expect(measure(swapped, everything)).toEqual(measure(rows, everything))
    }),
  )
})

test('the order of the units doesn’t matter', () => {
  fc.assert(
    fc.property(
      rowsOf(3).chain((rows) => fc.tuple(fc.constant(rows), shuffled(rows))),
      ([rows, permuted]) => {
        expect(measure(permuted, everything)).toEqual(measure(rows, everything))
      },
    ),
  )
})

test('what the labels are called doesn’t matter to unweighted and nominal measures', () => {
  fc.assert(
    fc.property(rowsOf(3), shuffled([1, 2, 3, 4]), (rows, names) => {
      const renamed = rows.map((row) => row.map((label) => (label === null ? null : (names[label - 1] ?? 0))))
      expect(measure(renamed, byNameOnly)).toEqual(measure(rows, byNameOnly))
    }),
  )
})

test('turning the scale round doesn’t matter to any', () => {
  fc.assert(
    fc.property(rowsOf(3), (rows) => {
      const turned = rows.map((row) => row.map((label) => (label === null ? null : LABELS + 1 - label)))
      expect(measure(turned, everything)).toEqual(measure(rows, everything))
    }),
  )
})

test('perfect agreement is exactly 1, or unanimous and undefined, never almost 1', () => {
  fc.assert(
    fc.property(
      fc.array(complete, { minLength: 1, maxLength: 25 }),
      fc.integer({ min: 2, max: 9 }),
      (labels, raters) => {
        const rows = labels.map((label) => Array.from({ length: raters }, () => label))
        const isUnanimous = new Set(labels).size === 1
        for (const {
          measure: { statistic },
          result,
        } of measureAgreement(tableOf(rows, LABELS), everything)) {
          const hasValue = !isUnanimous || statistic === 'percent' || statistic === 'gwet'
          expect(numberOrCode(result)).toBe(hasValue ? 1 : 'unanimous')
        }
      },
    ),
  )
})

test('no value exceeds 1, and 1 needs every pair to agree', () => {
  fc.assert(
    fc.property(rowsOf(2), (rows) => {
      const isPerfect = rows.every(([a, b]) => a === null || b === null || a === b)
      for (const { result } of measureAgreement(tableOf(rows, LABELS), everything))
        if (result.kind === 'value') {
          expect(result.value).toBeLessThanOrEqual(1)
          expect(result.value === 1).toBe(isPerfect)
        }
    }),
  )
})

test('with two labels, weights change nothing', () => {
  fc.assert(
    fc.property(rowsOf(2, fc.integer({ min: 1, max: 2 })), (rows) => {
      const values = measureAgreement(tableOf(rows, 2), everything).map(({ result }) => numberOrCode(result))
      const [plain, linear, quadratic, , , nominal, ordinal, interval, ac1, ac2Linear, ac2Quadratic] = values
      expect([linear, quadratic]).toEqual([plain, plain])
      for (const [one, other] of [
        [ordinal, nominal],
        [interval, nominal],
        [ac2Linear, ac1],
        [ac2Quadratic, ac1],
      ])
        if (typeof one === 'number') expect(one).toBeCloseTo(Number(other), 9)
        else expect(one).toBe(other)
    }),
  )
})

describe('against the definitions, pair by pair', () => {
  const pairsOf = (row: Row) => {
    const given = row.filter((label) => label !== null)
    return given.flatMap((a, i) => given.flatMap((b, j) => (i === j ? [] : [{ a, b, m: given.length }])))
  }
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

  test('interval α is one minus the ratio of mean squared differences within units and overall', () => {
    fc.assert(
      fc.property(rowsOf(4), (rows) => {
        const within = rows.flatMap(pairsOf)
        const pairable = rows.flatMap((row) =>
          pairsOf(row).length > 0 ? row.filter((label) => label !== null) : [],
        )
        const observed = sum(within.map(({ a, b, m }) => (a - b) ** 2 / (m - 1))) / pairable.length
        const all = pairsOf(pairable)
        const expected = sum(all.map(({ a, b }) => (a - b) ** 2)) / all.length
        fc.pre(expected > 0)
        const [alpha] = measure(rows, [{ statistic: 'alpha', metric: 'interval' }])
        expect(alpha).toBeCloseTo(1 - observed / expected, 8)
      }),
    )
  })

  test('AC2 with linear weights', () => {
    fc.assert(
      fc.property(rowsOf(4), (rows) => {
        const rated = rows
          .map((row) => row.filter((label) => label !== null))
          .filter(({ length }) => length > 0)
        const paired = rated.map(pairsOf).filter(({ length }) => length > 0)
        fc.pre(paired.length > 0)
        const weight = (a: number, b: number) => 1 - Math.abs(a - b) / (LABELS - 1)
        const agreed =
          sum(paired.map((pairs) => sum(pairs.map(({ a, b }) => weight(a, b))) / pairs.length)) /
          paired.length
        const labels = [1, 2, 3, 4]
        const shares = labels.map(
          (label) =>
            sum(rated.map((row) => row.filter((own) => own === label).length / row.length)) / rated.length,
        )
        const weights = sum(labels.flatMap((a) => labels.map((b) => weight(a, b))))
        const chance = (weights / (LABELS * (LABELS - 1))) * sum(shares.map((share) => share * (1 - share)))
        const [ac2] = measure(rows, [{ statistic: 'gwet', weighting: 'linear' }])
        expect(ac2).toBeCloseTo((agreed - chance) / (1 - chance), 8)
      }),
    )
  })

  test('quadratically weighted κ of complete data', () => {
    fc.assert(
      fc.property(rowsOf(2, complete), (rows) => {
        const [first, second] = [rows.map(([a]) => a ?? 0), rows.map(([, b]) => b ?? 0)]
        const expected = sum(first.flatMap((a) => second.map((b) => (a - b) ** 2))) / rows.length
        fc.pre(expected > 0)
        const observed = sum(first.map((a, index) => (a - (second[index] ?? 0)) ** 2))
        const [kappa] = measure(rows, [{ statistic: 'cohen', raters: [0, 1], weighting: 'quadratic' }])
        expect(kappa).toBeCloseTo(1 - observed / expected, 8)
      }),
    )
  })
})
