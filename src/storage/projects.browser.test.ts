import { liveQuery } from 'dexie'
import { afterEach, expect, test } from 'vitest'
import type { ProjectId } from '../domain/ids'
import type { Project } from '../domain/project'
import type { ReviewAction } from '../domain/review'
import { DEFAULT_RUBRIC } from '../domain/rubric'
import { OTHER_REVIEWER, REVIEWER, caseId, gradeStep, makeReview, makeRun, runId } from './testing/records'
import { dropStorages, openStorage } from './testing/temporary-storage'

afterEach(dropStorages)

function makeProject(name: string, patch: Partial<Project> = {}): Project {
  return {
    id: name as ProjectId,
    name,
    caseIds: [caseId('a')],
    runs: { a: [runId('run-a')] },
    order: { kind: 'sequential' },
    rubric: { id: 'mine', version: 1 },
    guidelines: {},
    reviewers: [{ id: REVIEWER, name: 'One' }],
    overlap: { reviewers: 1, fraction: 0 },
    blinding: { gold: true, engine: true, flags: true, otherReviewers: true },
    qualityControl: [],
    createdAt: 1,
    updatedAt: 1,
    ...patch,
  }
}

const finish = (unsureSteps: number, at = 7000): ReviewAction => ({
  kind: 'change',
  change: { part: 'finished', value: { at, unsureSteps } },
})

test('projects are listed, last changed first, changed and removed', async () => {
  const { projects } = openStorage()
  await projects.put(makeProject('first', { updatedAt: 10 }))
  await projects.put(makeProject('second', { updatedAt: 20 }))
  expect((await projects.all()).map(({ name }) => name)).toEqual(['second', 'first'])
  const first = makeProject('first', { updatedAt: 30, name: 'Renamed' })
  await projects.put(first)
  expect((await projects.all()).map(({ name }) => name)).toEqual(['Renamed', 'second'])
  expect(await projects.get(first.id)).toEqual(first)
  await projects.remove(first.id)
  expect(await projects.get(first.id)).toBeNull()
})

test('a stored version of a rubric never changes; its next version stands beside it', async () => {
  const { rubrics } = openStorage()
  const first = { ...DEFAULT_RUBRIC, id: 'mine', version: 1 }
  await rubrics.add(first)
  await rubrics.add({ ...first })
  await expect(rubrics.add({ ...first, name: 'Other words' })).rejects.toMatchObject({
    code: 'rubric-frozen',
  })
  const second = { ...first, version: 2, name: 'Other words' }
  await rubrics.add(second)
  await rubrics.add({ ...first, id: 'mine-too' })
  expect(await rubrics.versions('mine')).toEqual([first, second])
  expect(await rubrics.get('mine', 1)).toEqual(first)
  expect(await rubrics.get('mine', 3)).toBeNull()
  expect(await rubrics.all()).toHaveLength(3)
})

test('finished runs are found by case, oldest first', async () => {
  const { runs } = openStorage()
  await runs.put([
    makeRun('1', caseId('a'), { status: 'finished' }),
    makeRun('2', caseId('a'), { status: 'failed' }),
    makeRun('3', caseId('a'), { status: 'finished' }),
    makeRun('4', caseId('b')),
  ])
  expect([...(await runs.finishedByCase())]).toEqual([[caseId('a'), [runId('1'), runId('3')]]])
})

test('what a reviewer has finished is known, and known anew when it is taken back', async () => {
  const { reviews } = openStorage()
  const run = makeRun('run', caseId('a'), { status: 'finished' })
  const other = makeRun('other', caseId('b'), { status: 'finished' })
  const mine = makeReview('mine', run)
  await reviews.apply(mine, [{ action: gradeStep(0, 'good'), at: 4000 }])
  await reviews.apply(makeReview('theirs', other, OTHER_REVIEWER), [{ action: finish(2), at: 5000 }])
  expect([...(await reviews.finishedBy(REVIEWER))]).toEqual([])
  expect((await reviews.wantingSecondReader()).map(({ id }) => id)).toEqual(['theirs'])
  expect((await reviews.ofRuns([run.id, other.id, run.id])).map(({ id }) => id).sort()).toEqual([
    'mine',
    'theirs',
  ])

  const counts: number[] = []
  const waitFor = (count: number) =>
    new Promise<void>((resolve) => {
      const check = () => (counts.at(-1) === count ? resolve() : setTimeout(check, 5))
      check()
    })
  const subscription = liveQuery(() => reviews.finishedBy(REVIEWER)).subscribe((found) =>
    counts.push(found.size),
  )
  await waitFor(0)
  await reviews.apply(mine, [{ action: finish(0), at: 6000 }])
  await waitFor(1)
  expect([...(await reviews.finishedBy(REVIEWER))]).toEqual([[run.id, 7000]])
  await reviews.apply(mine, [{ action: { kind: 'undo' }, at: 8000 }])
  await waitFor(0)
  subscription.unsubscribe()
  expect((await reviews.find(run.id, REVIEWER))?.grades[0]?.label).toBe('good')
})
