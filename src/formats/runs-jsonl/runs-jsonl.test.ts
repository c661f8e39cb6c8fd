import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arbitraryCase, arbitraryRun } from '../bundle/arbitrary-records'
import { describeProblem } from '../describe-problem'
import { parseCaseFile } from '../parse-case-file'
import { formatRunRow, parseRunRow, parseRunsJsonl, RUN_ROW_START, type RunRow } from './runs-jsonl'

const arbitraryRow: fc.Arbitrary<RunRow> = fc.tuple(arbitraryCase, arbitraryRun).map(([subject, run]) => ({
  subject,
  run: { ...run, caseId: subject.id, status: run.status === 'running' ? 'finished' : run.status },
}))
const rows = fc.sample(arbitraryRow, { numRuns: 3, seed: 7 })
const [first, second] = rows
if (!first || !second) throw new Error('no sample')

/** The first row's line with something changed. */
function changed(change: (row: Record<string, Record<string, unknown>>) => void): string {
  const value = JSON.parse(formatRunRow(first as RunRow)) as Record<string, Record<string, unknown>>
  change(value)
  return JSON.stringify(value)
}

const problemOf = (text: string) => {
  const read = parseRunRow(text, 3, 'r.jsonl')
  return read.kind === 'problem' ? describeProblem(read.problem) : null
}

test('a row comes back exactly as it was, on one line', () => {
  fc.assert(
    fc.property(arbitraryRow, (row) => {
      const line = formatRunRow(row)
      expect(line.indexOf('\n')).toBe(line.length - 1)
      expect(line.startsWith(RUN_ROW_START)).toBe(true)
      expect(parseRunRow(line, 1)).toEqual({ kind: 'ok', row })
    }),
    { numRuns: 100 },
  )
})

describe('a row is refused', () => {
  test.each([
    ['{"format":"rounds-run","vers', 'column 24 is not v'],
    ['[]', 'it holds a list'],
    ['{"case_prompt":"x"}', 'field “format”'],
    [changed((row) => Object.assign(row, { version: 2 })), 'it holds version 2. Expected version 1'],
    [changed((row) => Object.assign(row['case'] ?? {}, { presentation: 5 })), 'field “case.presentation”'],
    [changed((row) => Object.assign(row['run'] ?? {}, { steps: null })), 'field “run.steps”'],
    [changed((row) => Object.assign(row['run'] ?? {}, { caseId: 'another' })), 'field “run.caseId”'],
    [changed((row) => Object.assign(row['run'] ?? {}, { status: 'running' })), 'field “run.status”'],
  ])('%#', (text, words) => expect(problemOf(text)).toContain(words))
})

describe('a file', () => {
  const text = rows.map(formatRunRow).join('')

  test('gives each case and each run once', () => {
    const again = formatRunRow({ ...first, run: { ...first.run, id: second.run.id } })
    const { records, problems } = parseRunsJsonl(`${again}\n${text}`, 'r.jsonl')
    expect([records.cases.length, records.runs.length]).toEqual([2, 3])
    expect(problems).toMatchObject([{ line: 4, path: 'run.id' }])
  })

  test('with a bad row and a cut last one keeps the others', () => {
    const { records, problems } = parseRunsJsonl(
      `{"format":"rounds-run"}\n${text}${text.slice(0, 90)}`,
      'r.jsonl',
    )
    expect(records.runs).toHaveLength(3)
    expect(problems.map(({ line }) => line)).toEqual([1, 5])
  })

  test('of one case told in two ways takes the first', () => {
    const other = { ...first.subject, presentation: `${first.subject.presentation} More.` }
    const { problems } = parseRunsJsonl(
      text + formatRunRow({ ...first, subject: other, run: { ...first.run, id: second.run.id } }),
    )
    expect(problems).toMatchObject([{ line: 4, path: 'case.presentation' }])
  })

  test.each([
    ['of many rows', text, 3],
    ['of one row', formatRunRow(first), 1],
  ])('%s is imported like a bundle', (_what, content, count) => {
    const result = parseCaseFile('runs.jsonl', new TextEncoder().encode(content))
    expect(result).toMatchObject({ kind: 'bundle', file: 'runs.jsonl', problems: [] })
    expect(result.kind === 'bundle' && result.records.runs).toHaveLength(count)
  })

  test('whose last row was cut is imported without it, and says so', () => {
    const result = parseCaseFile('runs.jsonl', new TextEncoder().encode(text.slice(0, -40)))
    expect(result).toMatchObject({ kind: 'bundle', problems: [{ line: 3, code: 'invalid-json' }] })
    expect(result.kind === 'bundle' && result.records.runs).toHaveLength(2)
  })
})
