import type { CaseId } from '../../domain/ids'
import type { Mapping } from '../../formats/dataset/apply-mapping'
import type { ArticleText } from '../../formats/dataset/conversion'
import type { HygieneReport } from '../../formats/dataset/hygiene/check-hygiene'
import type { DatasetFault } from '../../formats/dataset/read-dataset'
import type { Recognition } from '../../formats/dataset/recognise-dataset'

export interface ImportOptions {
  readonly articleText: ArticleText
  /** For tables that nothing recognises. */
  readonly mapping: Mapping | null
}

/** How far an import is. */
export interface ImportCounts {
  readonly rows: number
  readonly added: number
  /** There already, letter for letter. */
  readonly same: number
  /** There already with something else changed: asked for before anything is made of them. */
  readonly changed: number
  readonly runs: number
  readonly faults: number
}

export interface ImportProgress extends ImportCounts {
  readonly file: string
  readonly doneBytes: number
  readonly totalBytes: number
}

export interface FileReading {
  readonly file: string
  readonly part: string | null
  readonly recognition: Recognition
}

/** A fault and the file that it was found in. */
export type FileFault = DatasetFault & { readonly file: string }

export interface ImportReport {
  readonly counts: ImportCounts
  readonly readings: readonly FileReading[]
  /** The first of them; `counts.faults` is how many there are. */
  readonly faults: readonly FileFault[]
  readonly addedIds: readonly CaseId[]
  readonly hygiene: HygieneReport
  /** Of the cases of this import that a rule of hygiene hit. */
  readonly titles: Readonly<Record<string, string>>
  readonly isCancelled: boolean
}

export type ImportRequest =
  | {
      readonly kind: 'import'
      readonly files: readonly File[]
      readonly options: ImportOptions
      readonly appVersion: string
    }
  | { readonly kind: 'cancel' }
  /** Makes revisions of what `changed`. */
  | { readonly kind: 'revise' }

export type ImportResponse =
  | { readonly kind: 'progress'; readonly progress: ImportProgress }
  | { readonly kind: 'done'; readonly report: ImportReport }
  | { readonly kind: 'revised'; readonly count: number }
  | { readonly kind: 'failed'; readonly message: string; readonly counts: ImportCounts }
