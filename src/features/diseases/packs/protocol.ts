import type { HpoProblem } from '../../../formats/hpo/hpo-problem'
import type { StoredPack } from '../../../storage'

export const IMPORT_STAGES = ['reading-ontology', 'reading-annotations', 'joining', 'storing'] as const
export type ImportStage = (typeof IMPORT_STAGES)[number]

/** `fraction` is of the stage, 0 to 1; null where it can't be told. */
export interface PackProgress {
  readonly stage: ImportStage
  readonly fraction: number | null
}

/** A problem with the file that it is in. */
export interface FileProblem extends HpoProblem {
  readonly file: string
}

/** What became of the rows of the annotation file: the counts add up to all rows. */
export interface PackReport {
  readonly pack: StoredPack
  readonly used: number
  readonly otherAspects: number
  readonly notFindings: number
  readonly unknownTerms: number
  readonly faultCount: number
  /** The first of the faults. */
  readonly faults: readonly FileProblem[]
}

export interface PackImportRequest {
  readonly ontology: File
  readonly annotations: File
  readonly at: number
}

export type PackImportResponse =
  | { readonly kind: 'progress'; readonly progress: PackProgress }
  | { readonly kind: 'done'; readonly report: PackReport }
  /** The files are not what they should be. Nothing is stored. */
  | { readonly kind: 'refused'; readonly problem: FileProblem }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | null }
