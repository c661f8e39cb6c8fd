import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Review, type ReviewAction, applyReviewAction } from '../domain/review'
import { createReviewWriter } from './review-writer'
import { StorageError } from './storage-error'
import { caseId, gradeStep, makeReview, makeRun } from './testing/records'

const run = makeRun('run', caseId('case'))
const initial = makeReview('review', run)

/** A store in memory that fails when told to, a clock and a list of timers that tests let go off. */
function setUp() {
  const stored = new Map<string, Review>()
  const batches: number[] = []
  const timers: { callback: () => void; ms: number }[] = []
  let failure: Error | null = null
  let now = 5000
  const writer = createReviewWriter({
    async apply(first, actions) {
      await Promise.resolve()
      if (failure) throw failure
      batches.push(actions.length)
      const key = `${first.runId} ${first.reviewerId}`
      const next = actions.reduce(
        (review, { action, at }) => applyReviewAction(review, action, at),
        stored.get(key) ?? first,
      )
      stored.set(key, next)
      return next
    },
    clock: () => now,
    schedule: (callback, ms) => timers.push({ callback, ms }),
  })
  return {
    writer,
    batches,
    timers,
    review: () => stored.get(`${initial.runId} ${initial.reviewerId}`),
    reviewOf: (review: Review) => stored.get(`${review.runId} ${review.reviewerId}`),
    breakStore: (error: Error | null) => {
      failure = error
    },
    advance: (ms: number) => {
      now += ms
    },
    fireTimers: () => {
      for (const { callback } of timers.splice(0)) callback()
    },
  }
}

async function failOnce(writer: ReturnType<typeof setUp>['writer'], act: () => void): Promise<void> {
  const isOver = new Promise<void>((resolve) => {
    const stop = writer.subscribe(() => {
      if (writer.getState().failure === null) return
      stop()
      resolve()
    })
  })
  act()
  await isOver
}

test('what queues up during a write goes out with the next, in order', async () => {
  const { writer, batches, review } = setUp()
  for (let step = 0; step < 5; step++) writer.submit(initial, gradeStep(step, 'good'), 10_000 + step)
  expect(writer.getState().pending).toBe(5)
  await writer.flush()
  expect(batches).toEqual([1, 4])
  expect(Object.keys(review()?.grades ?? {})).toHaveLength(5)
  expect(writer.getState()).toEqual({ pending: 0, lastSavedAt: 5000, failure: null })
})

test('reviews of different runs never share a write', async () => {
  const { writer, batches, review, reviewOf } = setUp()
  const other = makeReview('other', makeRun('run-2', caseId('case')))
  writer.submit(initial, gradeStep(0, 'good'), 1)
  writer.submit(initial, gradeStep(1, 'good'), 2)
  writer.submit(other, gradeStep(0, 'bad'), 3)
  writer.submit(initial, gradeStep(2, 'bad'), 4)
  await writer.flush()
  expect(batches).toEqual([1, 1, 1, 1])
  expect(Object.keys(review()?.grades ?? {})).toEqual(['0', '1', '2'])
  expect(reviewOf(other)?.grades[0]?.label).toBe('bad')
})

describe('when writes fail', () => {
  test('nothing is lost, and the retry writes all of it', async () => {
    const { writer, breakStore, fireTimers, review, batches } = setUp()
    breakStore(new Error('disk on fire'))
    await failOnce(writer, () => writer.submit(initial, gradeStep(0, 'good'), 1))
    writer.submit(initial, gradeStep(1, 'bad'), 2)
    expect(writer.getState()).toEqual({
      pending: 2,
      lastSavedAt: null,
      failure: { code: 'storage-unavailable', detail: 'disk on fire' },
    })
    breakStore(null)
    fireTimers()
    await writer.flush()
    expect(batches).toEqual([2])
    expect(review()?.grades[1]?.label).toBe('bad')
    expect(writer.getState().failure).toBeNull()
  })

  test('it waits longer each time, up to a limit', async () => {
    const { writer, breakStore, fireTimers, timers } = setUp()
    breakStore(new Error('still burning'))
    await failOnce(writer, () => writer.submit(initial, gradeStep(0, 'good'), 1))
    const waits: number[] = []
    for (let attempt = 0; attempt < 7; attempt++) {
      waits.push(timers[0]?.ms ?? 0)
      fireTimers()
      while (timers.length === 0) await Promise.resolve()
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000])
  })

  test('a retry by hand does not wait, and the timer it overtook writes nothing twice', async () => {
    const { writer, breakStore, fireTimers, batches } = setUp()
    breakStore(new Error('unplugged'))
    await failOnce(writer, () => writer.submit(initial, gradeStep(0, 'good'), 1))
    breakStore(null)
    writer.retryNow()
    await writer.flush()
    fireTimers()
    await writer.flush()
    expect(batches).toEqual([1])
  })

  test.each([
    new DOMException('full', 'QuotaExceededError'),
    Object.assign(new Error('wrapped'), {
      name: 'AbortError',
      inner: new DOMException('full', 'QuotaExceededError'),
    }),
    new StorageError('storage-full', 'full'),
  ])('a full disk is told apart: %s', async (error) => {
    const { writer, breakStore } = setUp()
    breakStore(error)
    await failOnce(writer, () => writer.submit(initial, gradeStep(0, 'good'), 1))
    expect(writer.getState().failure?.code).toBe('storage-full')
  })

  test('whatever fails when, the store ends as a model run does', async () => {
    const action: fc.Arbitrary<ReviewAction> = fc.oneof(
      fc
        .tuple(fc.nat(4), fc.constantFrom('good', 'neutral', 'bad', null))
        .map(([step, label]) => gradeStep(step, label)),
      fc.constant({ kind: 'undo' } as const),
      fc.constant({ kind: 'redo' } as const),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ action, isBroken: fc.boolean() }), { minLength: 1, maxLength: 30 }),
        async (acts) => {
          const { writer, breakStore, fireTimers, review } = setUp()
          let model = initial
          for (const [index, act] of acts.entries()) {
            breakStore(act.isBroken ? new Error('broken') : null)
            writer.submit(initial, act.action, index * 5000)
            model = applyReviewAction(model, act.action, index * 5000)
            await Promise.resolve()
            fireTimers()
          }
          breakStore(null)
          writer.retryNow()
          const flushed = writer.flush()
          // An attempt begun while the store was broken may fail only now: its timer writes the rest.
          while (writer.getState().pending > 0) {
            fireTimers()
            await Promise.resolve()
          }
          await flushed
          expect(review()).toEqual(model)
        },
      ),
    )
  })
})
