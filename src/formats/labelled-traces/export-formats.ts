import type { GradingMode } from '../../domain/rubric'
import type { MedRBenchMode } from '../../domain/evaluation/medr-bench-scores'
import { describeFirstIssue } from '../bundle/schema-problem'
import { formatDifferentialTsv } from '../differential-tsv/differential-tsv'
import { toFlatSteps } from '../flat-steps/flat-step'
import { FLAT_CSV_HEAD, formatFlatCsvLine } from '../flat-steps/flat-steps-csv'
import { formatInspectHead, inspectSampleSchema, toInspectSample } from '../inspect/inspect-log'
import { labelStudioTaskSchema, toLabelStudioTask } from '../label-studio/label-studio'
import { medPrmRowSchema, toMedPrmRow } from '../med-prm/med-prm'
import { medRBenchResultSchema, toMedRBenchResult } from '../medr-bench-results/medr-bench-results'
import { potatoRowSchema, toPotatoRow } from '../potato/potato'
import { prm800kRowSchema, toPrm800kRow } from '../prm800k/prm800k'
import { preferencePairSchema, toPreferencePairs } from '../preference-data/preference-pairs'
import { supervisedRowSchema, toSupervisedRow } from '../preference-data/supervised-trace'
import { toTrlStepwiseRow, trlStepwiseRowSchema } from '../trl-stepwise/trl-stepwise'
import type { ExportOptions } from './export-options'
import { type LabelledTrace, solverName } from './labelled-trace'

export const TRACE_EXPORTS = [
  'flat-csv',
  'prm800k',
  'trl-stepwise',
  'med-prm',
  'potato',
  'medr-bench',
  'supervised',
  'preference-pairs',
  'label-studio',
  'inspect',
  'differentials',
] as const
export type TraceExport = (typeof TRACE_EXPORTS)[number]

/** What the file's name ends in. */
export const EXPORT_EXTENSIONS: Readonly<Record<TraceExport, string>> = {
  'flat-csv': 'csv',
  prm800k: 'prm800k.jsonl',
  'trl-stepwise': 'trl.jsonl',
  'med-prm': 'med-prm.json',
  potato: 'potato.jsonl',
  'medr-bench': 'medr-bench.json',
  supervised: 'sft.jsonl',
  'preference-pairs': 'dpo.jsonl',
  'label-studio': 'label-studio.json',
  inspect: 'inspect.json',
  differentials: 'differentials.tsv',
}

export interface TraceExportOptions extends ExportOptions {
  readonly mode: GradingMode
  readonly medRBench: MedRBenchMode
  readonly appVersion: string
  readonly createdAt: number
}

/** A row that its own format's schema refuses; it is left out, and said so. */
export interface InvalidRow {
  readonly runId: string
  readonly path: string
  readonly expected: string
}

export interface ExportTally {
  readonly rows: number
  /** Traces that the format has no place for, such as one without a single label. */
  readonly skipped: number
  readonly invalid: readonly InvalidRow[]
}

interface Schema {
  safeParse(row: unknown): { success: boolean; error?: { issues: Parameters<typeof describeFirstIssue>[0] } }
}

/** The traces of one case, all runs and labellers. */
export type CaseTraces = readonly LabelledTrace[]

/**
 * An export in pieces of text, case by case, so that a library need not be one string in memory. Every row is checked
 * against its format's schema before it is written. The generator's return value counts what went out.
 */
export function* formatTraces(
  format: TraceExport,
  cases: Iterable<CaseTraces>,
  options: TraceExportOptions,
): Generator<string, ExportTally> {
  const writer = new RowWriter()
  switch (format) {
    case 'prm800k':
      return yield* writeLines(writer, cases, prm800kRowSchema, (trace) => [toPrm800kRow(trace, options)])
    case 'trl-stepwise':
      return yield* writeLines(writer, cases, trlStepwiseRowSchema, (trace) => [
        toTrlStepwiseRow(trace, options),
      ])
    case 'potato':
      return yield* writeLines(writer, cases, potatoRowSchema, (trace) => [toPotatoRow(trace, options.mode)])
    case 'supervised':
      return yield* writeLines(writer, cases, supervisedRowSchema, (trace) => [
        toSupervisedRow(trace, options),
      ])
    case 'preference-pairs':
      return yield* writeLines(writer, cases, preferencePairSchema, (trace) =>
        toPreferencePairs(trace, options),
      )
    case 'med-prm':
      return yield* writeList(writer, cases, medPrmRowSchema, (traces) => [toMedPrmRow(traces, options)])
    case 'medr-bench':
      return yield* writeList(writer, cases, medRBenchResultSchema, (traces) =>
        traces.map((trace) => toMedRBenchResult(trace, options, options.medRBench)),
      )
    case 'label-studio': {
      let id = 0
      return yield* writeList(writer, cases, labelStudioTaskSchema, (traces) =>
        groupByRun(traces).map((group) => toLabelStudioTask(group, ++id, options)),
      )
    }
    case 'inspect':
      return yield* writeInspectLog(writer, cases, options)
    case 'flat-csv':
      return yield* writeFlatCsv(writer, cases, options)
    case 'differentials':
      return yield* writeDifferentials(writer, cases)
  }
}

/** Counts rows and checks them; hands on the JSON of those that pass. */
class RowWriter {
  rows = 0
  skipped = 0
  readonly invalid: InvalidRow[] = []

  write(row: object | null, schema: Schema, runId: string): string | null {
    if (row === null) {
      this.skipped++
      return null
    }
    const checked = schema.safeParse(row)
    if (!checked.success) {
      this.invalid.push({ runId, ...describeFirstIssue(checked.error?.issues ?? []) })
      return null
    }
    this.rows++
    return JSON.stringify(row)
  }

  tally(): ExportTally {
    return { rows: this.rows, skipped: this.skipped, invalid: this.invalid }
  }
}

function* writeLines(
  writer: RowWriter,
  cases: Iterable<CaseTraces>,
  schema: Schema,
  toRows: (trace: LabelledTrace) => readonly (object | null)[],
): Generator<string, ExportTally> {
  for (const traces of cases)
    for (const trace of traces) {
      const rows = toRows(trace)
      if (rows.length === 0) writer.write(null, schema, trace.run.id)
      for (const row of rows) {
        const line = writer.write(row, schema, trace.run.id)
        if (line !== null) yield `${line}\n`
      }
    }
  return writer.tally()
}

function* writeList(
  writer: RowWriter,
  cases: Iterable<CaseTraces>,
  schema: Schema,
  toRows: (traces: CaseTraces) => readonly (object | null)[],
): Generator<string, ExportTally> {
  yield '['
  let separator = '\n'
  for (const traces of cases) {
    if (traces.length === 0) continue
    for (const row of toRows(traces)) {
      const text = writer.write(row, schema, traces[0]?.run.id ?? '')
      if (text === null) continue
      yield separator + text
      separator = ',\n'
    }
  }
  yield '\n]\n'
  return writer.tally()
}

/** Inspect counts samples of one case as epochs, from 1. Its head says how many there are, so it is written last. */
function* writeInspectLog(
  writer: RowWriter,
  cases: Iterable<CaseTraces>,
  options: TraceExportOptions,
): Generator<string, ExportTally> {
  const samples: string[] = []
  const models = new Set<string>()
  for (const traces of cases)
    for (const [index, trace] of traces.entries()) {
      models.add(solverName(trace.run))
      const sample = toInspectSample(trace, index + 1, options)
      const text = writer.write(sample, inspectSampleSchema, trace.run.id)
      if (text !== null) samples.push(text)
    }
  const { before, after } = formatInspectHead({
    models: [...models],
    samples: samples.length,
    createdAt: options.createdAt,
    appVersion: options.appVersion,
  })
  yield before
  for (const [index, sample] of samples.entries()) yield (index === 0 ? '\n' : ',\n') + sample
  yield after
  return writer.tally()
}

function* writeFlatCsv(
  writer: RowWriter,
  cases: Iterable<CaseTraces>,
  options: ExportOptions,
): Generator<string, ExportTally> {
  yield FLAT_CSV_HEAD
  for (const traces of cases)
    for (const row of traces.flatMap((trace) => toFlatSteps(trace, options))) {
      writer.rows++
      yield formatFlatCsvLine(row)
    }
  return writer.tally()
}

/** A run's ranking doesn't depend on who graded it, so each run is written once. */
function* writeDifferentials(writer: RowWriter, cases: Iterable<CaseTraces>): Generator<string, ExportTally> {
  for (const traces of cases)
    for (const [first] of groupByRun(traces)) {
      const table = first ? formatDifferentialTsv(first.run) : null
      if (table === null) writer.skipped++
      else {
        writer.rows++
        yield `${table}\n`
      }
    }
  return writer.tally()
}

function groupByRun(traces: CaseTraces): readonly CaseTraces[] {
  const groups = new Map<string, LabelledTrace[]>()
  for (const trace of traces) {
    const group = groups.get(trace.run.id)
    if (group) group.push(trace)
    else groups.set(trace.run.id, [trace])
  }
  return [...groups.values()]
}
