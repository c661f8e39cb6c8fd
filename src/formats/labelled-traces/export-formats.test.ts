import { describe, expect, test } from 'vitest'
import { convertRow, recogniseDataset } from '../dataset/recognise-dataset'
import type { Row } from '../dataset/rows/row-read'
import {
  type CaseTraces,
  type ExportTally,
  TRACE_EXPORTS,
  type TraceExport,
  type TraceExportOptions,
  formatTraces,
} from './export-formats'
import { type LabelSource, labelTraces } from './labelled-trace'
import { makeFinishedRun, makeReviewOf, makeSubject } from './testing/made-up-trace'

const OPTIONS: TraceExportOptions = {
  withCaseText: true,
  neutralAs: 'good',
  mode: 'every-step',
  medRBench: 'strict',
  appVersion: '0.1.0',
  createdAt: 4000,
}
const subject = makeSubject()
const run = makeFinishedRun(['He coughs.', 'He "bakes",\tdaily.', 'Flour explains it.', 'Not graded.'])
const anna = makeReviewOf(
  run,
  'anna',
  ['good', 'neutral', 'bad', null],
  {
    verdict: 'wrong',
    links: [
      { step: 0, statement: 1, isSame: true },
      { step: 1, statement: 0, isSame: false },
    ],
  },
  {
    1: { errorTypes: ['repetition'], comment: 'Said before' },
    2: { rewrite: 'Flour may explain it.', spentMs: 900 },
  },
)
const ben = makeReviewOf(run, 'ben', ['good', 'good', 'bad', null])

function exportAll(
  format: TraceExport,
  source: LabelSource = 'per-reviewer',
  options: Partial<TraceExportOptions> = {},
  reviews = [anna],
): { text: string; tally: ExportTally } {
  const cases: CaseTraces[] = [labelTraces(subject, run, reviews, source)]
  const pieces = formatTraces(format, cases, { ...OPTIONS, ...options })
  let text = ''
  for (;;) {
    const { done, value } = pieces.next()
    if (done) return { text, tally: value }
    text += value
  }
}
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)

/** Our own importer reads the row as a case with one run; its labels are what a person would load back. */
function reimport(row: Row) {
  const recognition = recogniseDataset([row])
  if (recognition.kind === 'unknown') throw new Error('unknown')
  const [first] = convertRow(recognition.format, { row, rowNumber: 1, key: null })
  if (first?.kind !== 'case') throw new Error('no case')
  const [read] = first.runs
  const grades = read?.reviews[0]?.grades ?? {}
  return {
    format: recognition.format,
    presentation: first.draft.presentation,
    gold: first.draft.goldDiagnosis,
    texts: read?.steps.map(({ text }) => text),
    labels: read?.steps.map(({ index }) => grades[index]?.label ?? null),
    rewrites: read?.steps.map(({ index }) => grades[index]?.rewrite ?? null),
  }
}
const texts = run.steps.map(({ text }) => text)

describe('re-import gives the same labels, and null stays null', () => {
  test('PRM800K', () => {
    const { text, tally } = exportAll('prm800k')
    const [row] = linesOf(text)
    expect(row).toMatchObject({ label: { finish_reason: 'found_error', total_time: 900 }, labeler: 'anna' })
    expect(reimport(row ?? {})).toMatchObject({
      format: 'prm800k',
      presentation: subject.presentation,
      gold: 'Made-up fever',
      labels: ['good', 'neutral', 'bad', null],
    })
    expect(tally).toEqual({ rows: 1, skipped: 0, invalid: [] })
  })

  test('MedR-Bench results', () => {
    const [row] = JSON.parse(exportAll('medr-bench').text) as Row[]
    expect(row).toMatchObject({
      gt_reasoning_eval: [{ hit: false }, { hit: true }],
      recall: 0.5,
      efficiency: 2 / 3,
      factulity: 0.5,
    })
    expect(reimport(row ?? {})).toMatchObject({ texts, labels: ['good', 'neutral', 'bad', null] })
  })

  test('Label Studio, one annotation a reviewer', () => {
    const [task] = JSON.parse(exportAll('label-studio', 'per-reviewer', {}, [anna, ben]).text) as Row[]
    expect(task).toMatchObject({ id: 1, annotations: [{ completed_by: 'anna' }, { completed_by: 'ben' }] })
    expect(reimport(task ?? {})).toMatchObject({ texts, labels: ['good', 'neutral', 'bad', null] })
  })

  test('Inspect', () => {
    const log = JSON.parse(exportAll('inspect').text) as Row
    expect(reimport(log)).toMatchObject({ format: 'inspect', gold: 'Made-up fever' })
    expect(log).toMatchObject({
      status: 'success',
      eval: { model: 'tiny', dataset: { samples: 1 } },
      samples: [{ scores: { step_1: { value: 1 }, step_3: { value: -1 }, diagnosis: { value: 'wrong' } } }],
    })
    expect(log['samples']).not.toHaveProperty('0.scores.step_4')
  })
})

describe('formats that know right and wrong only', () => {
  test.each([
    ['good', [true, true, false]],
    ['bad', [true, false, false]],
    ['end', [true]],
  ] as const)('TRL: neutral as %s; a step without a label ends the trace', (neutralAs, labels) => {
    const [row] = linesOf(exportAll('trl-stepwise', 'per-reviewer', { neutralAs }).text)
    expect(row?.['labels']).toEqual(labels)
    expect(row?.['completions']).toEqual(texts.slice(0, labels.length))
  })

  test('Med-PRM: soft labels are the reviewers’ shares', () => {
    const [row] = JSON.parse(exportAll('med-prm', 'soft', {}, [anna, ben]).text) as Row[]
    expect(row).toMatchObject({
      solutions: [{ prm_soft_label: [1], prm_hard_label: [1], prm_gemini_label: [], orm_label: 0 }],
    })
  })

  test('a trace without a first label is skipped, and counted', () => {
    const empty = makeReviewOf(run, 'cleo', [null, 'good', null, null])
    expect(exportAll('trl-stepwise', 'per-reviewer', {}, [empty])).toEqual({
      text: '',
      tally: { rows: 0, skipped: 1, invalid: [] },
    })
  })
})

test('Potato: reward by step from 0, null where nobody graded', () => {
  expect(linesOf(exportAll('potato', 'per-reviewer', { mode: 'first-error' }).text)[0]).toMatchObject({
    instance_id: 'run-1',
    annotator: 'anna',
    mode: 'first_error',
    steps: [
      { index: 0, reward: 1, verified: true },
      { index: 1, reward: 0 },
      { index: 2, reward: -1 },
      { index: 3, reward: null, verified: false },
    ],
  })
})

describe('training on corrections', () => {
  const graded = (labels: Parameters<typeof makeReviewOf>[2], rewrites: Record<number, string>) =>
    makeReviewOf(
      run,
      'anna',
      labels,
      {},
      Object.fromEntries(Object.entries(rewrites).map(([step, rewrite]) => [step, { rewrite }])),
    )

  test('a pair shares the prefix up to the corrected step, earlier corrections in it', () => {
    const review = graded(['good', 'bad', 'bad', 'good'], { 1: 'He bakes.', 2: 'Flour may explain it.' })
    const [first, second] = linesOf(exportAll('preference-pairs', 'per-reviewer', {}, [review]).text)
    expect(first).toMatchObject({ chosen: '2. He bakes.', rejected: `2. ${texts[1]}`, step: 2 })
    expect(first?.['prompt']).toMatch(/1\. He coughs\.$/u)
    expect(second?.['prompt']).toMatch(/1\. He coughs\.\n2\. He bakes\.$/u)
    expect(second?.['prompt']).not.toContain('daily')
  })

  test('behind a bad step that nobody corrected there is no pair', () => {
    const review = graded(['bad', 'good', 'bad', null], { 2: 'Mended.' })
    expect(exportAll('preference-pairs', 'per-reviewer', {}, [review]).text).toBe('')
  })

  test('a corrected trace ends on the gold diagnosis; one with a bad step left in it teaches nothing', () => {
    const mended = graded(['good', 'neutral', 'bad', 'good'], { 2: 'Mended.' })
    const [row] = linesOf(exportAll('supervised', 'per-reviewer', {}, [mended]).text)
    expect(row).toMatchObject({ rewritten_steps: 1, messages: [{ role: 'user' }, { role: 'assistant' }] })
    expect(JSON.stringify(row)).toContain('3. Mended.\\n4. Not graded.\\n\\nDiagnosis: Made-up fever')
    expect(exportAll('supervised').tally).toMatchObject({ rows: 0, skipped: 1 })
  })
})

test('CSV: quotes, tabs and what looks like a formula survive, an ungraded label is an empty cell', () => {
  const [head, ...rows] = exportAll('flat-csv').text.trimEnd().split('\r\n')
  expect(head).toMatch(/^\u{FEFF}case_id,/u)
  expect(rows).toHaveLength(4)
  expect(rows[1]).toContain('"He ""bakes"",\tdaily."')
  expect(rows[3]).toContain(',Not graded.,,,,,,0,')
})

test('the differential has LIRICAL’s columns; 10 × 0.1 makes a composite of 0', () => {
  const lines = exportAll('differentials', 'per-reviewer', {}, [anna, ben]).text.split('\n')
  expect(lines.filter((line) => line.startsWith('1\t'))).toEqual([
    '1\tFlour fever\tROUNDS:flour-fever\t\t0.8\t0.000\t\t',
  ])
})

test.each(TRACE_EXPORTS)('%s: the words of the case stay at home when asked to', (format) => {
  for (const source of ['per-reviewer', 'soft', 'adjudicated'] as const) {
    const { text, tally } = exportAll(format, source, { withCaseText: false }, [anna, ben])
    expect(text).not.toContain('three weeks')
    expect(text).not.toContain('Fever is considered')
    expect(tally.invalid).toEqual([])
  }
})

test('a row that its schema refuses is named, not written', () => {
  const bare = makeFinishedRun([''], { id: run.id })
  const review = makeReviewOf(bare, 'anna', ['bad'], {}, { 0: { rewrite: 'x' } })
  const traces = labelTraces(subject, { ...bare, steps: [] }, [review], 'per-reviewer')
  const pieces = formatTraces('med-prm', [traces], OPTIONS)
  expect([...pieces].join('')).toBe('[\n]\n')
})
