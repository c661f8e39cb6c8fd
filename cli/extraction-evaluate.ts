import { compilePack } from '../src/knowledge/extraction/compile-pack'
import { loadPack } from '../src/knowledge/pack/load-pack'
import { readLabelledSets } from './extraction-labelled'
import { parseReports, type ReportResult, scoreReports } from './extraction-reports'
import { type LabelledResult, type Score, scoreLabelledSets } from './extraction-scores'

export interface ExtractionEvaluation {
  readonly labelled: LabelledResult
  /** Null where the reports are not there. */
  readonly reports: ReportResult | null
}

/** Scores reading on the labelled sentences and, given their JSON lines, on annotated reports. */
export function evaluateExtraction(reportLines: string | null): ExtractionEvaluation {
  const compiled = compilePack(loadPack())
  return {
    labelled: scoreLabelledSets(readLabelledSets(), compiled),
    reports: reportLines === null ? null : scoreReports(parseReports(reportLines), compiled),
  }
}

/** Tables for a terminal; with `showsAll` every sentence that was read otherwise than labelled. */
export function formatEvaluation({ labelled, reports }: ExtractionEvaluation, showsAll: boolean): string {
  const own = [...labelled.phenomena, labelled.overall].map((score) => [
    score.phenomenon,
    String(score.sentences),
    ...scoreCells(score),
  ])
  const lines = [
    'Labelled sentences (own set; strict: concept, assertion, exact words, value, side, duration, trend)',
  ]
  lines.push(...formatTable(['phenomenon', 'sentences', ...SCORE_HEADS], own), '')
  if (reports) {
    lines.push(`Annotated real reports (${reports.reports})`)
    const rows: [string, Score][] = [
      ['marked findings, all', reports.mentions],
      ['marked findings, wording known', reports.knownMentions],
      ['denied', reports.denied],
    ]
    lines.push(...formatTable(['what', ...SCORE_HEADS], rows.map(([name, score]) => [name, ...scoreCells(score)]))) // prettier-ignore
  } else lines.push('Annotated real reports: not there (../shared/data/ada-findings)')
  if (showsAll)
    for (const { phenomenon, text, wrong, missed } of labelled.disagreements)
      lines.push('', `[${phenomenon}] ${text}`, ...missed.map((entry) => `  missed  ${entry}`), ...wrong.map((entry) => `  wrong   ${entry}`)) // prettier-ignore
  return lines.join('\n')
}

const SCORE_HEADS = ['hits', 'wrong', 'missed', 'precision', 'recall', 'F1']

function scoreCells({ hits, wrong, missed, precision, recall, f1 }: Score): string[] {
  const cell = (ratio: number | null) => (ratio === null ? '–' : ratio.toFixed(3))
  return [String(hits), String(wrong), String(missed), cell(precision), cell(recall), cell(f1)]
}

function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  )
}
