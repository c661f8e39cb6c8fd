import type { MeasuredGroup, PairedDifference } from '../../domain/evaluation/compare-solvers'
import { RUN_METRICS, type RunMetric } from '../../domain/evaluation/run-metrics'
import { countOf } from '../count-of'
import { formatFigure, formatInterval, whyUndefined } from './figures'

interface MetricTableProps {
  readonly groups: readonly MeasuredGroup[]
  readonly differences: readonly PairedDifference[]
  /** Shows the cases behind a number. */
  readonly onShowCases: (group: string, metric: RunMetric) => void
}

/** Every metric in every group, with its interval, and the paired difference to the baseline where one is chosen. */
export function MetricTable({ groups, differences, onShowCases }: MetricTableProps) {
  const rows = RUN_METRICS.filter(({ id }) =>
    groups.some(({ metrics }) => metrics.some((metric) => metric.id === id && metric.value !== null)),
  )
  const left = RUN_METRICS.filter((metric) => !rows.includes(metric))
  return (
    <div className="grid gap-2">
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Figures">
        <table className="w-full text-sm">
          <thead>
            <tr className="border-b border-line-strong text-left">
              <th scope="col" className="py-2 pr-4 font-semibold">
                Figure
              </th>
              {groups.map(({ key, runs, cases }) => (
                <th key={key} scope="col" className="min-w-36 py-2 pr-4 align-top font-semibold">
                  <span className="wrap-anywhere">{key}</span>
                  <span className="block text-xs font-normal text-ink-faint numerals">
                    {countOf(runs, 'run')}, {countOf(cases, 'case')}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((metric) => (
              <tr key={metric.id} className="border-b border-line align-top">
                <th scope="row" title={metric.definition} className="py-1.5 pr-4 text-left font-normal">
                  {metric.name}
                </th>
                {groups.map((group) => (
                  <MetricCell
                    key={group.key}
                    metric={metric}
                    group={group}
                    difference={differences.find(({ id, key }) => id === metric.id && key === group.key)}
                    onShowCases={onShowCases}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="text-xs text-ink-faint">
        Behind a figure stands its 95 % interval over cases, where there are two cases or more.
      </p>
      {left.length > 0 && (
        <p className="text-xs text-ink-faint">
          Not shown, because nothing here says anything about them: {left.map(({ name }) => name).join(', ')}.
        </p>
      )}
    </div>
  )
}

function MetricCell({
  metric,
  group,
  difference,
  onShowCases,
}: {
  metric: RunMetric
  group: MeasuredGroup
  difference: PairedDifference | undefined
  onShowCases: MetricTableProps['onShowCases']
}) {
  const measured = group.metrics.find(({ id }) => id === metric.id)
  if (!measured || measured.value === null)
    return (
      <td className="py-1.5 pr-4 text-xs text-ink-faint" title={whyUndefined(measured ?? { cases: 0 })}>
        undefined
      </td>
    )
  return (
    <td className="py-1.5 pr-4">
      <button
        type="button"
        className="rounded-sm text-left numerals underline decoration-line-strong underline-offset-4 hover:decoration-accent"
        aria-label={`${metric.name}, ${group.key}: ${formatFigure(measured.value, metric.unit)}. Show its cases`}
        onClick={() => onShowCases(group.key, metric)}
      >
        {formatFigure(measured.value, metric.unit)}
      </button>
      <span className="ml-2 text-xs text-ink-faint numerals">
        {measured.interval && formatInterval(measured.interval, metric.unit)}
        {measured.cases < group.cases && ` of ${measured.cases} cases`}
      </span>
      {difference && difference.difference !== null && (
        <span className="block text-xs text-ink-soft numerals">
          {difference.difference >= 0 ? '+' : '−'}
          {formatFigure(Math.abs(difference.difference), metric.unit)} to baseline
          {difference.interval && ` (${formatInterval(difference.interval, metric.unit)})`}
        </span>
      )}
    </td>
  )
}
