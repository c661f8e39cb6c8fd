import { expect, test } from 'vitest'
import type { Run } from '../run'
import { orderWorstFirst, readSignals } from './worst-first'

const step = (isFlagged: boolean) => ({
  checks: isFlagged ? [{ code: 'quote-not-in-case', quote: 'x', nearest: null }] : [],
})
// Only what the signals read.
const run = (flags: readonly boolean[], leading: string | null, noneOfThese = 0) =>
  ({
    steps: flags.map(step),
    differential: leading === null ? null : { entries: [{ diagnosis: leading }], noneOfThese },
  }) as unknown as Run

test('signals are shares of what went wrong', () => {
  const own = run([true, false], 'Gout', 0.25)
  expect(readSignals(own, [own])).toEqual({ flags: 0.5, unexplained: 0.25, disagreement: 0 })
  expect(readSignals(own, [own, run([], 'gout ')]).disagreement).toBe(0)
  expect(readSignals(own, [own, run([], 'Pseudogout')]).disagreement).toBe(1)
  expect(readSignals(run([], null), [])).toEqual({ flags: 0, unexplained: 1, disagreement: 0 })
})

test('the worst come first, equals as they were', () => {
  const signals = { a: 0, b: 0.9, c: 0, d: 0.5 } as const
  const ordered = orderWorstFirst(['a', 'b', 'c', 'd'] as const, (id) => [
    { flags: signals[id], unexplained: 0, disagreement: 0 },
  ])
  expect(ordered).toEqual(['b', 'd', 'a', 'c'])
})
