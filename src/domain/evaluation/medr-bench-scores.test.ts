import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MEDR_BENCH_MODES, STEP_CATEGORIES, type JudgedStep, scoreMedRBench } from './medr-bench-scores'

const reasoning = (isFactual: boolean | null): JudgedStep => ({ category: 'Reasoning', isFactual })
const citation: JudgedStep = { category: 'Citation', isFactual: null }
const unread: JudgedStep = { category: null, isFactual: null }

test('three of four steps reason, two of the three are true, one of two statements is covered', () => {
  const steps = [reasoning(true), citation, reasoning(false), reasoning(true)]
  for (const mode of MEDR_BENCH_MODES)
    expect(scoreMedRBench(steps, [true, false], mode)).toEqual({
      efficiency: 0.75,
      factuality: 2 / 3,
      completeness: 0.5,
    })
})

test('compatible: the eleventh step is dropped, an unread category is redundant, no reasoning scores 0', () => {
  const eleven = [...Array.from({ length: 10 }, () => citation), reasoning(true)]
  expect(scoreMedRBench(eleven, [], 'compatible')).toEqual({
    efficiency: 0,
    factuality: 0,
    completeness: null,
  })
  expect(scoreMedRBench([unread, reasoning(true)], [], 'compatible').efficiency).toBe(0.5)
})

test('strict: every judged step counts, and what is undefined stays undefined', () => {
  const eleven = [...Array.from({ length: 10 }, () => citation), reasoning(true)]
  expect(scoreMedRBench(eleven, [], 'strict')).toMatchObject({ efficiency: 1 / 11, factuality: 1 })
  expect(scoreMedRBench([unread, reasoning(null)], [], 'strict')).toEqual({
    efficiency: 1,
    factuality: null,
    completeness: null,
  })
  expect(scoreMedRBench([], [], 'strict').efficiency).toBeNull()
})

test('scores are fractions or undefined, and a covered statement more never lowers completeness', () => {
  const step = fc.record({
    category: fc.option(fc.constantFrom(...STEP_CATEGORIES)),
    isFactual: fc.option(fc.boolean()),
  })
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 15 }),
      fc.array(fc.boolean(), { minLength: 1 }),
      fc.constantFrom(...MEDR_BENCH_MODES),
      (steps, covered, mode) => {
        const scores = scoreMedRBench(steps, covered, mode)
        for (const score of Object.values(scores) as (number | null)[])
          if (score !== null) expect(score >= 0 && score <= 1).toBe(true)
        const all = scoreMedRBench(
          steps,
          covered.map(() => true),
          mode,
        )
        expect(all.completeness).toBe(1)
        expect(scores.completeness).toBeLessThanOrEqual(1)
      },
    ),
  )
})
