import type { AdjudicatedUnit, UnitAnswer } from '../../../domain/adjudication/adjudication'
import type { DisagreementCause } from '../../../domain/adjudication/find-disagreements'
import type { AgreementGroup, Breakdown } from '../../../domain/agreement/break-down-agreement'
import type { FirstErrorAgreement } from '../../../domain/agreement/first-error-agreement'
import type { Measured } from '../../../domain/agreement/measure-sums'
import type { CaseId, ReviewerId, RunId } from '../../../domain/ids'
import type { BootstrapOptions } from '../../../domain/resampling/cluster-bootstrap'
import type { Rubric } from '../../../domain/rubric'

/** What of the library belongs to a project. */
export interface ProjectScope {
  readonly caseIds: readonly CaseId[]
  readonly runIds: readonly RunId[]
  readonly reviewerIds: readonly ReviewerId[]
  readonly rubric: Rubric
}

/** Something that two reviewers or more answered; `cause` is null where they agree. */
export interface ProjectUnit {
  readonly runId: RunId
  readonly caseId: CaseId
  readonly unit: AdjudicatedUnit
  readonly cause: DisagreementCause | null
  readonly answers: readonly UnitAnswer[]
}

/** Agreement of two reviewers that is not a matter of one label table. */
export interface PairReport {
  readonly raters: readonly [ReviewerId, ReviewerId]
  /** Null where the rubric has no labels. */
  readonly firstError: FirstErrorAgreement | null
  readonly spanCharacters: Measured
  readonly spanTokens: Measured
}

/** Method by method what is asked and answered. A scope is read once; the same scope again is answered from memory. */
export interface ReadingProtocol {
  units: { params: { scope: ProjectScope }; result: readonly ProjectUnit[] }
  measure: {
    params: { scope: ProjectScope; by: Breakdown; bootstrap: BootstrapOptions }
    result: readonly AgreementGroup[]
  }
  pairs: {
    params: { scope: ProjectScope; bootstrap: BootstrapOptions }
    result: readonly PairReport[]
  }
}
export type ReadingMethod = keyof ReadingProtocol
export type ReadingRequest = {
  [M in ReadingMethod]: {
    readonly id: number
    readonly method: M
    readonly params: ReadingProtocol[M]['params']
  }
}[ReadingMethod]

export type ReadingResponse =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | {
      readonly kind: 'result'
      readonly id: number
      readonly result: ReadingProtocol[ReadingMethod]['result']
    }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
