import { afterEach, expect, test } from 'vitest'
import { type Adjudication, adjudicationId } from '../domain/adjudication/adjudication'
import { findBreak } from '../domain/adjudication/audit-trail'
import type { ProjectId, RunId } from '../domain/ids'
import { REVIEWER, caseId } from './testing/records'
import { dropStorages, openStorage } from './testing/temporary-storage'

afterEach(dropStorages)

const project = 'project' as ProjectId
const decision = (step: number, value: readonly string[], at: number): Adjudication => {
  const unit = { kind: 'label', step } as const
  const runId = 'run' as RunId
  return {
    id: adjudicationId(project, runId, unit),
    projectId: project,
    runId,
    caseId: caseId('case'),
    unit,
    value,
    rewrite: null,
    way: 'adjudicator',
    why: `because ${at}`,
    needsGuideline: false,
    decidedBy: REVIEWER,
    decidedAt: at,
  }
}

test('decisions are kept by unit, and the trail holds every one of them unbroken', async () => {
  const { adjudications } = openStorage()
  await adjudications.decide([decision(0, ['good'], 10), decision(1, [], 10)], REVIEWER)
  await adjudications.decide([decision(0, ['bad'], 20)], REVIEWER)
  expect((await adjudications.ofProject(project)).map(({ value }) => value)).toEqual([['bad'], []])
  await adjudications.withdraw([decision(1, [], 0).id], REVIEWER, 'a slip', 30)
  expect(await adjudications.ofRuns(['run' as RunId])).toEqual([decision(0, ['bad'], 20)])

  const trail = await adjudications.trail(project)
  const valueOf = (record: unknown) => (record as Adjudication | null)?.value ?? null
  expect(
    trail.map(({ action, before, after, why }) => [action, valueOf(before), valueOf(after), why]),
  ).toEqual([
    ['decide', null, ['good'], 'because 10'],
    ['decide', null, [], 'because 10'],
    ['decide again', ['good'], ['bad'], 'because 20'],
    ['withdraw', [], null, 'a slip'],
  ])
  expect(trail[0]?.after).toEqual({
    value: ['good'],
    rewrite: null,
    way: 'adjudicator',
    needsGuideline: false,
  })
  expect(findBreak(trail)).toBeNull()
})

test('two adjudicators at once leave one unbroken trail', async () => {
  const { adjudications } = openStorage()
  await Promise.all(
    [0, 1, 2, 3].map((step) => adjudications.decide([decision(step, ['good'], step)], REVIEWER)),
  )
  const trail = await adjudications.trail(project)
  expect(trail.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
  expect(findBreak(trail)).toBeNull()
})
