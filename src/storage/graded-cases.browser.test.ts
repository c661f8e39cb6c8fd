import { afterEach, expect, test } from 'vitest'
import { openGradedReader } from './graded-cases'
import { caseId, gradeStep, makeCase, makeReview, makeRun, makeStep } from './testing/records'
import { dropStorages, newName, openStorage } from './testing/temporary-storage'

afterEach(dropStorages)

test('each case comes with its ended runs, their reviews, and the words that a run saw', async () => {
  const name = newName()
  const { cases, runs, reviews } = openStorage(name)
  const [graded, bare] = [makeCase('graded'), makeCase('bare')]
  await cases.add([graded, bare])
  const finished = { status: 'finished', steps: [makeStep(0)] } as const
  const run = makeRun('run', caseId('graded'), finished)
  await runs.put([run, makeRun('going', caseId('graded'))])
  await reviews.apply(makeReview('review', run), [{ action: gradeStep(0, 'bad'), at: 5 }])
  await cases.revise({ ...graded, revision: 2, presentation: 'Other words.' })
  await runs.put([makeRun('later', caseId('graded'), { ...finished, caseRevision: 2, startedAt: 9000 })])

  const reader = openGradedReader(name)
  expect(await reader.caseIds()).toEqual(['graded'])
  const [only, ...others] = await reader.read([caseId('graded'), caseId('bare'), caseId('gone')])
  reader.close()
  expect(others).toEqual([])
  expect(only?.runs.map(({ id }) => id)).toEqual(['run', 'later'])
  expect(only?.reviews.map(({ grades }) => grades[0]?.label)).toEqual(['bad'])
  expect(only?.runs.map((each) => only.subjectOf(each).presentation)).toEqual([
    graded.presentation,
    'Other words.',
  ])
})
