import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import type { CaseId, RunId } from '../../domain/ids'
import { runSchema } from '../bundle/run-schema'
import { applyMapping, EMPTY_MAPPING, type Mapping } from './apply-mapping'
import { createCaseMatcher, identifyDraft, type KnownCase } from './case-identity'
import { draftRunFromText, draftToRun, findStepQuotes } from './draft-runs'
import { readDataset, type DatasetEvent, type ReadDatasetOptions } from './read-dataset'
import { zipFiles } from './rows/zip-files'

const rows = Array.from({ length: 30 }, (_, index) => ({
  'Unnamed: 0': index,
  pmcid: `PMC00000${index}`,
  title: `Case ${index}`,
  text: `The discussion says that patient ${index} coughs.`,
  case_prompt: `A ${20 + index}-year-old baker coughed for ${index + 1} weeks.`,
  diagnostic_reasoning: `1. Cough—“patient ${index} coughs”\n2. Flour—“never said”`,
  final_diagnosis: 'Baker’s lung',
}))
const jsonl = (list: readonly object[]) => list.map((row) => JSON.stringify(row)).join('\n')

async function readAll(
  content: BlobPart,
  name: string,
  options: ReadDatasetOptions = {},
): Promise<readonly DatasetEvent[]> {
  const events: DatasetEvent[] = []
  for await (const event of readDataset(new Blob([content]), name, options)) events.push(event)
  return events
}
const casesOf = (events: readonly DatasetEvent[]) =>
  events.flatMap((event) => (event.kind === 'case' ? [event] : []))

test('a file is recognised first, and its faults stand beside its cases', async () => {
  const events = await readAll(`${jsonl(rows)}\n{"case_prompt": 5}\n{"x"`, 'a.jsonl')
  expect(events[0]).toMatchObject({
    kind: 'recognised',
    recognition: { format: 'medcasereasoning', name: 'MedCaseReasoning' },
  })
  expect(casesOf(events)).toHaveLength(30)
  expect(events.filter(({ kind }) => kind === 'fault')).toMatchObject([
    { rowNumber: 31, field: 'case_prompt', reason: 'It holds a number. Expected text.' },
    { rowNumber: 32, field: '' },
  ])
})

test('the article’s text is read out of Parquet only when asked for', async () => {
  const column = (name: keyof (typeof rows)[0]) => ({
    name,
    data: rows.map((row) => String(row[name])),
    type: 'STRING' as const,
  })
  const file = parquetWriteBuffer({
    columnData: [
      column('pmcid'),
      column('text'),
      column('case_prompt'),
      column('diagnostic_reasoning'),
      column('final_diagnosis'),
    ],
  })
  expect(casesOf(await readAll(file, 'a.parquet')).every((event) => event.case.article === null)).toBe(true)
  const checked = casesOf(await readAll(file, 'a.parquet', { articleText: 'check' }))
  expect(checked[3]?.case).toMatchObject({
    article: { quotations: 2, missing: [1] },
    draft: { extra: { pmcid: 'PMC000003' } },
  })
  expect(checked[3]?.case.draft.extra).not.toHaveProperty('text')
})

test('files of an archive are recognised one by one', async () => {
  const events = await readAll(
    await zipFiles({
      'a.jsonl': jsonl(rows.slice(0, 2)),
      'b.jsonl': '{"problem": 1}',
      'c.json': JSON.stringify({ PMC1: { generate_case: { case_summary: 'A baker coughed all night.' } } }),
    }),
    'x.zip',
  )
  const known = events.flatMap((event) =>
    event.kind === 'recognised'
      ? [[event.part, event.recognition.kind === 'known' ? event.recognition.format : null]]
      : [],
  )
  expect(known).toEqual([
    ['a.jsonl', 'medcasereasoning'],
    ['b.jsonl', null],
    ['c.json', 'medr-bench'],
  ])
  expect(casesOf(events).map(({ part }) => part)).toEqual(['a.jsonl', 'a.jsonl', 'c.json'])
})

describe('a mapping', () => {
  const row = {
    note: 'A baker coughs.',
    exam: { lungs: 'Rales' },
    dx: 'Baker’s lung',
    id: 4,
    title: 'kept',
    reply: 'Fever.\nAnswer: Gout',
    why: '1. A.\n2. B.',
  }
  const mapping: Mapping = {
    ...EMPTY_MAPPING,
    presentation: [
      { field: 'note', stage: null },
      { field: 'exam', stage: { kind: 'exam', title: 'Examination' } },
    ],
    goldDiagnosis: 'dx',
    key: 'id',
    output: 'reply',
    referenceReasoning: 'why',
  }

  test('makes a case of any row', () => {
    const [made] = applyMapping(row, mapping, 1)
    expect(made).toMatchObject({
      key: 'mapped/4',
      draft: {
        presentation: 'A baker coughs.\n\nExamination:\n- Lungs: Rales',
        stages: [
          { kind: 'history', span: { start: 0, end: 15 } },
          { kind: 'exam', span: { start: 17, end: 44 } },
        ],
        goldDiagnosis: 'Baker’s lung',
        referenceReasoning: [{ text: 'A.' }, { text: 'B.' }],
        extra: { id: 4, original_title: 'kept' },
      },
      runs: [{ diagnosis: 'Gout', steps: [{ text: 'Fever.' }] }],
    })
  })

  test('is used where a file is not recognised, else the file is left', async () => {
    expect(await readAll(jsonl([row, row]), 'a.jsonl')).toMatchObject([
      { kind: 'recognised', recognition: { kind: 'unknown' } },
    ])
    expect(casesOf(await readAll(jsonl([row]), 'a.jsonl', { mapping }))).toHaveLength(1)
  })

  test('without a text is refused', () => {
    expect(applyMapping(row, EMPTY_MAPPING, 1)).toMatchObject([{ kind: 'fault' }])
    expect(applyMapping({}, mapping, 1)).toMatchObject([{ kind: 'fault', field: 'case_prompt' }])
  })
})

describe('the same file twice', () => {
  const known = async (list: readonly object[]): Promise<KnownCase[]> =>
    casesOf(await readAll(jsonl(list), 'a.jsonl')).map(({ identity, rowNumber }) => ({
      ...identity,
      id: `case-${rowNumber}` as CaseId,
    }))
  const matchAll = async (earlier: readonly object[], later: readonly object[]) => {
    const matcher = createCaseMatcher(await known(earlier))
    return casesOf(await readAll(jsonl(later), 'a.jsonl')).map(({ identity }) => matcher.match(identity))
  }

  test('makes nothing twice, in another order and with other row numbers too', async () => {
    const again = rows
      .map((row) => ({ ...row, 'Unnamed: 0': row['Unnamed: 0'] + 100, text: '' }))
      .toReversed()
    expect((await matchAll(rows, again)).every(({ kind }) => kind === 'same')).toBe(true)
  })

  test('shows a changed row as a revision of the same case', async () => {
    const changed = rows.map((row, index) =>
      index === 3
        ? { ...row, final_diagnosis: 'Asthma' }
        : index === 4
          ? { ...row, case_prompt: `${row.case_prompt} He wheezes.` }
          : row,
    )
    const matches = await matchAll(rows, changed)
    expect(
      matches.flatMap((match, index) =>
        match.kind === 'same' ? [] : [[index, match.kind, 'id' in match && match.id]],
      ),
    ).toEqual([
      [3, 'revision', 'case-4'],
      [4, 'revision', 'case-5'],
    ])
  })

  test('and several cases of one article stay apart', async () => {
    const pair = [
      { ...rows[0], case_prompt: 'The first sister coughed.' },
      { ...rows[0], case_prompt: 'The second sister coughed.' },
    ]
    const matcher = createCaseMatcher([])
    const keys = casesOf(await readAll(jsonl(pair), 'a.jsonl')).map(({ identity }, index) => {
      const match = matcher.match(identity)
      if (match.kind === 'new')
        matcher.remember({ ...identity, key: match.key, id: `case-${index}` as CaseId })
      return [match.kind, match.kind === 'new' && match.key]
    })
    expect(keys).toEqual([
      ['new', 'PMC000000'],
      ['new', 'PMC000000#2'],
    ])
  })

  test('and the same words under another key are a duplicate', async () => {
    const [match] = await matchAll(rows, [
      { ...rows[0], pmcid: 'PMC999999', diagnostic_reasoning: '1. Else.' },
    ])
    expect(match).toEqual({ kind: 'duplicate', id: 'case-1' })
  })

  test('a better reading of statements and stages is no revision', async () => {
    const [first] = casesOf(await readAll(jsonl(rows), 'a.jsonl'))
    if (!first) throw new Error('no case')
    const { draft, key } = first.case
    const joined = {
      ...draft,
      stages: [],
      referenceReasoning: [
        { text: draft.referenceReasoning.map(({ text, quotation }) => `${text} ${quotation}`).join(' ') },
      ],
    }
    expect(identifyDraft(joined, key)).toEqual(first.identity)
  })
})

test('an imported run is one that can be stored', () => {
  const draft = findStepQuotes(
    draftRunFromText('1. He has a "dry cough".\n2. So it is flu.\nAnswer: Flu', '', 'auto', 'm'),
    'He has a dry cough.',
  )
  expect(draft.steps[0]?.quotes).toEqual([{ text: 'dry cough', span: { start: 9, end: 18 } }])
  const run = draftToRun(draft, {
    id: 'run-1' as RunId,
    caseId: 'case-1' as CaseId,
    caseRevision: 1,
    format: 'model-outputs',
    appVersion: '1',
    at: 5,
  })
  expect(runSchema.safeParse(run).success).toBe(true)
  expect(run).toMatchObject({
    status: 'finished',
    manifest: { engine: 'replay', model: { name: 'm' } },
    differential: { entries: [{ diagnosis: 'Flu', likelihood: 1 }] },
  })
})
