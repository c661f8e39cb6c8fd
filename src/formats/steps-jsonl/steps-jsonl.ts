import type { ClinicalCase } from '../../domain/case'
import type { Review } from '../../domain/review'
import type { Run } from '../../domain/run'
import { describeFirstIssue } from '../bundle/schema-problem'
import type { RowProblem } from '../import-outcome'
import { isObject, nameType, readJson } from '../json-text'
import { STEP_ROWS_VERSION, toStepRows } from './step-row'
import { stepRowSchema, type StepRow } from './step-row-schema'

/** The steps of a run as JSON Lines, one row each; without a review the rows are there, not graded. */
export function formatStepsJsonl(subject: Pick<ClinicalCase, 'id'>, run: Run, review: Review | null): string {
  return formatStepRows(toStepRows(subject, run, review))
}

export function formatStepRows(rows: readonly StepRow[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}

/** Reads rows back; each bad line is a problem of its own, and fields of a later version are kept. */
export function parseStepsJsonl(
  text: string,
  file = '',
): { readonly rows: readonly StepRow[]; readonly problems: readonly RowProblem[] } {
  const rows: StepRow[] = []
  const problems: RowProblem[] = []
  text.split(/\r?\n/u).forEach((content, index) => {
    if (content.trim() === '') return
    const at = { scope: 'row', file, line: index + 1 } as const
    const read = readJson(content)
    if (read.kind === 'problem') {
      const { reason, column } = read.problem
      problems.push({ ...at, path: '', code: 'invalid-json', reason, column })
      return
    }
    if (!isObject(read.value)) {
      problems.push({ ...at, path: '', code: 'not-an-object', found: nameType(read.value) })
      return
    }
    const version = read.value['version']
    if (typeof version === 'number' && version > STEP_ROWS_VERSION) {
      problems.push({
        ...at,
        path: 'version',
        code: 'wrong-type',
        found: `version ${version}`,
        expected: `version ${STEP_ROWS_VERSION}`,
      })
      return
    }
    const checked = stepRowSchema.safeParse(read.value)
    if (checked.success) rows.push(checked.data)
    else {
      const { path, expected } = describeFirstIssue(checked.error.issues)
      problems.push({ ...at, path, code: 'wrong-type', found: 'something else', expected })
    }
  })
  return { rows, problems }
}
