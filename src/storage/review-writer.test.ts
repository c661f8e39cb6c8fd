import { expect, test } from 'vitest'
import type { CaseId, ReviewId, ReviewerId, RunId } from '../domain/ids'
import { type Review, type ReviewAction, applyReviewAction, startReview } from '../domain/review'
import { createReviewWriter } from './review-writer'

const initial = startReview(
  {
    id: 'r' as ReviewId,
    runId: 'run' as RunId,
    caseId: 'c' as CaseId,
    reviewerId: 'me' as ReviewerId,
    rubric: { id: 'x', version: 1 },
  },
  0,
)
const verdict = (value: 'correct' | 'wrong'): ReviewAction => ({
  kind: 'change',
  change: { part: 'verdict', value },
})

/** A store that fails as often as it is told to, and timers that fire when they are told to. */
function setUp(failures: Error[]) {
  let stored: Review = initial
  const timers: { callback: () => void; ms: number }[] = []
  const batches: number[] = []
  const writer = createReviewWriter({
    clock: () => 42,
    schedule: (callback, ms) => timers.push({ callback, ms }),
    apply: (_, actions) => {
      const failure = failures.shift()
      if (failure) return Promise.reject(failure)
      batches.push(actions.length)
      for (const { action, at } of actions) stored = applyReviewAction(stored, action, at)
      return Promise.resolve(stored)
    },
  })
  return { writer, timers, batches, read: () => stored }
}

test('what queues up while a write is under way goes in one next write, in order', async () => {
  const { writer, batches, read } = setUp([])
  for (const value of ['wrong', 'wrong', 'correct'] as const) writer.submit(initial, verdict(value), 1)
  await writer.flush()
  expect(batches).toEqual([1, 2])
  expect(read().verdict).toBe('correct')
  expect(writer.getState()).toEqual({ pending: 0, lastSavedAt: 42, failure: null })
})

test('a failed write stays visibly unsaved and is tried again, later each time', async () => {
  const { writer, timers, read } = setUp([new Error('gone'), new Error('gone')])
  writer.submit(initial, verdict('correct'), 1)
  await expect.poll(() => writer.getState().failure?.code).toBe('storage-unavailable')
  expect(writer.getState().pending).toBe(1)
  timers[0]?.callback()
  await expect.poll(() => timers.length).toBe(2)
  expect(timers[1]?.ms).toBeGreaterThan(timers[0]?.ms ?? 0)
  writer.retryNow()
  await writer.flush()
  expect(read().verdict).toBe('correct')
})

test('a full disk is told apart', async () => {
  const { writer } = setUp([new DOMException('no room', 'QuotaExceededError')])
  writer.submit(initial, verdict('correct'), 1)
  await expect.poll(() => writer.getState().failure?.code).toBe('storage-full')
})
