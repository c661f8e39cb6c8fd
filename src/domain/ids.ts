declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

export type CaseId = Branded<'CaseId'>
export type RunId = Branded<'RunId'>
export type ReviewId = Branded<'ReviewId'>
export type ProjectId = Branded<'ProjectId'>
export type ReviewerId = Branded<'ReviewerId'>

/** Makes time-sortable ids (UUID v7). Injected, so that pure rooms stay free of clock and chance. */
export interface IdSource {
  caseId(): CaseId
  runId(): RunId
  reviewId(): ReviewId
  projectId(): ProjectId
}

/** Milliseconds since the epoch, injected for the same reason. */
export type Clock = () => number
