import { expect, test } from 'vitest'
import { createRandom, interval, judgeRatios, judgeValue, median, pairUp, percentile } from './statistics.mjs'

test('medians and percentiles', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
  expect(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.95)).toBe(10)
  expect(percentile([5], 0.95)).toBe(5)
})

test('the interval of equal values is the value; of others it holds the median', () => {
  expect(interval([2, 2, 2])).toEqual([2, 2])
  const [low, high] = interval([1, 2, 3, 4, 5, 6, 7])
  expect(low).toBeLessThanOrEqual(4)
  expect(high).toBeGreaterThanOrEqual(4)
})

test('the same seed gives the same numbers', () => {
  const [a, b] = [createRandom(7), createRandom(7)]
  expect([a(), a(), a()]).toEqual([b(), b(), b()])
})

test('a limit is met only when the whole interval is below it, and not judged when the twin disagrees with itself', () => {
  const row = { limit: 1.5, unit: '×', controls: [1, 1, 1, 1, 1] }
  expect(judgeRatios({ ...row, ratios: [1, 1.1, 1.2, 1.1, 1] }).verdict).toBe('met')
  expect(judgeRatios({ ...row, ratios: [1, 1.1, 1.9, 1.8, 1.2] }).verdict).toBe('missed')
  expect(judgeRatios({ ...row, ratios: [1, 1, 1, 1, 1], controls: [0.5, 2, 1.4, 1.3, 1.5] }).verdict).toBe(
    'void',
  )
  expect(judgeValue({ value: 3, limit: 2, unit: 'ms', runs: 1 }).verdict).toBe('missed')
})

test('pairs alternate in order and control the twin against itself', async () => {
  const order: string[] = []
  const { ratios, controls } = await pairUp(
    2,
    async () => (order.push('ours'), 3),
    async () => (order.push('twin'), 2),
  )
  expect(order).toEqual(['ours', 'twin', 'twin', 'twin', 'ours', 'twin'])
  expect(ratios).toEqual([1.5, 1.5])
  expect(controls).toEqual([1, 1])
})
