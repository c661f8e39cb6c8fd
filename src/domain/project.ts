import type { CaseId, ProjectId, ReviewerId, RunId } from './ids'

/** In which order a reviewer meets the cases. `worst-first` by signals: flags, disagreement, low likelihood. */
export type CaseOrder =
  | { readonly kind: 'sequential' }
  | { readonly kind: 'random'; readonly seed: number }
  | { readonly kind: 'worst-first' }

/** What is kept from a reviewer's eyes, each on its own. */
export interface Blinding {
  readonly gold: boolean
  /** Name of engine and model. */
  readonly engine: boolean
  /** The verifier's flags and other pre-labels. */
  readonly flags: boolean
  readonly otherReviewers: boolean
}

export interface ProjectReviewer {
  readonly id: ReviewerId
  readonly name: string
}

/** A set of cases graded under one rubric by named reviewers. */
export interface Project {
  readonly id: ProjectId
  readonly name: string
  readonly caseIds: readonly CaseId[]
  /**
   * The runs that are graded, by case id: fixed when the project is made, so that all reviewers grade the same steps. A
   * case without a key has no run yet.
   */
  readonly runs: Readonly<Record<string, readonly RunId[]>>
  readonly order: CaseOrder
  /** The version in use; a used version never changes. */
  readonly rubric: { readonly id: string; readonly version: number }
  /** Markdown by facet id; `step` for the label and `run` for the whole. */
  readonly guidelines: Readonly<Record<string, string>>
  readonly reviewers: readonly ProjectReviewer[]
  /** `fraction` (0 to 1) of the cases go to `reviewers` people each, the others to one. */
  readonly overlap: { readonly reviewers: number; readonly fraction: number }
  readonly blinding: Blinding
  /** Cases whose right grades are known, mixed in to see how a reviewer fares. */
  readonly qualityControl: readonly CaseId[]
  /** Cases with known grades that each reviewer grades first, told after each how they did. */
  readonly screening?: readonly CaseId[]
  /** Whose grades are the right ones of quality control and screening. */
  readonly goldReviewer?: ReviewerId
  readonly createdAt: number
  readonly updatedAt: number
}
