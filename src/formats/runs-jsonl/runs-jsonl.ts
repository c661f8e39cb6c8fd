import type { ClinicalCase } from '../../domain/case'
import type { Run } from '../../domain/run'
import type { BundleRecords } from '../bundle/bundle-schema'
import { caseSchema } from '../bundle/case-schema'
import { runSchema } from '../bundle/run-schema'
import { describeFirstIssue } from '../bundle/schema-problem'
import type { RowProblem } from '../import-outcome'
import { isObject, nameType, readJson } from '../json-text'

export const RUN_ROW_FORMAT = 'rounds-run'
export const RUN_ROW_VERSION = 1

/** One finished run with the case it is about: all that the workbench needs to grade it. */
export interface RunRow {
  readonly subject: ClinicalCase
  readonly run: Run
}

/** How every row begins, letter for letter: tells a cut row of this format from something else. */
export const RUN_ROW_START = `{"format":"${RUN_ROW_FORMAT}",`

/** One row as a line, its line end included. */
export function formatRunRow({ subject, run }: RunRow): string {
  return `${JSON.stringify({ format: RUN_ROW_FORMAT, version: RUN_ROW_VERSION, case: subject, run })}\n`
}

/** Whether parsed JSON says that it is such a row, of whatever version. */
export function isRunRow(value: unknown): boolean {
  return isObject(value) && value['format'] === RUN_ROW_FORMAT
}

export type RunRowRead =
  | { readonly kind: 'ok'; readonly row: RunRow }
  | { readonly kind: 'problem'; readonly problem: RowProblem }

/** Reads one line of untrusted text. Fields of a later version are kept; a later version of the row is refused. */
export function parseRunRow(text: string, line: number, file = ''): RunRowRead {
  const at = { scope: 'row', file, line } as const
  const read = readJson(text)
  if (read.kind === 'problem') {
    const { reason, column } = read.problem
    return { kind: 'problem', problem: { ...at, path: '', code: 'invalid-json', reason, column } }
  }
  return readRunRow(read.value, line, file)
}

/** The same for JSON that is parsed already. */
export function readRunRow(value: unknown, line: number, file: string): RunRowRead {
  const at = { scope: 'row', file, line } as const
  if (!isObject(value))
    return { kind: 'problem', problem: { ...at, path: '', code: 'not-an-object', found: nameType(value) } }
  const refuse = (path: string, expected: string, found = 'something else'): RunRowRead => ({
    kind: 'problem',
    problem: { ...at, path, code: 'wrong-type', found, expected },
  })
  if (!isRunRow(value)) return refuse('format', `"${RUN_ROW_FORMAT}"`)
  const { version } = value
  if (version !== RUN_ROW_VERSION)
    return refuse('version', `version ${RUN_ROW_VERSION}`, `version ${JSON.stringify(version) ?? 'none'}`)
  const subject = caseSchema.safeParse(value['case'])
  if (!subject.success) {
    const { path, expected } = describeFirstIssue(subject.error.issues, ['case'])
    return refuse(path, expected)
  }
  const run = runSchema.safeParse(value['run'])
  if (!run.success) {
    const { path, expected } = describeFirstIssue(run.error.issues, ['run'])
    return refuse(path, expected)
  }
  if (run.data.caseId !== subject.data.id) return refuse('run.caseId', 'the id of the case in the same row')
  if (run.data.status === 'running') return refuse('run.status', 'a run that has ended')
  // As it was parsed, so that no field is lost; the schemas have no transforms.
  return { kind: 'ok', row: { subject: value['case'] as ClinicalCase, run: value['run'] as Run } }
}

/** All rows of a file as records to be stored: each case once, each run once. A bad row never sinks the others. */
export function parseRunsJsonl(
  text: string,
  file = '',
): { readonly records: BundleRecords; readonly problems: readonly RowProblem[] } {
  const cases = new Map<string, ClinicalCase>()
  const runs = new Map<string, Run>()
  const problems: RowProblem[] = []
  let line = 0
  for (const content of text.split(/\r?\n/u)) {
    line += 1
    if (content.trim() === '') continue
    const read = parseRunRow(content, line, file)
    if (read.kind === 'problem') {
      problems.push(read.problem)
      continue
    }
    const { subject, run } = read.row
    const key = `${subject.id} ${subject.revision}`
    const known = cases.get(key)
    const refuse = (path: string, expected: string) =>
      problems.push({ scope: 'row', file, line, path, code: 'wrong-type', found: 'something else', expected })
    if (known && known.presentation !== subject.presentation)
      refuse('case.presentation', 'the words that this case has in an earlier row')
    else if (runs.has(run.id)) refuse('run.id', 'an id that no run before it has')
    else {
      if (!known) cases.set(key, subject)
      runs.set(run.id, run)
    }
  }
  return { records: { cases: [...cases.values()], runs: [...runs.values()], reviews: [] }, problems }
}
