import { isBundle, readBundle } from './bundle/bundle'
import { checkLength, type CaseDraft } from './case-draft'
import { createRowReader } from './case-json/case-json'
import { parseCaseText } from './case-text/case-text'
import { draftNotices } from './draft-notices'
import type { FileProblem, ImportNotice, ImportProblem, ImportResult, RowOutcome } from './import-outcome'
import { isObject, nameType, readJson } from './json-text'
import { decodeCaseFile } from './read-bytes/decode-case-file'
import { isRunRow, parseRunsJsonl } from './runs-jsonl/runs-jsonl'

/** How many rows of how many have been judged. */
export type RowListener = (row: number, total: number) => void

const ROWS_A_WORD = 250

/**
 * Reads whatever file a person dropped: text, Markdown, JSON, JSON Lines, a Rounds bundle or runs. Never throws for what is
 * in the file: each row that could not be read is a problem with its line, and the others are drafts. Nothing is
 * stored here.
 */
export function parseCaseFile(name: string, bytes: Uint8Array, onRow: RowListener = () => {}): ImportResult {
  const decoded = decodeCaseFile(name, bytes)
  if (decoded.kind === 'problem') return refuseFile(decoded.problem)
  switch (decoded.extension) {
    case 'json':
    case 'jsonl':
    case 'ndjson':
      return readJsonText(decoded.text, name, onRow)
    case 'txt':
    case 'text':
    case 'md':
    case 'markdown':
      return readPlainText(decoded.text, name)
  }
}

/** Reads pasted text: JSON where it is JSON, else the words of a case. */
export function parsePastedCase(text: string): ImportResult {
  if (text.trim() === '') return refuseFile({ scope: 'file', file: '', code: 'empty-file' })
  if (/^\s*[{[]/u.test(text)) {
    const result = readJsonText(text, '', () => {})
    const isJson =
      result.kind === 'bundle' || result.problems.every((problem) => problem.code !== 'invalid-json')
    if (isJson) return result
  }
  return readPlainText(text, '')
}

function tell(onRow: RowListener, row: number, total: number): void {
  if (row % ROWS_A_WORD === 0) onRow(row, total)
}

function refuseFile(problem: FileProblem): ImportResult {
  return { kind: 'cases', file: problem.file, rowCount: 0, drafts: [], problems: [problem], notices: [] }
}

function readPlainText(text: string, file: string): ImportResult {
  const tooMuchOrLittle = checkLength(text)
  if (tooMuchOrLittle) return refuseFile({ scope: 'file', file, ...tooMuchOrLittle })
  const { draft, notices } = parseCaseText(text, file)
  return {
    kind: 'cases',
    file,
    rowCount: 1,
    drafts: [{ draft, line: null }],
    problems: [],
    notices: [...notices, ...draftNotices(draft, file, null)],
  }
}

/**
 * The file's own shape decides, not its ending: a list in a `.jsonl` and lines in a `.json` are both met in practice.
 */
function readJsonText(text: string, file: string, onRow: RowListener): ImportResult {
  const whole = readJson(text)
  if (whole.kind === 'ok') return readParsed(whole.value, whole.elementLines, file, onRow)
  const lines = text.split(/\r\n|\n|\r/u)
  const filled = lines.filter((line) => line.trim() !== '')
  const isLines = filled.slice(0, 50).some((line) => {
    const read = readJson(line)
    return read.kind === 'ok' && isObject(read.value)
  })
  // A single broken line of JSON Lines and a broken JSON file look alike; either way the place is the same.
  if (!isLines) return refuseFile({ scope: 'file', file, code: 'invalid-json', ...whole.problem })
  if (isRunRow(readFirstObject(filled))) return { kind: 'bundle', file, ...parseRunsJsonl(text, file) }
  const reader = createRowReader(file)
  return collect(
    lines.flatMap((line, index) => {
      tell(onRow, index, lines.length)
      return reader.readLine(line, index + 1) ?? []
    }),
    file,
  )
}

/** The first of the lines that holds an object: it tells what the file is. */
function readFirstObject(lines: readonly string[]): unknown {
  for (const line of lines) {
    const read = readJson(line)
    if (read.kind === 'ok' && isObject(read.value)) return read.value
  }
  return null
}

function readParsed(
  value: unknown,
  elementLines: readonly number[],
  file: string,
  onRow: RowListener,
): ImportResult {
  if (isRunRow(value)) return { kind: 'bundle', file, ...parseRunsJsonl(JSON.stringify(value), file) }
  if (isBundle(value)) {
    const bundle = readBundle(value, file)
    return bundle.kind === 'ok'
      ? { kind: 'bundle', file, records: bundle.records, problems: [] }
      : refuseFile(bundle.problem)
  }
  const reader = createRowReader(file)
  if (Array.isArray(value)) {
    if (value.length === 0)
      return refuseFile({
        scope: 'file',
        file,
        code: 'not-a-case',
        found: 'an empty list',
        expected: 'at least one case',
      })
    return collect(
      value.map((element, index) => {
        tell(onRow, index, value.length)
        return reader.readValue(element, elementLines[index] ?? 1)
      }),
      file,
    )
  }
  if (!isObject(value))
    return refuseFile({
      scope: 'file',
      file,
      code: 'not-a-case',
      found: nameType(value),
      expected: 'a case, a list of cases or a bundle',
    })
  const result = collect([reader.readValue(value, 1)], file)
  if (result.kind !== 'cases') return result
  return {
    ...result,
    drafts: result.drafts.map(({ draft }) => ({ draft, line: null })),
    notices: result.notices.map((notice) => ({ ...notice, line: null })),
  }
}

function collect(outcomes: readonly RowOutcome[], file: string): ImportResult {
  const drafts: { draft: CaseDraft; line: number }[] = []
  const problems: ImportProblem[] = []
  const notices: ImportNotice[] = []
  for (const outcome of outcomes) {
    switch (outcome.kind) {
      case 'draft':
        drafts.push({ draft: outcome.draft, line: outcome.line })
        notices.push(...outcome.notices)
        break
      case 'duplicate':
        notices.push({ code: 'duplicate-row', file, line: outcome.line, firstLine: outcome.firstLine })
        break
      case 'rejected':
        problems.push(outcome.problem)
        break
    }
  }
  return { kind: 'cases', file, rowCount: outcomes.length, drafts, problems, notices }
}
