import type { GradedCase } from '../../storage'
import { toFlatSteps } from '../../formats/flat-steps/flat-step'
import { type CaseTraces, type ExportTally, formatTraces } from '../../formats/labelled-traces/export-formats'
import {
  type LabelSource,
  decisionsOf,
  labelTraces,
  solverName,
} from '../../formats/labelled-traces/labelled-trace'
import type { ExportChoice, ExportFacts } from './protocol'

/** The traces of one case under one source of labels, of the runs asked for. */
export function tracesOf(
  graded: GradedCase,
  source: LabelSource,
  runIds: ReadonlySet<string> | null,
): CaseTraces {
  return graded.runs
    .filter(({ id }) => runIds === null || runIds.has(id))
    .flatMap((run) =>
      labelTraces(
        graded.subjectOf(run),
        run,
        graded.reviews,
        source,
        decisionsOf(graded.adjudications, run.id),
      ),
    )
}

/** Counts what goes out, case by case. */
export class FactCounter {
  private readonly cases = new Set<string>()
  private readonly runs = new Set<string>()
  private readonly reviewers = new Set<string>()
  private readonly models = new Set<string>()
  private readonly rubrics = new Map<string, { readonly id: string; readonly version: number }>()
  private readonly citations = new Set<string>()
  private readonly labels = { good: 0, neutral: 0, bad: 0, ungraded: 0 }
  private mostSteps = 0

  add(traces: CaseTraces): void {
    for (const { subject, run, reviews, steps } of traces) {
      this.cases.add(subject.id)
      this.runs.add(run.id)
      this.models.add(solverName(run))
      if (subject.citation !== null) this.citations.add(subject.citation)
      for (const { reviewerId, rubric } of reviews) {
        this.reviewers.add(reviewerId)
        this.rubrics.set(`${rubric.id} ${rubric.version}`, rubric)
      }
      for (const { label } of steps) this.labels[label ?? 'ungraded']++
      this.mostSteps = Math.max(this.mostSteps, steps.length)
    }
  }

  facts(): ExportFacts {
    return {
      cases: this.cases.size,
      runs: this.runs.size,
      reviewers: [...this.reviewers].sort(),
      labels: this.labels,
      models: [...this.models].sort(),
      rubrics: [...this.rubrics.values()],
      citations: [...this.citations].sort(),
      mostSteps: this.mostSteps,
    }
  }
}

/** The file of an export, its parts handed to the browser as they are made. */
export async function writeExport(
  cases: Iterable<CaseTraces>,
  { format, options }: ExportChoice,
): Promise<{ readonly file: Blob; readonly tally: ExportTally }> {
  if (format === 'flat-parquet') {
    const { writeFlatParquet } = await import('../../formats/flat-steps/flat-steps-parquet')
    const rows = [...cases].flat().flatMap((trace) => toFlatSteps(trace, options))
    const file = new Blob([await writeFlatParquet(rows)], { type: 'application/vnd.apache.parquet' })
    return { file, tally: { rows: rows.length, skipped: 0, invalid: [] } }
  }
  const parts: string[] = []
  const pieces = formatTraces(format, cases, options)
  for (;;) {
    const { done, value } = pieces.next()
    if (done) return { file: new Blob(parts, { type: 'text/plain' }), tally: value }
    parts.push(value)
  }
}
