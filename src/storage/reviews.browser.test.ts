import { liveQuery } from 'dexie'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Review, applyReviewAction } from '../domain/review'
import { changeReviewStrictly } from './review-transaction'
import { createReviewWorker } from './review-worker'
import { createReviewWriter } from './review-writer'
import { openOtherTab } from './testing/open-other-tab'
import { REVIEWER, caseId, gradeStep, makeCase, makeReview, makeRun } from './testing/records'
import { dropStorages, newName, openStorage } from './testing/temporary-storage'

afterEach(async () => {
  vi.restoreAllMocks()
  await dropStorages()
})

const run = makeRun('run', caseId('case'), { status: 'finished' })
const initial = makeReview('review', run)

/** What a live query shows, and a way to wait until it shows something. */
function watch<T>(read: () => Promise<T>, observe = liveQuery) {
  const shown: T[] = []
  const waiting = new Set<() => void>()
  const subscription = observe(read).subscribe((value) => {
    shown.push(value)
    for (const check of waiting) check()
  })
  return {
    shown,
    until: (isThere: (value: T) => boolean) =>
      new Promise<void>((resolve) => {
        const check = () => {
          const last = shown.at(-1)
          if (shown.length === 0 || !isThere(last as T)) return // just checked that there is one
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      }),
    stop: () => subscription.unsubscribe(),
  }
}

test('actions are applied in order to what is stored', async () => {
  const { reviews } = openStorage()
  const actions = [
    { action: gradeStep(0, 'good'), at: 4000 },
    { action: gradeStep(1, 'bad'), at: 5000 },
    { action: { kind: 'undo' } as const, at: 6000 },
  ]
  const stored = await reviews.apply(initial, actions)
  expect(stored).toEqual(
    actions.reduce((review: Review, { action, at }) => applyReviewAction(review, action, at), initial),
  )
  expect(await reviews.find(run.id, REVIEWER)).toEqual(stored)
  const redone = await reviews.apply(initial, [{ action: { kind: 'redo' }, at: 7000 }])
  expect(redone.grades[1]?.label).toBe('bad')
  expect(await reviews.ofCase(run.caseId)).toEqual([redone])
})

test('each write is one strict transaction', async () => {
  const name = newName()
  const { reviews } = openStorage(name)
  await reviews.apply(initial, [{ action: gradeStep(0, 'good'), at: 4000 }])
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(name)
    request.onsuccess = () => resolve(request.result)
  })
  const open = vi.spyOn(IDBDatabase.prototype, 'transaction')
  await changeReviewStrictly(database, initial, (review) =>
    applyReviewAction(review, gradeStep(1, 'good'), 5000),
  )
  expect(open.mock.calls).toEqual([[['reviews', 'caseLog'], 'readwrite', { durability: 'strict' }]])
  database.close()
  expect((await reviews.find(run.id, REVIEWER))?.grades[1]?.label).toBe('good')
})

test('without a worker the page writes by itself; a worker that breaks is told, and the next write goes through', async () => {
  const name = newName()
  const { reviews } = openStorage(name)
  await reviews.apply(initial, [{ action: gradeStep(0, 'good'), at: 4000 }])
  const here = vi.fn(() => Promise.resolve({ stored: initial, didGradedChange: false }))
  const none = createReviewWorker(name, here, () => {
    throw new Error('no workers')
  })
  await none.change(initial, [])
  expect(here).toHaveBeenCalledOnce()
  const broken = createReviewWorker(
    name,
    here,
    () => new Worker('data:text/javascript,throw new Error("broken")'),
  )
  await expect(broken.change(initial, [])).rejects.toMatchObject({ code: 'storage-unavailable' })
  await broken.change(initial, [])
  expect(here).toHaveBeenCalledTimes(2)
})

test('a row that this version did not write is refused, not overwritten', async () => {
  const name = newName()
  const { reviews } = openStorage(name)
  await reviews.apply(initial, [{ action: gradeStep(0, 'good'), at: 4000 }])
  const broken = { ...initial, grades: 'none' }
  await putRaw(name, 'reviews', broken)
  const write = reviews.apply(initial, [{ action: gradeStep(1, 'good'), at: 5000 }])
  await expect(write).rejects.toMatchObject({ code: 'row-unreadable' })
  await expect(reviews.get(initial.id)).rejects.toMatchObject({ code: 'row-unreadable' })
})

describe('live queries', () => {
  test('see a grade written past Dexie, by every way of reading it', async () => {
    const { reviews } = openStorage()
    const watched = [
      watch(() => reviews.find(run.id, REVIEWER)),
      watch(() => reviews.get(initial.id)),
      watch(async () => (await reviews.ofCase(run.caseId))[0] ?? null),
    ]
    await Promise.all(watched.map(({ until }) => until((review) => review === null)))
    for (const step of [0, 1, 2]) {
      await reviews.apply(initial, [{ action: gradeStep(step, 'good'), at: 4000 + step * 2000 }])
      await Promise.all(watched.map(({ until }) => until((review) => review?.grades[step]?.label === 'good')))
    }
    for (const { shown, stop } of watched) {
      expect(Object.keys(shown.at(-1)?.grades ?? {})).toEqual(['0', '1', '2'])
      stop()
    }
  })

  test('are told of a burst of grades a few times, not for each', async () => {
    const { reviews } = openStorage()
    const watched = watch(() => reviews.find(run.id, REVIEWER))
    await watched.until((review) => review === null)
    await Promise.all(
      Array.from({ length: 40 }, (_, step) =>
        reviews.apply(initial, [{ action: gradeStep(step, 'good'), at: 4000 }]),
      ),
    )
    await watched.until((review) => Object.keys(review?.grades ?? {}).length === 40)
    expect(watched.shown.length).toBeLessThan(20)
    watched.stop()
  })

  test('of another tab see it too', async () => {
    const name = newName()
    const { reviews } = openStorage(name)
    const { tab, close } = await openOtherTab()
    const theirs = tab.createStorage(name)
    const watched = watch(() => theirs.reviews.find(run.id, REVIEWER), tab.liveQuery)
    await watched.until((review) => review === null)
    await reviews.apply(initial, [{ action: gradeStep(0, 'bad'), at: 4000 }])
    await watched.until((review) => review?.grades[0]?.label === 'bad')
    await reviews.apply(initial, [{ action: gradeStep(0, 'good'), at: 9000 }])
    await watched.until((review) => review?.grades[0]?.label === 'good')
    expect(watched.shown.at(-1)).toEqual(await reviews.find(run.id, REVIEWER))
    watched.stop()
    theirs.close()
    close()
  })
})

test('two tabs that grade the same run at once lose no grade, and share one review', async () => {
  const name = newName()
  const { reviews } = openStorage(name)
  const { tab, close } = await openOtherTab()
  const theirs = tab.createStorage(name)
  const theirInitial = makeReview('their-review', run)
  const grades = Array.from({ length: 60 }, (_, step) =>
    step % 2 === 0
      ? reviews.apply(initial, [{ action: gradeStep(step, 'good'), at: 4000 + step }])
      : theirs.reviews.apply(theirInitial, [{ action: gradeStep(step, 'bad'), at: 4000 + step }]),
  )
  const ids = new Set((await Promise.all(grades)).map(({ id }) => id))
  expect(ids.size).toBe(1)
  const stored = await reviews.find(run.id, REVIEWER)
  expect(Array.from({ length: 60 }, (_, step) => stored?.grades[step]?.label)).toEqual(
    Array.from({ length: 60 }, (_, step) => (step % 2 === 0 ? 'good' : 'bad')),
  )
  theirs.close()
  close()
})

test('the writer brings 300 grades to the disk in order, over a failure in the middle', async () => {
  const storage = openStorage()
  await storage.cases.add([makeCase('case')])
  let failures = 2
  const timers: (() => void)[] = []
  const writer = createReviewWriter({
    apply: (first, actions) => {
      if (actions.length > 1 && failures-- > 0)
        return Promise.reject(new DOMException('full', 'QuotaExceededError'))
      return storage.reviews.apply(first, actions)
    },
    clock: Date.now,
    schedule: (callback) => timers.push(callback),
  })
  let model = initial
  for (let index = 0; index < 300; index++) {
    const action = gradeStep(index % 50, index % 3 === 0 ? 'bad' : 'good')
    model = applyReviewAction(model, action, 4000 + index)
    writer.submit(initial, action, 4000 + index)
  }
  writer.subscribe(() => {
    if (writer.getState().failure) for (const fire of timers.splice(0)) queueMicrotask(fire)
  })
  await writer.flush()
  expect(failures).toBeLessThan(0)
  expect(await storage.reviews.find(run.id, REVIEWER)).toEqual(model)
})

async function putRaw(name: string, table: string, row: unknown): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('not opened'))
  })
  await new Promise<void>((resolve) => {
    const transaction = database.transaction(table, 'readwrite')
    transaction.oncomplete = () => resolve()
    transaction.objectStore(table).put(row)
  })
  database.close()
}
