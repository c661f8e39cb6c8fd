import { expect, test } from 'vitest'
import type { Adjudication } from '../../domain/adjudication/adjudication'
import type { CaseId, ProjectId, ReviewerId, RunId } from '../../domain/ids'
import { isDisputed, previewRules, shuffleReviewers, toItems } from './queue'
import type { ProjectUnit } from './reading/protocol'

const project = 'project' as ProjectId
const unitOf = (step: number, cause: ProjectUnit['cause'], ...labels: string[]): ProjectUnit => ({
  runId: 'run' as RunId,
  caseId: 'case' as CaseId,
  unit: { kind: 'label', step },
  cause,
  answers: labels.map((label, index) => ({ reviewerId: `reviewer-${index}` as ReviewerId, value: [label] })),
})
const units = [
  unitOf(0, null, 'good', 'good', 'good'),
  unitOf(1, 'opposite', 'good', 'good', 'bad'),
  unitOf(2, 'unsure', 'good', 'good', 'unsure'),
  unitOf(3, 'error-type', 'bad', 'bad', 'bad'),
]

test('rules decide what is open, and leave the unsure and other reasons for “bad” to a person', () => {
  const items = toItems(project, units, [])
  expect(items.filter(isDisputed).map(({ unit }) => unit.cause)).toEqual(['opposite', 'unsure', 'error-type'])
  const decided = previewRules(items, { decidesUnanimous: true, majority: 2 / 3 })
  expect(decided.map(({ item, value, way }) => [item.unit.unit, value, way])).toEqual([
    [{ kind: 'label', step: 0 }, ['good'], 'unanimous'],
    [{ kind: 'label', step: 1 }, ['good'], 'majority'],
  ])
  expect(previewRules(items, { decidesUnanimous: false, majority: null })).toEqual([])
})

test('what is decided already is not decided by rules again', () => {
  const [item] = toItems(project, units, [])
  const decision = { id: item?.id } as Adjudication // only its id is looked at
  const items = toItems(project, units, [decision])
  expect(items[0]?.decision).toBe(decision)
  expect(previewRules(items, { decidesUnanimous: true, majority: null })).toEqual([])
})

test('the order of reviewers is the same each time, whatever the order of answers, and changes between units', () => {
  const steps = Array.from({ length: 40 }, (_, step) => unitOf(step, 'degree', 'good', 'neutral', 'bad'))
  for (const unit of steps)
    expect(shuffleReviewers({ ...unit, answers: unit.answers.toReversed() })).toEqual(shuffleReviewers(unit))
  const firsts = steps.map((unit) => shuffleReviewers(unit)[0])
  for (const reviewer of ['reviewer-0', 'reviewer-1', 'reviewer-2'])
    expect(firsts.filter((first) => first === reviewer).length).toBeGreaterThan(4)
})
