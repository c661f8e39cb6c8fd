import type { MeasuredGroup, PairedDifference, Grouping } from '../../domain/evaluation/compare-solvers'
import type { RunOutcome } from '../../domain/evaluation/run-outcome'
import type { CaseId, RunId } from '../../domain/ids'
import type { CardAgreement } from '../../formats/dataset-card/dataset-card'
import type {
  ExportTally,
  TraceExport,
  TraceExportOptions,
} from '../../formats/labelled-traces/export-formats'
import type { LabelSource } from '../../formats/labelled-traces/labelled-trace'

/** Which cases and runs: all of the library, or those of a project. */
export interface EvaluationScope {
  readonly caseIds: readonly CaseId[] | null
  /** Null: every ended run. */
  readonly runIds: readonly RunId[] | null
}

export interface BootstrapChoice {
  readonly resamples: number
  readonly seed: number
}

export interface ExportChoice {
  readonly format: TraceExport | 'flat-parquet'
  readonly source: LabelSource
  readonly options: TraceExportOptions
}

/** What is counted for the dataset card and the page. */
export interface ExportFacts {
  readonly cases: number
  readonly runs: number
  readonly reviewers: readonly string[]
  readonly labels: Readonly<Record<'good' | 'neutral' | 'bad' | 'ungraded', number>>
  readonly models: readonly string[]
  readonly rubrics: readonly { readonly id: string; readonly version: number }[]
  readonly citations: readonly string[]
  readonly mostSteps: number
}

export interface ExportResult {
  readonly file: Blob
  readonly tally: ExportTally
  readonly facts: ExportFacts
  readonly agreement: readonly CardAgreement[]
}

/** Method → what it takes and gives. Each answers once; `collect` and `export` also report how far they are. */
export interface EvaluationProtocol {
  collect: {
    params: { readonly scope: EvaluationScope }
    result: { readonly outcomes: readonly RunOutcome[] }
  }
  measure: {
    params: { readonly by: Grouping; readonly baseline: string | null; readonly bootstrap: BootstrapChoice }
    result: { readonly groups: readonly MeasuredGroup[]; readonly differences: readonly PairedDifference[] }
  }
  export: {
    params: { readonly scope: EvaluationScope; readonly choice: ExportChoice }
    result: ExportResult
  }
}

export type EvaluationMethod = keyof EvaluationProtocol

export type EvaluationRequest = {
  [M in EvaluationMethod]: {
    readonly id: number
    readonly method: M
    readonly params: EvaluationProtocol[M]['params']
  }
}[EvaluationMethod]

export type EvaluationResponse =
  | { readonly id: number; readonly kind: 'progress'; readonly done: number; readonly total: number }
  | {
      readonly id: number
      readonly kind: 'result'
      readonly result: EvaluationProtocol[EvaluationMethod]['result']
    }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string }
