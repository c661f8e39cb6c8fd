import { BUNDLE_FORMAT } from '../../bundle/bundle-schema'
import { readBundle } from '../../bundle/bundle'
import { PRESENTATION_FIELDS } from '../../case-json/fields'
import { describeFault } from '../../describe-problem'
import { isRunRow, readRunRow } from '../../runs-jsonl/runs-jsonl'
import { recordKey, type Conversion, type Converter } from '../conversion'
import { draftCase, toConversion } from '../draft-case'
import { textOf } from '../field-values'
import type { Row } from '../rows/row-read'
import type { ImportProblem } from '../../import-outcome'

export const isRoundsBundle = (row: Row): boolean => row['format'] === BUNDLE_FORMAT
export const isRoundsRun = (row: Row): boolean => isRunRow(row)
export const isCaseRow = (row: Row): boolean =>
  PRESENTATION_FIELDS.some((name) => typeof row[name] === 'string')

const refuse = (problem: ImportProblem): readonly Conversion[] => {
  const sentence = describeFault(problem)
  const reason = sentence.charAt(0).toUpperCase() + sentence.slice(1)
  return [{ kind: 'fault', field: problem.scope === 'row' ? problem.path : '', reason }]
}

/** A bundle is taken whole or not at all. */
export const convertRoundsBundle: Converter = (row) => {
  const read = readBundle(row, '')
  return read.kind === 'ok' ? [{ kind: 'records', records: read.records }] : refuse(read.problem)
}

export const convertRoundsRun: Converter = (row, { rowNumber }) => {
  const read = readRunRow(row, rowNumber, '')
  if (read.kind === 'problem') return refuse(read.problem)
  const { subject, run } = read.row
  return [{ kind: 'records', records: { cases: [subject], runs: [run], reviews: [] } }]
}

/** A case under names that Rounds knows, or as Rounds keeps it. */
export const convertCaseRow: Converter = (row, { rowNumber }) => {
  const id = ['id', 'case_id', 'pmcid'].map((name) => row[name]).find((value) => textOf(value) !== '')
  return toConversion(draftCase(row, rowNumber), recordKey('case-rows', id))
}
