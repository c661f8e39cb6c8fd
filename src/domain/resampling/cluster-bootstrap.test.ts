import { expect, test } from 'vitest'
import { bootstrapClusters, sumClusters } from './cluster-bootstrap'

/** Rows of [sum, count], so that the statistic is a mean. */
const meansOf = (values: readonly number[]) => ({
  rows: Float64Array.from(values.flatMap((value) => [value, 1])),
  width: 2,
  clusterCount: values.length,
})
const mean = (totals: Float64Array) => ((totals[1] ?? 0) === 0 ? null : (totals[0] ?? 0) / (totals[1] ?? 0))

test('the interval of a mean comes close to the normal one', () => {
  // 0, 1, …, 99: mean 49.5, population standard deviation 28.866, standard error 2.8866.
  const sums = meansOf(Array.from({ length: 100 }, (_, index) => index))
  const [interval] = bootstrapClusters(sums, [mean], { resamples: 20_000, seed: 3 })
  expect(interval?.low).toBeCloseTo(49.5 - 1.96 * 2.8866, 0)
  expect(interval?.high).toBeCloseTo(49.5 + 1.96 * 2.8866, 0)
  expect(interval).toMatchObject({
    level: 0.95,
    resamples: 20_000,
    undefinedResamples: 0,
    clusters: 100,
    seed: 3,
  })
})

test('a seed repeats an interval, a lower level narrows it', () => {
  const sums = meansOf([1, 5, 2, 8, 3, 9, 4])
  const run = (seed: number, level: number) =>
    bootstrapClusters(sums, [mean], { resamples: 500, seed, level })[0]
  expect(run(1, 0.95)).toEqual(run(1, 0.95))
  expect(run(2, 0.95)).not.toEqual(run(1, 0.95))
  const [wide, narrow] = [run(1, 0.95), run(1, 0.5)]
  expect(narrow?.low).toBeGreaterThan(wide?.low ?? Infinity)
  expect(narrow?.high).toBeLessThan(wide?.high ?? -Infinity)
})

test('clusters that are all alike give an interval of no width', () => {
  const [interval] = bootstrapClusters(meansOf([4, 4, 4]), [mean], { resamples: 50, seed: 0 })
  expect([interval?.low, interval?.high]).toEqual([4, 4])
})

test('undefined resamples are counted and left out; too many of them, or one cluster, give no interval', () => {
  const options = { resamples: 400, seed: 5 }
  const only = (rows: readonly number[]) => ({
    rows: Float64Array.from(rows),
    width: 1,
    clusterCount: rows.length,
  })
  const ifAny = ([total = 0]: Float64Array) => (total === 0 ? null : total)
  // One of three clusters carries the statistic: (2/3)³ ≈ 0.30 of the resamples miss it.
  const [some] = bootstrapClusters(only([1, 0, 0]), [ifAny], options)
  expect(some?.undefinedResamples).toBeGreaterThan(80)
  expect(some?.undefinedResamples).toBeLessThan(160)
  expect(some?.low).toBeGreaterThanOrEqual(1)
  expect(bootstrapClusters(only([0, 0, 0]), [ifAny], options)).toEqual([null])
  expect(bootstrapClusters(only([1]), [ifAny], options)).toEqual([null])
  expect(bootstrapClusters(only([]), [ifAny], options)).toEqual([null])
})

test('the totals are the sums of the rows', () => {
  expect([...sumClusters(meansOf([1, 2, 4]))]).toEqual([7, 3])
})

test('options that make no sense are refused', () => {
  const sums = meansOf([1, 2])
  expect(() => bootstrapClusters(sums, [mean], { resamples: 0, seed: 1 })).toThrow(RangeError)
  expect(() => bootstrapClusters(sums, [mean], { resamples: 10, seed: 1, level: 1 })).toThrow(RangeError)
})
