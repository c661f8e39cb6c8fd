import { expect, test } from 'vitest'
import type { Adjudication } from '../../domain/adjudication/adjudication'
import {
  makeFinishedRun,
  makeReviewOf,
  makeSubject,
} from '../../formats/labelled-traces/testing/made-up-trace'
import type { GradedCase } from '../../storage'
import { collectOutcomes } from './collect-outcomes'
import { FactCounter, tracesOf, writeExport } from './export-traces'

const subject = makeSubject({ cantMiss: ['Flour fever', 'Oven fever'] })
const run = makeFinishedRun(['One', 'Two', 'Three'])
const anna = makeReviewOf(run, 'anna', ['good', 'good', null], {
  verdict: 'wrong',
  links: [{ step: 2, statement: 0, isSame: true }],
})
const ben = makeReviewOf(run, 'ben', ['good', 'bad', null])
const graded: GradedCase = {
  subject,
  runs: [run],
  reviews: [anna, ben],
  adjudications: [],
  subjectOf: () => subject,
}
const same = (a: string, b: string) => a === b
const decision: Adjudication = {
  id: 'x',
  projectId: 'p' as Adjudication['projectId'],
  runId: run.id,
  caseId: run.caseId,
  unit: { kind: 'label', step: 1 },
  value: ['bad'],
  rewrite: null,
  way: 'adjudicator',
  why: '',
  needsGuideline: false,
  decidedBy: null,
  decidedAt: 0,
}

test('labels are those agreed on or adjudicated; links and good grades support a step', () => {
  const [before] = collectOutcomes(graded, same)
  expect(before?.steps.map(({ label, isSupported }) => [label, isSupported])).toEqual([
    ['good', true],
    [null, false],
    [null, true],
  ])
  const [after] = collectOutcomes({ ...graded, adjudications: [decision] }, same)
  expect(after?.steps[1]?.label).toBe('bad')
  expect(after).toMatchObject({ covered: [true, false], cantMiss: { wanted: 2, listed: 1 } })
})

test('the reviewers’ verdict goes before the matcher; without gold and verdict nothing is right or wrong', () => {
  const [judged] = collectOutcomes({ ...graded, subject }, () => true)
  expect(judged).toMatchObject({ isRight: false, gold: { rank: 1 } })
  const bare = makeSubject({ goldDiagnosis: null })
  const [unjudged] = collectOutcomes({ ...graded, reviews: [], subjectOf: () => bare }, same)
  expect(unjudged).toMatchObject({ isRight: null, gold: null, covered: null, cantMiss: null })
})

test('an imported answer states no probability of its own', () => {
  const imported = makeFinishedRun(['One'], {
    manifest: { ...run.manifest, strategy: 'imported' },
  })
  expect(collectOutcomes({ ...graded, runs: [imported] }, same)[0]?.confidence).toBeNull()
  expect(collectOutcomes(graded, same)[0]?.confidence).toBe(0.8)
})

test('an export counts what goes out', async () => {
  const traces = tracesOf(graded, 'per-reviewer', null)
  const counter = new FactCounter()
  counter.add(traces)
  expect(counter.facts()).toMatchObject({
    cases: 1,
    runs: 1,
    reviewers: ['anna', 'ben'],
    labels: { good: 3, neutral: 0, bad: 1, ungraded: 2 },
    mostSteps: 3,
  })
  expect(tracesOf(graded, 'soft', new Set(['other']))).toEqual([])
  const options = {
    withCaseText: true,
    neutralAs: 'good',
    mode: 'every-step',
    medRBench: 'strict',
    appVersion: '0',
    createdAt: 0,
  } as const
  const { file, tally } = await writeExport([traces], { format: 'potato', source: 'per-reviewer', options })
  expect(tally).toEqual({ rows: 2, skipped: 0, invalid: [] })
  expect((await file.text()).trim().split('\n')).toHaveLength(2)
})
