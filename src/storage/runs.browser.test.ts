import { afterEach, describe, expect, test } from 'vitest'
import type { RunEnding } from './repositories'
import { holdRun, isRunAlive } from './run-liveness'
import { openOtherTab } from './testing/open-other-tab'
import { caseId, makeRun, makeStep, runId } from './testing/records'
import { dropStorages, openStorage } from './testing/temporary-storage'

afterEach(dropStorages)

const CASE = caseId('case')
const ENDING: RunEnding = { status: 'finished', endedAt: 3000, failure: null, timing: null, counts: null }
const DIFFERENTIAL = { entries: [], noneOfThese: 1 }

test('a run grows step by step and ends', async () => {
  const { runs } = openStorage()
  const run = makeRun('run', CASE)
  await runs.create(run)
  await runs.setProblemRepresentation(run.id, 'An older man with fever')
  // Not awaited one by one: a streaming run writes as fast as steps come.
  await Promise.all([0, 1, 2].map((index) => runs.appendStep(run.id, makeStep(index), index * 10)))
  await runs.setDifferential(run.id, DIFFERENTIAL, { afterStep: 2, ranked: [] })
  await runs.end(run.id, ENDING)
  expect(await runs.get(run.id)).toEqual({
    ...run,
    ...ENDING,
    problemRepresentation: 'An older man with fever',
    steps: [0, 1, 2].map(makeStep),
    stepTimesMs: [0, 10, 20],
    differential: DIFFERENTIAL,
    trajectory: [{ afterStep: 2, ranked: [] }],
  })
})

test('an ended run refuses every change', async () => {
  const { runs } = openStorage()
  const run = makeRun('run', CASE)
  await runs.create(run)
  await runs.end(run.id, ENDING)
  const ended = await runs.get(run.id)
  const refusals = [
    runs.appendStep(run.id, makeStep(0), 0),
    runs.setProblemRepresentation(run.id, 'x'),
    runs.setDifferential(run.id, DIFFERENTIAL, { afterStep: 0, ranked: [] }),
    runs.end(run.id, { ...ENDING, status: 'stopped' }),
    runs.put([{ ...run, ...ENDING, problemRepresentation: 'other' }]),
  ]
  for (const refusal of refusals) await expect(refusal).rejects.toMatchObject({ code: 'run-ended' })
  expect(await runs.get(run.id)).toEqual(ended)
  await expect(runs.appendStep(runId('nobody'), makeStep(0), 0)).rejects.toMatchObject({
    code: 'run-missing',
  })
})

test('the runs of a case come newest first', async () => {
  const { runs } = openStorage()
  await runs.put([
    makeRun('old', CASE, { startedAt: 1 }),
    makeRun('new', CASE, { startedAt: 2 }),
    makeRun('other', caseId('other')),
  ])
  expect((await runs.ofCase(CASE)).map(({ id }) => id)).toEqual(['new', 'old'])
})

describe('interrupted runs', () => {
  test('only those that no tab holds are marked', async () => {
    const { runs } = openStorage()
    const [held, left] = [
      makeRun(`held-${crypto.randomUUID()}`, CASE),
      makeRun('left', CASE, { steps: [makeStep(0)] }),
    ]
    await runs.put([held, left, makeRun('done', CASE, { status: 'finished' })])
    const release = holdRun(held.id)
    expect(await runs.markInterrupted(isRunAlive, 7000)).toEqual(['left'])
    expect(await runs.get(left.id)).toEqual({ ...left, status: 'interrupted', endedAt: 7000 })
    expect((await runs.get(held.id))?.status).toBe('running')
    release()
  })

  test('a run is alive as long as the tab that works on it, whichever asks', async () => {
    const id = runId(`run-${crypto.randomUUID()}`)
    const { tab, close } = await openOtherTab()
    const release = tab.holdRun(id)
    await expect.poll(() => isRunAlive(id)).toBe(true)
    release()
    await expect.poll(() => isRunAlive(id)).toBe(false)
    tab.holdRun(id)
    await expect.poll(() => isRunAlive(id)).toBe(true)
    close()
    await expect.poll(() => isRunAlive(id)).toBe(false)
  })
})
