import type { ClinicalCase } from '../domain/case'
import type { Differential, DifferentialSnapshot } from '../domain/differential'
import type { CaseId, ReviewId, ReviewerId, RunId } from '../domain/ids'
import type { ReasoningStep } from '../domain/reasoning-step'
import type { Review, ReviewAction } from '../domain/review'
import type { Run, RunCounts, RunFailure, RunStatus, RunTiming } from '../domain/run'

/** Everything that was taken away with a case, so that it can be brought back whole. */
export interface RemovedCases {
  readonly caseIds: readonly CaseId[]
  readonly removedAt: number
}

/** Cases and their revisions. A write is one transaction: all of it is stored or none. */
export interface CaseRepository {
  get(id: CaseId): Promise<ClinicalCase | null>
  /** An older revision too, as a run kept it. */
  getRevision(id: CaseId, revision: number): Promise<ClinicalCase | null>
  getMany(ids: readonly CaseId[]): Promise<ClinicalCase[]>
  allIds(): Promise<CaseId[]>
  count(): Promise<number>
  add(cases: readonly ClinicalCase[]): Promise<void>
  /** Stores `next` as the newest revision and keeps the one before it. */
  revise(next: ClinicalCase): Promise<void>
  /** Moves the cases with their runs and reviews to the bin. */
  remove(ids: readonly CaseId[], at: number): Promise<RemovedCases>
  restore(removed: RemovedCases): Promise<void>
}

/** Runs, their steps inside them. */
export interface RunRepository {
  get(id: RunId): Promise<Run | null>
  /** Newest first. */
  ofCase(caseId: CaseId): Promise<Run[]>
  /** Ids of the finished runs of each case, oldest first: read off keys, not records. */
  finishedByCase(): Promise<Map<CaseId, RunId[]>>
  create(run: Run): Promise<void>
  setProblemRepresentation(id: RunId, text: string): Promise<void>
  appendStep(id: RunId, step: ReasoningStep, atMs: number): Promise<void>
  setDifferential(id: RunId, differential: Differential, snapshot: DifferentialSnapshot): Promise<void>
  end(id: RunId, ending: RunEnding): Promise<void>
  /** Marks as interrupted every run said to be running that no open tab is working on. */
  markInterrupted(isAlive: (id: RunId) => Promise<boolean>, at: number): Promise<RunId[]>
  put(runs: readonly Run[]): Promise<void>
}

export interface RunEnding {
  readonly status: Exclude<RunStatus, 'running'>
  readonly endedAt: number
  readonly failure: RunFailure | null
  readonly timing: RunTiming | null
  readonly counts: RunCounts | null
}

/** Reviews: one record per run and reviewer. */
export interface ReviewRepository {
  get(id: ReviewId): Promise<Review | null>
  find(runId: RunId, reviewerId: ReviewerId): Promise<Review | null>
  ofCase(caseId: CaseId): Promise<Review[]>
  ofRuns(runIds: readonly RunId[]): Promise<Review[]>
  /** When the reviewer finished each run that they have finished: read off keys, not records. */
  finishedBy(reviewerId: ReviewerId): Promise<Map<RunId, number>>
  /** Finished reviews with steps that the reviewer was unsure of. */
  wantingSecondReader(): Promise<Review[]>
  /**
   * Applies actions in order, read-modify-write in one strict transaction, so that two tabs never lose each other's
   * grades. `initial` is stored first where the run has no review by this reviewer yet. Resolves, with the review as
   * stored, once the data is durable.
   */
  apply(
    initial: Review,
    actions: readonly { readonly action: ReviewAction; readonly at: number }[],
  ): Promise<Review>
  put(reviews: readonly Review[]): Promise<void>
}

/** Small things a person set: theme, reviewer, switches. Values are plain data. */
export interface SettingsRepository {
  get<T>(key: string): Promise<T | null>
  set(key: string, value: unknown): Promise<void>
}
