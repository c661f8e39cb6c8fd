import type { MeasuredGroup } from '../../domain/evaluation/compare-solvers'
import { Button } from '../../ui/button'
import { showToast } from '../../ui/toasts'
import { saveFile } from '../save-file'
import { formatMetricsCsv, formatMetricsHtml, formatMetricsLatex, writeMethods } from './methods-paragraph'
import { BOOTSTRAP } from './bootstrap'

/** The words and tables for a paper. */
export function MethodsSection({
  groups,
  cases,
  runs,
}: {
  groups: readonly MeasuredGroup[]
  cases: number
  runs: number
}) {
  const methods = writeMethods({ groups, cases, runs, ...BOOTSTRAP })
  return (
    <details className="text-sm">
      <summary className="cursor-pointer font-semibold">Methods and tables</summary>
      <p className="mt-2 max-w-prose text-ink-soft">{methods}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          size="sm"
          onClick={() =>
            void navigator.clipboard.writeText(methods).then(
              () => showToast('The paragraph was copied.'),
              () => showToast('The browser did not let it be copied. Select the text and copy it.'),
            )
          }
        >
          Copy the paragraph
        </Button>
        <Button size="sm" onClick={() => saveFile('figures.csv', 'text/csv', formatMetricsCsv(groups))}>
          Save CSV
        </Button>
        <Button size="sm" onClick={() => saveFile('figures.tex', 'text/x-tex', formatMetricsLatex(groups))}>
          Save LaTeX
        </Button>
        <Button size="sm" onClick={() => saveFile('figures.html', 'text/html', formatMetricsHtml(groups))}>
          Save HTML
        </Button>
      </div>
    </details>
  )
}
