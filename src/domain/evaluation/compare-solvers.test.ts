import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareWithBaseline, measureGroups } from './compare-solvers'
import { QUADRANTS, type RunOutcome, type StepOutcome, quadrantOf } from './run-outcome'

const step = (label: StepOutcome['label'], isSupported = true): StepOutcome => ({
  label,
  isSupported,
  errorTypes: [],
  harm: null,
  judged: {
    category: label === null ? null : 'Reasoning',
    isFactual: label === null ? null : label === 'good',
  },
})
const outcome = (caseId: string, patch: Partial<RunOutcome> = {}): RunOutcome => ({
  caseId,
  runId: `${caseId}-run`,
  specialty: null,
  solver: 'a',
  strategy: 'structured',
  promptVersion: '1',
  gold: { rank: 1 },
  isRight: true,
  confidence: 0.9,
  listLength: 5,
  cantMiss: null,
  steps: [],
  covered: null,
  ...patch,
})
const BOOTSTRAP = { resamples: 200, seed: 7 }
const valuesOf = (outcomes: readonly RunOutcome[]) =>
  Object.fromEntries(
    (measureGroups(outcomes, 'solver', BOOTSTRAP)[0]?.metrics ?? []).map(({ id, value }) => [id, value]),
  )

describe('one solver', () => {
  test('a case with many samples weighs no more than another', () => {
    const many = [1, 2, 3, 4].map((run) =>
      outcome('x', { runId: `x${run}`, isRight: run === 1, gold: { rank: run } }),
    )
    const values = valuesOf([...many, outcome('y')])
    expect(values).toMatchObject({ right: (0.25 + 1) / 2, 'top-1': (0.25 + 1) / 2, 'top-3': (0.75 + 1) / 2 })
    expect(values['mrr']).toBeCloseTo(((1 + 1 / 2 + 1 / 3 + 1 / 4) / 4 + 1) / 2, 12)
  })

  test('pass@k leaves out cases with fewer samples, and is undefined where none has enough', () => {
    const five = Array.from({ length: 5 }, (_run, run) =>
      outcome('x', { runId: `x${run}`, isRight: run === 0 }),
    )
    const values = valuesOf([...five, outcome('y', { isRight: false })])
    expect(values).toMatchObject({ 'pass-1': expect.closeTo(0.1, 12), 'pass-5': 1, 'pass-10': null })
  })

  test('recall, precision and F1; the first error; right answers with flawed reasoning', () => {
    const values = valuesOf([
      outcome('x', {
        steps: [step('good'), step('bad', false), step('bad', false), step('good')],
        covered: [true, false, false, false],
      }),
      outcome('y', { steps: [step('good'), step('good')] }),
    ])
    expect(values).toMatchObject({
      recall: 0.25,
      precision: 0.75,
      'first-error': 2,
      sound: 0.5,
      'right-flawed': 0.5,
      'good-steps': 0.75,
      'factuality-strict': 0.75,
    })
    expect(values['f1']).toBeCloseTo((2 * 0.5 * 0.25) / 0.75, 12)
  })

  test('nothing graded, no gold, no can’t-miss list: undefined, never 0', () => {
    const values = valuesOf([outcome('x', { gold: null, isRight: null, confidence: null })])
    for (const id of [
      'top-1',
      'mrr',
      'right',
      'recall',
      'f1',
      'sound',
      'right-flawed',
      'cant-miss',
      'brier',
      'efficiency-strict',
    ])
      expect(values[id]).toBeNull()
  })
})

describe('two solvers', () => {
  const make = (solver: string, right: readonly boolean[]) =>
    right.map((isRight, index) =>
      outcome(`case${index}`, {
        solver,
        runId: `${solver}${index}`,
        isRight,
        gold: { rank: isRight ? 1 : null },
      }),
    )

  test('a difference is taken on common cases, and its interval is narrower than the two apart', () => {
    const base = Array.from({ length: 60 }, (_case, index) => index % 2 === 0)
    const better = base.map((isRight, index) => isRight || index < 10)
    const outcomes = [
      ...make('a', base),
      ...make('b', better),
      outcome('only-b', { solver: 'b', isRight: false }),
    ]
    const difference = compareWithBaseline(outcomes, 'solver', 'a', BOOTSTRAP).find(
      ({ id }) => id === 'right',
    )
    expect(difference).toMatchObject({ key: 'b', baseline: 'a', cases: 60 })
    expect(difference?.difference).toBeCloseTo(5 / 60, 12)
    expect(difference?.interval?.low).toBeGreaterThan(0)
    const [a] = measureGroups(outcomes, 'solver', BOOTSTRAP)
    const own = a?.metrics.find(({ id }) => id === 'right')?.interval
    expect((difference?.interval?.high ?? 9) - (difference?.interval?.low ?? 0)).toBeLessThan(
      (own?.high ?? 0) - (own?.low ?? 9),
    )
  })

  test('a solver against its own copy differs by nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 2, maxLength: 12 }), (right) => {
        const outcomes = [...make('a', right), ...make('b', right)]
        for (const { difference, interval } of compareWithBaseline(outcomes, 'solver', 'a', BOOTSTRAP)) {
          expect(difference ?? 0).toBe(0)
          if (interval) expect([interval.low, interval.high]).toEqual([0, 0])
        }
      }),
      { numRuns: 20 },
    )
  })
})

test('every judged run lies in one quadrant', () => {
  expect(quadrantOf(outcome('x', { steps: [step('good'), step(null)] }))).toBe(QUADRANTS[0])
  expect(quadrantOf(outcome('x', { steps: [step('bad')] }))).toBe('right-flawed')
  expect(quadrantOf(outcome('x', { isRight: false, steps: [step('neutral')] }))).toBe('wrong-sound')
  expect(quadrantOf(outcome('x', { steps: [step(null)] }))).toBeNull()
  expect(quadrantOf(outcome('x', { isRight: null, steps: [step('good')] }))).toBeNull()
})
