import { existsSync } from 'node:fs'
import { openAsBlob } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sliceSpan } from '../../domain/span'
import { checkHygiene, type HygieneInput } from './hygiene/check-hygiene'
import { readDataset, type DatasetEvent, type ReadDatasetOptions } from './read-dataset'

// Published datasets for development, kept beside the repository; elsewhere these tests are skipped.
const DATA = new URL('../../../../shared/data/', import.meta.url).pathname

async function readAll(path: string, options: ReadDatasetOptions = {}): Promise<readonly DatasetEvent[]> {
  const events: DatasetEvent[] = []
  const file = await openAsBlob(DATA + path)
  for await (const event of readDataset(file, path.split('/').at(-1) ?? path, options)) events.push(event)
  return events
}
const casesOf = (events: readonly DatasetEvent[]) =>
  events.flatMap((event) => (event.kind === 'case' ? [event] : []))
const hygieneOf = (events: readonly DatasetEvent[]) =>
  checkHygiene(
    casesOf(events).map((event): HygieneInput => ({
      id: String(event.rowNumber),
      draft: event.case.draft,
      article: event.case.article,
    })),
  )

describe.skipIf(!existsSync(DATA))('published datasets (skipped where the data folder is absent)', () => {
  test('51 rows are the same cases out of five formats', async () => {
    const [first, ...others] = await Promise.all(
      ['jsonl', 'json', 'csv', 'snappy.parquet', 'zstd.parquet'].map(async (ending) => {
        const events = await readAll(`formats/mcr-shape-51.${ending}`)
        expect(events[0]).toMatchObject({ kind: 'recognised', recognition: { format: 'medcasereasoning' } })
        return casesOf(events).map(({ rowNumber, case: found, identity }) => ({ rowNumber, found, identity }))
      }),
    )
    expect(first).toHaveLength(51)
    expect(first?.[0]?.found.draft.extra['Unnamed: 0']).toBe(0)
    for (const other of others) expect(other).toEqual(first)
  })

  test.each<[string, string, number, number]>([
    ['medcasereasoning/train-row-0.json', 'medcasereasoning', 1, 0],
    ['medcasereasoning/val-prompts-5.jsonl', 'medcasereasoning', 5, 0],
    ['cases/dev.jsonl', 'medcasereasoning', 743, 0],
    ['medrbench/diagnosis-original-shape.dev.json', 'medr-bench', 150, 0],
    ['medrbench/treatment-original-shape.dev.json', 'medr-bench', 73, 0],
    ['medrbench/result-original-shape/qwq/PMC11342857.json', 'medr-bench', 1, 0],
    ['agentclinic/medqa_extended.dev.jsonl', 'agentclinic', 159, 0],
    ['mediq/craft_md.dev.jsonl', 'mediq', 88, 0],
    // Two of its cases have no sentences.
    ['mediq/medqa_dev.dev.jsonl', 'mediq', 298, 2],
    ['phenopackets/phenopackets.dev.jsonl', 'phenopacket', 420, 0],
    ['casimedicos/es.dev.jsonl', 'case-rows', 60, 0],
  ])('%s is known as %s and gives its cases', async (path, format, cases, faults) => {
    const events = await readAll(path)
    expect(events[0]).toMatchObject({ kind: 'recognised', recognition: { kind: 'known', format } })
    expect(casesOf(events)).toHaveLength(cases)
    expect(events.filter(({ kind }) => kind === 'fault')).toHaveLength(faults)
    for (const { case: found } of casesOf(events)) {
      const { presentation, stages } = found.draft
      let last = 0
      for (const { span } of stages) {
        expect(span.start).toBeGreaterThanOrEqual(last)
        expect(sliceSpan(presentation, span).trim()).not.toBe('')
        last = span.end
      }
    }
  })

  test.each([
    'medec/medec-ms.dev.csv',
    'medcalc/one_shot.dev.json',
    'medrect-ja/sample.dev.jsonl',
    'hpo/hp-es.babelon.tsv',
  ])('%s is told as columns to be mapped', async (path) => {
    const events = await readAll(path)
    expect(events).toMatchObject([{ kind: 'recognised', recognition: { kind: 'unknown' } }])
    const [first] = events
    expect(
      first?.kind === 'recognised' &&
        first.recognition.kind === 'unknown' &&
        first.recognition.columns.length,
    ).toBeGreaterThan(3)
  })

  test('staged sets fall into stages, and neither gene nor disease stands in a phenopacket’s text', async () => {
    for (const { case: found } of casesOf(await readAll('agentclinic/medqa_extended.dev.jsonl')))
      expect(found.draft.stages.map(({ kind }) => kind).slice(0, 2)).toEqual(['history', 'exam'])
    const packets = casesOf(await readAll('phenopackets/phenopackets.dev.jsonl'))
    const { rules } = hygieneOf(await readAll('phenopackets/phenopackets.dev.jsonl'))
    expect(rules['gold-in-prompt'].hits).toEqual([])
    expect(packets.every(({ case: found }) => found.draft.goldDiagnosis !== null)).toBe(true)
    expect(
      packets.filter(({ case: found }) => found.draft.presentation.includes('Looked for and absent')).length,
    ).toBe(395)
  })

  test('real traces come as graded runs of the cases they are about', async () => {
    const events = await readAll('medrbench/traces.dev.jsonl')
    const runs = events.flatMap((event) => (event.kind === 'runs' ? [event.runs] : []))
    expect(runs).toHaveLength(888)
    const keys = new Set(casesOf(await readAll('cases/dev.jsonl')).map(({ identity }) => identity.key))
    expect(runs.every(({ caseKey }) => keys.has(caseKey))).toBe(true)
    expect(
      runs.every((run) => (run.runs[0]?.steps.length ?? 0) > 0 && run.runs[0]?.diagnosis !== undefined),
    ).toBe(true)
  })

  test('hygiene finds what is known of these cases', async () => {
    const { rules } = hygieneOf(await readAll('cases/dev.jsonl'))
    // The folder's own count of diagnoses named in the prompt, and of cases without reasoning.
    expect(rules['gold-in-prompt'].hits).toHaveLength(77)
    expect(rules['no-reasoning'].hits).toHaveLength(5)
    expect(rules.veterinary.hits.map(({ id }) => id)).toEqual(['208', '215', '465', '466'])
    expect(rules.language.hits).toEqual([])
    const spanish = hygieneOf(await readAll('casimedicos/es.dev.jsonl')).rules.language
    expect(spanish.hits).toHaveLength(spanish.checked)
    expect(spanish.checked).toBeGreaterThan(40)
  })
})
