import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arbitraryCase, arbitraryReview, arbitraryRun } from '../bundle/arbitrary-records'
import { toStepRows } from './step-row'
import { STEP_ROW_FIELDS } from './step-row-schema'
import { formatStepRows, formatStepsJsonl, parseStepsJsonl } from './steps-jsonl'

test('rows of any run and review come back as they went out', () => {
  fc.assert(
    fc.property(arbitraryCase, arbitraryRun, fc.option(arbitraryReview), (subject, run, review) => {
      const text = formatStepsJsonl(subject, run, review)
      const { rows, problems } = parseStepsJsonl(text)
      expect(problems).toEqual([])
      expect(rows).toEqual(toStepRows(subject, run, review))
      expect(formatStepRows(rows)).toBe(text)
      expect(rows).toHaveLength(run.steps.length)
    }),
  )
})

const [subject] = fc.sample(arbitraryCase, { numRuns: 1, seed: 1 })
const [run] = fc.sample(
  arbitraryRun.filter(({ steps }) => steps.length === 3),
  { numRuns: 1, seed: 1 },
)
const [review] = fc.sample(arbitraryReview, { numRuns: 1, seed: 1 })
if (!subject || !run || !review) throw new Error('no samples')
const grade = { label: null, isUnsure: false, errorTypes: [], comment: '', rewrite: null, gradedAt: null }

describe('grades', () => {
  const graded = {
    ...review,
    grades: {
      0: {
        ...grade,
        label: 'bad' as const,
        errorTypes: ['wrong-fact'],
        comment: 'no',
        gradedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
      },
      1: { ...grade, label: 'neutral' as const },
    },
  }

  test('a step that nobody graded has no value; a neutral one has 0', () => {
    const rows = toStepRows(subject, run, graded)
    expect(rows.map(({ label, value }) => [label, value])).toEqual([
      ['bad', -1],
      ['neutral', 0],
      [null, null],
    ])
    expect(rows[0]).toMatchObject({
      step: 1,
      steps: 3,
      error_types: ['wrong-fact'],
      graded_at: '2026-01-02T03:04:05.000Z',
    })
    expect(toStepRows(subject, run, null)[0]).toMatchObject({
      label: null,
      value: null,
      reviewer: null,
      rubric: null,
      graded_at: null,
    })
  })

  test('the fields are those documented, in their order', () => {
    expect(Object.keys(toStepRows(subject, run, graded)[0] ?? {})).toEqual([...STEP_ROW_FIELDS])
  })

  test('bad lines are told and the others kept', () => {
    const [first, second, third] = toStepRows(subject, run, graded)
    const lines = [
      JSON.stringify(first),
      'x',
      JSON.stringify({ ...second, value: null }),
      JSON.stringify({ ...third, version: 2 }),
      '[]',
      JSON.stringify({ ...third, note: 'kept' }),
    ]
    const { rows, problems } = parseStepsJsonl(lines.join('\n'), 's.jsonl')
    expect(rows).toEqual([first, { ...third, note: 'kept' }])
    expect(problems).toMatchObject([
      { line: 2, code: 'invalid-json' },
      { line: 3, path: 'value', expected: 'the value of its label: good 1, neutral 0, bad -1, none null' },
      { line: 4, path: 'version', found: 'version 2' },
      { line: 5, code: 'not-an-object' },
    ])
  })
})
