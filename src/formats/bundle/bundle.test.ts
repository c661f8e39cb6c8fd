// oxlint-disable typescript/no-explicit-any -- damaged bundles are reached into at will
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arbitraryRecords } from './arbitrary-records'
import { formatBundle, formatBundleChunks, parseBundle } from './bundle'
import type { BundleRecords } from './bundle-schema'

const stamp = { appVersion: '0.1.0', exportedAt: Date.UTC(2026, 10, 20, 12) }

function sample(): BundleRecords {
  const [records] = fc.sample(
    arbitraryRecords.filter(
      ({ cases, runs, reviews }) =>
        cases.length > 0 && runs.some((run) => run.steps.length > 0) && reviews.length > 0,
    ),
    { numRuns: 1, seed: 5 },
  )
  if (!records) throw new Error('no sample')
  return records
}

/** A valid bundle with one change. */
function damage(change: (bundle: Record<string, any>) => void): ReturnType<typeof parseBundle> {
  const bundle = JSON.parse(formatBundle(sample(), stamp)) as Record<string, any>
  change(bundle)
  return parseBundle(JSON.stringify(bundle), 'b.json')
}

test('cases, runs and reviews come back exactly as they were', () => {
  fc.assert(
    fc.property(arbitraryRecords, (records) => {
      expect(parseBundle(formatBundle(records, stamp))).toEqual({ kind: 'ok', records, stamp })
    }),
    { numRuns: 150 },
  )
})

test('an empty library is a bundle too', () => {
  const records = { cases: [], runs: [], reviews: [] }
  expect(parseBundle(formatBundle(records, stamp))).toMatchObject({ kind: 'ok', records })
})

test('the pieces together are the whole, one record a piece', () => {
  const records = sample()
  const chunks = [...formatBundleChunks(records, stamp)]
  expect(chunks.join('')).toBe(formatBundle(records, stamp))
  expect(chunks.filter((chunk) => chunk.includes('"presentation"'))).toHaveLength(records.cases.length)
})

test('fields of a later version survive the trip, at the top and inside records', () => {
  const read = damage((bundle) => {
    bundle['newPart'] = { a: 1 }
    bundle['cases'][0].bodySite = 'hand'
    bundle['runs'][0].manifest.prompt = { hash: 'x' }
    bundle['reviews'][0].timeSpentMs = 5
  })
  if (read.kind === 'problem') throw new Error(read.problem.code)
  const again = JSON.parse(formatBundle(read.records, stamp)) as Record<string, any>
  expect(again['newPart']).toEqual({ a: 1 })
  expect(again['cases'][0].bodySite).toBe('hand')
  expect(again['runs'][0].manifest.prompt).toEqual({ hash: 'x' })
  expect(again['reviews'][0].timeSpentMs).toBe(5)
})

describe('what is refused', () => {
  const cases: readonly (readonly [string, (bundle: Record<string, any>) => void, object])[] = [
    [
      'a newer version',
      (b) => (b['version'] = 2),
      { code: 'newer-bundle', version: 2, supported: 1, appVersion: '0.1.0' },
    ],
    ['another format', (b) => (b['format'] = 'x'), { code: 'invalid-bundle', path: 'format' }],
    ['no version', (b) => delete b['version'], { path: 'version', expected: 'a whole number from 1' }],
    ['no runs', (b) => delete b['runs'], { path: 'runs', expected: 'a list, not nothing' }],
    [
      'a case without text',
      (b) => delete b['cases'][0].presentation,
      { path: 'cases[0].presentation', expected: 'text' },
    ],
    [
      'a source of its own',
      (b) => (b['cases'][0].source = 'web'),
      { path: 'cases[0].source', expected: 'one of: teaching, own, imported' },
    ],
    [
      'a stage outside the text',
      (b) => (b['cases'][0].stages = [{ kind: 'labs', title: '', span: { start: 0, end: 9999 } }]),
      { path: 'cases[0].stages' },
    ],
    [
      'a span backwards',
      (b) => (b['cases'][0].stages = [{ kind: 'labs', title: '', span: { start: 3, end: 2 } }]),
      { path: 'cases[0].stages[0].span' },
    ],
    [
      'an unknown engine',
      (b) => (b['runs'][0].manifest.engine = 'oracle'),
      { path: 'runs[0].manifest.engine' },
    ],
    [
      'a check without its data',
      (b) =>
        (b['runs'][0].steps = [
          {
            index: 0,
            kind: 'test',
            text: '',
            quotes: [],
            hypotheses: [],
            checks: [{ code: 'number-differs' }],
          },
        ]),
      { path: 'runs[0].steps[0].checks[0].claimed' },
    ],
    [
      'a likelihood above 1',
      (b) => (b['runs'][0].differential = { entries: [], noneOfThese: 1.5 }),
      { path: 'runs[0].differential.noneOfThese', expected: '1 at most' },
    ],
    [
      'a label that is none',
      (b) =>
        (b['reviews'][0].grades = {
          0: { label: 0, isUnsure: false, errorTypes: [], comment: '', rewrite: null, gradedAt: null },
        }),
      { path: 'reviews[0].grades.0.label' },
    ],
    [
      'a grade of no step',
      (b) =>
        (b['reviews'][0].grades = {
          x: { label: null, isUnsure: false, errorTypes: [], comment: '', rewrite: null, gradedAt: null },
        }),
      { expected: 'a step number as key' },
    ],
    [
      'a history that is shorter than said',
      (b) => (b['reviews'][0].historyPosition = 99),
      { path: 'reviews[0].historyPosition' },
    ],
    [
      'the same run twice',
      (b) => b['runs'].push(b['runs'][0]),
      { expected: 'an id that no record before it has' },
    ],
  ]
  test.each(cases)('%s', (_name, change, problem) => {
    expect(damage(change)).toMatchObject({ kind: 'problem', problem: { file: 'b.json', ...problem } })
  })

  test('a file cut off', () => {
    const text = formatBundle(sample(), stamp)
    expect(parseBundle(text.slice(0, text.length >> 1), 'b.json')).toMatchObject({
      problem: { code: 'invalid-json' },
    })
  })
})
