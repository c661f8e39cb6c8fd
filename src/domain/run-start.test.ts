import { expect, test } from 'vitest'
import type { CaseId, RunId } from './ids'
import { READER, type ReasoningStep } from './reasoning-step'
import type { Run } from './run'
import { branchRun, continueRun, orderAsTree } from './run-start'

const CASE = 'A man has a dry cough and “rusty” sputum.'

function step(index: number): ReasoningStep {
  const check = { code: 'repeats-step', earlierStep: 0, similarity: 1 } as const
  const quotes = [{ text: 'dry cough', span: { start: 10, end: 19 } }]
  const hypotheses = [
    { diagnosis: 'Pneumonia', diseaseId: null, direction: 'for' as const, likelihoodRatio: null },
  ]
  return { index, kind: 'support', text: `Step ${index + 1}`, quotes, hypotheses, checks: [check] }
}

function run(id: string, patch: Partial<Run> = {}): Run {
  return {
    id: id as RunId,
    caseId: 'case' as CaseId,
    caseRevision: 3,
    manifest: {
      engine: 'wllama',
      engineVersion: '1',
      model: null,
      strategy: 'structured',
      promptVersion: 'p',
      sampling: null,
      appVersion: '1',
    },
    continuedFrom: null,
    status: 'finished',
    problemRepresentation: 'A man with a cough.',
    steps: [step(0), step(1), step(2)],
    differential: { entries: [], noneOfThese: 1 },
    trajectory: [0, 1, 2].map((afterStep) => ({ afterStep, ranked: [] })),
    stepTimesMs: [1, 2, 3],
    failure: null,
    timing: null,
    counts: null,
    startedAt: 0,
    endedAt: 1,
    ...patch,
  }
}

test('going on takes everything as it is', () => {
  const start = continueRun(run('a'))
  expect(start).toMatchObject({ parent: 'a', branch: null, caseRevision: 3 })
  expect(start.steps).toHaveLength(3)
  expect(start.differential).not.toBeNull()
})

test('a corrected step ends the trace, unchecked, with the quotes found in its words and its own', () => {
  const start = branchRun(run('a'), CASE, {
    kind: 'edit',
    step: 1,
    text: 'The “dry cough and” fever, “no such words”.',
  })
  expect(start.branch).toEqual({ kind: 'edit', atStep: 1 })
  expect(start.steps.map(({ text }) => text)).toEqual([
    'Step 1',
    'The “dry cough and” fever, “no such words”.',
  ])
  const changed = start.steps[1]
  expect(changed).toMatchObject({ index: 1, checks: [], author: READER, kind: 'support' })
  expect(changed?.quotes.map(({ text }) => text)).toEqual(['dry cough and', 'dry cough'])
  expect(changed?.quotes.map(({ span }) => span && CASE.slice(span.start, span.end))).toContain(
    'dry cough and',
  )
  expect(start.trajectory.map(({ afterStep }) => afterStep)).toEqual([0])
  expect(start.differential).toBeNull()
})

test('a deleted step, or one to be written anew, leaves those before it', () => {
  for (const kind of ['delete', 'rerun'] as const) {
    const start = branchRun(run('a'), CASE, { kind, step: 2 })
    expect(start.steps).toEqual([step(0), step(1)])
  }
})

test('a new step stands where it was put, also at the end', () => {
  const edit = { kind: 'insert', stepKind: 'refute', text: 'No fever.' } as const
  const start = branchRun(run('a'), CASE, { ...edit, step: 3 })
  expect(start.steps).toHaveLength(4)
  expect(start.steps[3]).toMatchObject({ index: 3, kind: 'refute', text: 'No fever.', author: READER })
  expect(branchRun(run('a'), CASE, { ...edit, step: 0 }).steps).toHaveLength(1)
})

test('another step in its stead takes its number', () => {
  const start = branchRun(run('a'), CASE, { kind: 'replace', step: 1, by: { ...step(7), text: 'Other' } })
  expect(start.steps[1]).toMatchObject({ index: 1, text: 'Other' })
})

test('a step that is not there is refused', () => {
  expect(() => branchRun(run('a'), CASE, { kind: 'delete', step: 3 })).toThrow(RangeError)
  expect(() => branchRun(run('a'), CASE, { kind: 'delete', step: -1 })).toThrow(RangeError)
})

test('runs stand below the run they grew from; one whose parent is gone is a root', () => {
  const runs = [
    run('root', { startedAt: 1 }),
    run('late', { startedAt: 9, continuedFrom: 'root' as RunId }),
    run('early', { startedAt: 5, continuedFrom: 'root' as RunId }),
    run('deep', { startedAt: 7, continuedFrom: 'early' as RunId }),
    run('orphan', { startedAt: 6, continuedFrom: 'gone' as RunId }),
  ]
  expect(orderAsTree(runs).map(({ run: { id }, depth }) => `${depth} ${id}`)).toEqual([
    '0 orphan',
    '0 root',
    '1 late',
    '1 early',
    '2 deep',
  ])
})
