import type { VerifierEvaluation } from './evaluate-verifier'
import { MANNERS, type MannerResult } from './measure-manner'
import type { NoteResult } from './measure-notes'
import type { ErrorResult, Example } from './measure-errors'

/** Tables for a terminal; with `examples` so many of the errors missed and of the false alarms of each kind. */
export function formatVerifierEvaluation(
  { errors, manner, notes }: VerifierEvaluation,
  examples: number,
): string {
  return [
    ...(errors ? formatErrors(errors, examples) : ['(a) Planted errors: the cases are not there']),
    '',
    ...(manner ? formatManner(manner) : ['(b) Labelled traces: not there']),
    '',
    ...(notes ? formatNotes(notes) : ['(c) Notes with planted errors: not there']),
  ].join('\n')
}

function formatManner({ traces, steps, notFactual, agreements, table, flags }: MannerResult): string[] {
  const kappa = (value: number | null) => (value === null ? 'undefined' : value.toFixed(3))
  return [
    `(b) Hint against the labels of ${traces} model traces, ${steps} steps`,
    ...formatTable(
      [
        'steps of',
        'steps',
        'agree',
        'κ of four',
        'κ reasoning or not',
        'citation: labelled',
        'hinted',
        'both',
      ],
      agreements.map(({ who, steps: of, agreement, kappa: four, kappaBinary, cited }) => [who, String(of), share(agreement, 1), kappa(four), kappa(kappaBinary), String(cited.labelled), String(cited.hinted), String(cited.both)]), // prettier-ignore
    ),
    ...formatTable(
      ['label \\ hint', ...MANNERS],
      table.map((row, at) => [MANNERS[at] ?? '', ...row.map(String)]),
    ),
    `Flags on these steps (of the ${notFactual} that were labelled not factual)`,
    ...formatTable(
      ['flag', 'all steps', 'not factual'],
      flags.filter(({ steps: of }) => of > 0).map(({ code, steps: of, ofNotFactual }) => [code, share(of, steps), share(ofNotFactual, notFactual)]), // prettier-ignore
    ),
  ]
}

function formatNotes({ byType, correct, cleanSentences, flaggedClean }: NoteResult): string[] {
  return [
    '(c) Notes with one planted error: the wrong sentence flagged against the rest of its note',
    ...formatTable(
      ['error', 'notes', 'firm', 'firm or hint'],
      [...byType, { ...correct, type: 'none: any sentence flagged' }].map(({ type, notes, firm, any }) => [type, String(notes), share(firm, notes), share(any, notes)]), // prettier-ignore
    ),
    `Correct sentences flagged: ${share(flaggedClean, cleanSentences)} of ${cleanSentences}`,
  ]
}

function formatErrors(
  { cases, kinds, clean, alarms, missed, falseAlarms, medianMs }: ErrorResult,
  examples: number,
): string[] {
  const planted = kinds.reduce((sum, kind) => sum + kind.planted, 0)
  const sum = (field: 'caught' | 'flagged') => kinds.reduce((total, kind) => total + kind[field], 0)
  const rows = [...kinds, { kind: 'all', planted, caught: sum('caught'), flagged: sum('flagged') }]
  return [
    `(a) One planted error a trace: ${planted} traces of ${cases} real cases; ${medianMs?.toFixed(1)} ms to check a case's trace (median)`,
    ...formatTable(
      ['error', 'planted', 'caught', 'flagged'],
      rows.map(({ kind, planted: of, caught, flagged }) => [
        kind,
        String(of),
        share(caught, of),
        share(flagged, of),
      ]),
    ),
    '',
    'Clean steps of the same traces: false alarms',
    ...formatTable(
      ['steps', 'number', 'firm', 'firm or hint', 'manner'],
      clean.map(({ origin, steps, firm, any, manner }) => [
        origin,
        String(steps),
        share(firm, steps),
        share(any, steps),
        share(manner, steps),
      ]),
    ),
    `by flag: ${alarms
      .filter(({ steps }) => steps > 0)
      .map(({ code, steps }) => `${code} ${steps}`)
      .join(', ')}`,
    ...formatExamples('missed', missed, examples),
    ...formatExamples('false alarm', falseAlarms, examples),
  ]
}

function formatExamples(title: string, all: readonly Example[], most: number): string[] {
  const seen = new Map<string, number>()
  return all.flatMap(({ caseId, what, text }) => {
    const kind = title === 'missed' ? what : (/: (\S+)/.exec(what)?.[1] ?? '')
    const count = (seen.get(kind) ?? 0) + 1
    seen.set(kind, count)
    return count > most ? [] : [`  ${title} [${what}] ${caseId}: ${text}`]
  })
}

/** A share as a percentage; a dash where there is nothing to share. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)}%`
}

/** Columns lined up: the first to the left, the others to the right. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
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
