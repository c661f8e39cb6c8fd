import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import type { StepGrade } from '../../domain/review'
import type { BundleRecords } from '../bundle/bundle-schema'
import type { CaseDraft } from '../case-draft'
import type { OutputWay } from '../free-text/segment-output'
import type { Row } from './rows/row-read'

export const DATASET_FORMATS = [
  'rounds-bundle',
  'rounds-runs',
  'medcasereasoning',
  'medr-bench',
  'diagnosis-arena',
  'agentclinic',
  'mediq',
  'phenopacket',
  'prm800k',
  'label-studio',
  'inspect',
  'fhir-bundle',
  'model-outputs',
  'case-rows',
] as const
/** `case-rows`: a case a row under names that Rounds knows; `model-outputs`: a model's text or steps a row, with the id of its case. */
export type DatasetFormat = (typeof DATASET_FORMATS)[number]

/** One reviewer's grades of an imported run, by 0-based step. A step without a key is not graded: never 0. */
export interface ReviewDraft {
  readonly reviewer: string
  readonly grades: Readonly<Record<number, StepGrade>>
}

/** A model's output made elsewhere, before it gets ids and times. */
export interface RunDraft {
  /** The model's name; null where the file does not tell. */
  readonly model: string | null
  readonly steps: readonly ReasoningStepDraft[]
  /** Its final answer; null where none was found. */
  readonly diagnosis: string | null
  readonly reviews: readonly ReviewDraft[]
}

/** Whether a case's reference quotations stand in its article: 0-based statements whose quotation does not. */
export interface ArticleCheck {
  readonly quotations: number
  readonly missing: readonly number[]
}

/** What one row brought. A row of several patients or samples brings several. */
export type Conversion =
  | {
      readonly kind: 'case'
      /** Names the record in its dataset, so that a changed row is known as the same case; null where it has no name. */
      readonly key: string | null
      readonly draft: CaseDraft
      readonly runs: readonly RunDraft[]
      /** Null where the article's text was not there or not asked for. */
      readonly article: ArticleCheck | null
    }
  | { readonly kind: 'runs'; readonly caseKey: string; readonly runs: readonly RunDraft[] }
  | { readonly kind: 'records'; readonly records: BundleRecords }
  | { readonly kind: 'fault'; readonly field: string; readonly reason: string }

export const ARTICLE_TEXTS = ['leave-out', 'check', 'keep'] as const
/**
 * What becomes of an article's full text, most of a MedCaseReasoning file's bytes. `check`: quotations are sought in it and
 * it is let go; `keep`: it also stays with the case.
 */
export type ArticleText = (typeof ARTICLE_TEXTS)[number]

export interface ConvertOptions {
  readonly articleText?: ArticleText
  /** How a model's free text is cut into steps. */
  readonly outputWay?: OutputWay
}

export interface RowContext extends Required<ConvertOptions> {
  readonly rowNumber: number
  /** The record's name, where the file is an object keyed by record. */
  readonly key: string | null
}

export type Converter = (row: Row, context: RowContext) => readonly Conversion[]

export const failRow = (field: string, reason: string): readonly Conversion[] => [
  { kind: 'fault', field, reason },
]

/**
 * The key of a record under its id. An id that could be any dataset's, such as 17, is told apart by the format's name.
 */
export function recordKey(format: DatasetFormat, id: unknown): string | null {
  if (typeof id === 'number' && Number.isFinite(id)) return `${format}/${id}`
  if (typeof id !== 'string' || id.trim() === '') return null
  const name = id.trim()
  return /\p{L}/u.test(name) && name.length >= 6 ? name : `${format}/${name}`
}
