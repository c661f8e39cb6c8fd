import { expect, test } from 'vitest'
import type { Adjudication } from '../../domain/adjudication/adjudication'
import type { ProjectId, RunId } from '../../domain/ids'
import { decisionsOf, labelTraces } from './labelled-trace'
import { makeFinishedRun, makeReviewOf, makeSubject } from './testing/made-up-trace'

const subject = makeSubject()
const run = makeFinishedRun(['One', 'Two', 'Three', 'Four'])
const anna = makeReviewOf(run, 'anna', ['good', 'good', null, 'bad'], { verdict: 'correct' })
const ben = makeReviewOf(run, 'ben', ['good', 'bad', null, null], { verdict: 'correct' })

const labelsOf = (source: 'soft' | 'adjudicated' | 'per-reviewer', decisions = new Map()) =>
  labelTraces(subject, run, [ben, anna], source, decisions).map(({ labeller, steps }) => [
    labeller,
    steps.map(({ label }) => label),
  ])

test('reviewers who differ leave no label, and nobody’s silence is neutral', () => {
  expect(labelsOf('adjudicated')).toEqual([['adjudicated', ['good', null, null, 'bad']]])
  expect(labelsOf('per-reviewer')).toEqual([
    ['anna', ['good', 'good', null, 'bad']],
    ['ben', ['good', 'bad', null, null]],
  ])
})

test('the adjudicator decides, and may decide that there is no label', () => {
  const decisions = new Map([
    [1, { label: 'bad' as const, rewrite: 'Two, mended' }],
    [3, { label: null, rewrite: null }],
  ])
  const [trace] = labelTraces(subject, run, [anna, ben], 'adjudicated', decisions)
  expect(trace?.steps.map(({ label }) => label)).toEqual(['good', 'bad', null, null])
  expect(trace?.steps[1]?.rewrite).toBe('Two, mended')
})

test('shares keep the disagreement, and are not there where nobody graded', () => {
  const [trace] = labelTraces(subject, run, [anna, ben], 'soft')
  expect(trace?.steps.map(({ shares }) => shares)).toEqual([
    { good: 1, neutral: 0, bad: 0 },
    { good: 0.5, neutral: 0, bad: 0.5 },
    null,
    { good: 0, neutral: 0, bad: 1 },
  ])
  expect(trace?.verdict).toBe('correct')
})

test('a verdict on which they differ is none, and a run without reviews has no trace', () => {
  const other = { ...ben, verdict: 'wrong' as const }
  expect(labelTraces(subject, run, [anna, other], 'soft')[0]?.verdict).toBeNull()
  expect(labelTraces(subject, run, [], 'soft')).toEqual([])
})

test('of adjudications only those on this run’s labels decide; an empty one says that no label fits', () => {
  const decided = (patch: Partial<Adjudication>): Adjudication => ({
    id: 'x',
    projectId: 'p' as ProjectId,
    runId: run.id,
    caseId: run.caseId,
    unit: { kind: 'label', step: 0 },
    value: ['bad'],
    rewrite: null,
    way: 'adjudicator',
    why: '',
    needsGuideline: false,
    decidedBy: null,
    decidedAt: 0,
    ...patch,
  })
  const decisions = decisionsOf(
    [
      decided({}),
      decided({ unit: { kind: 'label', step: 1 }, value: [] }),
      decided({ unit: { kind: 'verdict' }, value: ['correct'] }),
      decided({ runId: 'other' as RunId, unit: { kind: 'label', step: 2 } }),
    ],
    run.id,
  )
  expect([...decisions]).toEqual([
    [0, { label: 'bad', rewrite: null }],
    [1, { label: null, rewrite: null }],
  ])
})
