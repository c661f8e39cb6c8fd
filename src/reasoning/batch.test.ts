import { expect, test } from 'vitest'
import type { CaseId, RunId } from '../domain/ids'
import { type Batch, type BatchDeps, planBatch, retryFailed, runBatch, summariseBatch } from './batch'

const cases = ['a', 'b'] as CaseId[]
const never = new AbortController().signal

function setUp(run: BatchDeps['run']) {
  const saved: Batch[] = []
  let time = 0
  const deps: BatchDeps = {
    run: (item, signal) => {
      time += 100
      return run(item, signal)
    },
    save: (batch) => {
      saved.push(batch)
      return Promise.resolve()
    },
    clock: () => time,
  }
  return { deps, saved }
}
const done = (id: string) => Promise.resolve({ kind: 'done', runId: id as RunId } as const)

test('every combination once, by model; the knowledge engine once a case', () => {
  const { items } = planBatch(
    { caseIds: cases, modelIds: [null, 'm'], strategies: ['structured', 'free'], samples: 2 },
    0,
  )
  expect(items).toHaveLength(2 + 2 * 2 * 2)
  expect(items.slice(0, 2).map(({ modelId }) => modelId)).toEqual([null, null])
  expect(new Set(items.map((item) => JSON.stringify(item))).size).toBe(items.length)
})

test('failures are set aside, the others go on, and can be tried again', async () => {
  const plan = planBatch({ caseIds: cases, modelIds: [null], strategies: [], samples: 1 }, 0)
  let isBroken = true
  const { deps, saved } = setUp(({ caseId }) =>
    caseId === 'a' && isBroken
      ? Promise.resolve({ kind: 'failed', failure: { code: 'stalled', detail: '' }, runId: null } as const)
      : done(caseId),
  )
  const first = await runBatch(deps, plan, never)
  expect(first.items.map(({ state }) => state)).toEqual(['failed', 'done'])
  expect(saved).toHaveLength(2)
  isBroken = false
  const second = await runBatch(deps, retryFailed(first), never)
  expect(second.items.map(({ state, runId }) => [state, runId])).toEqual([
    ['done', 'a'],
    ['done', 'b'],
  ])
})

test('stopped in the middle, the item under way waits again and those before it are kept', async () => {
  const plan = planBatch({ caseIds: cases, modelIds: [null], strategies: [], samples: 1 }, 0)
  const controller = new AbortController()
  const { deps, saved } = setUp(({ caseId }, signal) => {
    if (caseId === 'a') return done('a')
    controller.abort(new Error('stopped'))
    return Promise.reject(signal.reason)
  })
  const batch = await runBatch(deps, plan, controller.signal)
  expect(batch.items.map(({ state }) => state)).toEqual(['done', 'waiting'])
  expect(saved.at(-1)).toEqual(batch)
  const resumed = await runBatch(setUp(({ caseId }) => done(caseId)).deps, batch, never)
  expect(summariseBatch(resumed)).toMatchObject({ waiting: 0, done: 2, failed: 0 })
})

test('time left goes by the pace of the model, or of all where it has none', async () => {
  const plan = planBatch({ caseIds: cases, modelIds: [null, 'm'], strategies: ['structured'], samples: 1 }, 0)
  expect(summariseBatch(plan).leftMs).toBeNull()
  const controller = new AbortController()
  const { deps } = setUp(({ caseId, modelId }) => {
    if (modelId !== null) controller.abort()
    return done(caseId)
  })
  const batch = await runBatch(deps, plan, controller.signal)
  expect(summariseBatch(batch)).toMatchObject({ waiting: 1, done: 3, leftMs: 100 })
})

test('a queue that cannot be kept does not go on', async () => {
  const plan = planBatch({ caseIds: cases, modelIds: [null], strategies: [], samples: 1 }, 0)
  const { deps } = setUp(({ caseId }) => done(caseId))
  const full = { ...deps, save: () => Promise.reject(new Error('full')) }
  await expect(runBatch(full, plan, never)).rejects.toThrow('full')
})
