import type { MeasuredGroup } from '../../domain/evaluation/compare-solvers'
import { RUN_METRICS } from '../../domain/evaluation/run-metrics'
import { formatFigure, formatInterval } from './figures'

/** How the figures came about, as a paper would say it. Written from the data at hand. */
export function writeMethods(about: {
  readonly groups: readonly MeasuredGroup[]
  readonly cases: number
  readonly runs: number
  readonly resamples: number
  readonly seed: number
}): string {
  const shown = RUN_METRICS.filter(({ id }) =>
    about.groups.some(({ metrics }) => metrics.some((metric) => metric.id === id && metric.value !== null)),
  )
  return [
    `We evaluated ${about.runs} runs on ${about.cases} cases (${about.groups.map(({ key, runs }) => `${key}: ${runs}`).join('; ')}).`,
    'Labels of steps are those on which all reviewers of a run agree or an adjudicator decided; other steps count as not labelled, never as neutral.',
    'A leading diagnosis is right by the reviewers’ verdict or, without one, where it names the same disease as the gold diagnosis.',
    `Intervals are 95 % percentile intervals of a bootstrap over cases (${about.resamples} resamples, seed ${about.seed}); runs of a case stay together.`,
    ...shown.map(({ name, definition }) => `${name}: ${definition}.`),
  ].join(' ')
}

const rowsOf = (groups: readonly MeasuredGroup[]) =>
  RUN_METRICS.map((metric) => ({
    metric,
    cells: groups.map(({ metrics }) => metrics.find(({ id }) => id === metric.id) ?? null),
  })).filter(({ cells }) => cells.some((cell) => cell !== null && cell.value !== null))

/** The table as CSV: value, both ends of the interval and the number of cases for each group. */
export function formatMetricsCsv(groups: readonly MeasuredGroup[]): string {
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
  const head = ['metric', ...groups.flatMap(({ key }) => [key, `${key} low`, `${key} high`, `${key} cases`])]
  const lines = rowsOf(groups).map(({ metric, cells }) =>
    [
      quote(metric.name),
      ...cells.flatMap((cell) => [
        cell?.value ?? '',
        cell?.interval?.low ?? '',
        cell?.interval?.high ?? '',
        cell?.cases ?? '',
      ]),
    ].join(','),
  )
  return `${[head.map(quote).join(','), ...lines].join('\r\n')}\r\n`
}

const escapeLatex = (text: string) =>
  text.replaceAll(/[&%$#_{}]/gu, '\\$&').replaceAll('~', '\\textasciitilde{}')

/** The table for a paper; needs the booktabs package. */
export function formatMetricsLatex(groups: readonly MeasuredGroup[]): string {
  const lines = rowsOf(groups).map(({ metric, cells }) =>
    [
      metric.name,
      ...cells.map((cell) => {
        if (!cell || cell.value === null) return 'undefined'
        const interval = formatInterval(cell.interval, metric.unit)
        return `${formatFigure(cell.value, metric.unit)}${interval && ` (${interval})`}`
      }),
    ]
      .map(escapeLatex)
      .join(' & '),
  )
  return [
    `\\begin{tabular}{l${'r'.repeat(groups.length)}}`,
    '\\toprule',
    `${['', ...groups.map(({ key }) => escapeLatex(key))].join(' & ')} \\\\`,
    '\\midrule',
    ...lines.map((line) => `${line} \\\\`),
    '\\bottomrule',
    '\\end{tabular}',
    '',
  ].join('\n')
}

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The table as HTML, to paste into a document. */
export function formatMetricsHtml(groups: readonly MeasuredGroup[]): string {
  const cell = (tag: 'td' | 'th', text: string) => `<${tag}>${escapeHtml(text)}</${tag}>`
  const lines = rowsOf(groups).map(({ metric, cells }) => {
    const shown = cells.map((each) => {
      const interval = formatInterval(each?.interval ?? null, metric.unit)
      return `${formatFigure(each?.value ?? null, metric.unit)}${interval && ` (${interval})`}`
    })
    return `<tr>${cell('th', metric.name)}${shown.map((text) => cell('td', text)).join('')}</tr>`
  })
  const head = `<tr>${cell('th', '')}${groups.map(({ key }) => cell('th', key)).join('')}</tr>`
  return `<table>\n<thead>${head}</thead>\n<tbody>\n${lines.join('\n')}\n</tbody>\n</table>\n`
}
