import type { CaseAnswer } from './case-answer'
import type { CaseId, ReviewId, ReviewerId, RunId } from './ids'
import type { StepLabel, Verdict } from './rubric'
import type { Span } from './span'

/** Words that a grade points at: of the presentation, or of the step's own text. */
export interface GradeSpan {
  readonly of: 'case' | 'step'
  readonly span: Span
}

/** Picked options (ids) by facet id. A facet without a key is not answered. */
export type FacetAnswers = Readonly<Record<string, readonly string[]>>

/** A reviewer's judgement of one step. `label` null with `isUnsure` false means: not graded. */
export interface StepGrade {
  readonly label: StepLabel | null
  readonly isUnsure: boolean
  readonly errorTypes: readonly string[]
  readonly comment: string
  /** The step as the reviewer would have it; null where they left it alone. */
  readonly rewrite: string | null
  readonly gradedAt: number | null
  /** Absent in grades kept by older versions, and where the rubric does not ask. */
  readonly facets?: FacetAnswers
  /** Id of one of the rubric's harm levels. */
  readonly harm?: string
  readonly spans?: readonly GradeSpan[]
  /** Why the reviewer is unsure; routes the step to a second reader. */
  readonly unsureBecause?: string
  /** Milliseconds spent on the step, idle time taken out. */
  readonly spentMs?: number
}

/** A reviewer's word on whether a step says what a reference statement says. Both indexes are 0-based. */
export interface ReferenceLink {
  readonly step: number
  readonly statement: number
  readonly isSame: boolean
}

/** Why a case was left without being graded to its end. */
export interface ReviewExit {
  readonly reason: 'bad-case' | 'not-my-field' | 'unreadable-run' | 'other'
  readonly note: string
}

/** The reviewer's word that they are done with a run. Taking it back opens the run for them again. */
export interface ReviewFinish {
  readonly at: number
  /** How many steps they were unsure of: above 0, a second reader is asked. */
  readonly unsureSteps: number
}

export const UNGRADED: StepGrade = {
  label: null,
  isUnsure: false,
  errorTypes: [],
  comment: '',
  rewrite: null,
  gradedAt: null,
}

/** One line of the reviewer's own differential. */
export interface ReviewerEntry {
  readonly diagnosis: string
  /** True where the reviewer put it there; false where it came from the run. */
  readonly isAdded: boolean
  /** Why the reviewer rules it out; null while it stays in. An empty reason is not allowed. */
  readonly ruledOutBecause: string | null
}

/** What the reader thought before the run's differential was shown. Confidence is a fraction, 0 to 1. */
export interface Commitment {
  readonly entries: readonly { readonly diagnosis: string; readonly confidence: number }[]
  readonly committedAt: number
}

/** The judgements themselves: what undo and redo move between. */
export interface ReviewContent {
  /** Keyed by 0-based step index. A step without a key is not graded. */
  readonly grades: Readonly<Record<number, StepGrade>>
  readonly verdict: Verdict | null
  /** The reviewer's order, or null while it is the run's. */
  readonly differential: readonly ReviewerEntry[] | null
  readonly commitment: Commitment | null
  /** Answers about the run as a whole; absent where none was given. */
  readonly facets?: FacetAnswers
  readonly links?: readonly ReferenceLink[]
  readonly exit?: ReviewExit | null
  /** Null or absent while the reviewer is not done. */
  readonly finished?: ReviewFinish | null
  /** What the reader answered to the engine's questions, in that order; absent where nothing was asked. */
  readonly caseAnswers?: readonly CaseAnswer[]
  /** Concept ids of the findings that the reader wants explained. */
  readonly mustExplain?: readonly string[]
}

/** A change to one part of the content. Each replaces the whole part, so that it can be taken back. */
export type ReviewChange =
  | { readonly part: 'grade'; readonly step: number; readonly value: StepGrade | null }
  | { readonly part: 'verdict'; readonly value: Verdict | null }
  | { readonly part: 'differential'; readonly value: readonly ReviewerEntry[] | null }
  | { readonly part: 'commitment'; readonly value: Commitment | null }
  | { readonly part: 'facets'; readonly value: FacetAnswers }
  | { readonly part: 'links'; readonly value: readonly ReferenceLink[] }
  | { readonly part: 'exit'; readonly value: ReviewExit | null }
  | { readonly part: 'finished'; readonly value: ReviewFinish | null }
  | { readonly part: 'caseAnswers'; readonly value: readonly CaseAnswer[] }
  | { readonly part: 'mustExplain'; readonly value: readonly string[] }

/** What a person does: a change, or moving back and forth among their changes. */
export type ReviewAction =
  | { readonly kind: 'change'; readonly change: ReviewChange }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }

/** A change together with what it replaced. */
export interface HistoryEntry {
  readonly change: ReviewChange
  readonly before: ReviewChange
  readonly at: number
}

/** One reviewer's work on one run, its undo history inside it. */
export interface Review extends ReviewContent {
  readonly id: ReviewId
  readonly runId: RunId
  readonly caseId: CaseId
  readonly reviewerId: ReviewerId
  readonly rubric: { readonly id: string; readonly version: number }
  readonly history: readonly HistoryEntry[]
  /** How many entries of `history` are in effect; those behind it can be redone. */
  readonly historyPosition: number
  readonly createdAt: number
  readonly updatedAt: number
}

/** How far back undo goes; older changes stay, they can just no longer be taken back. */
export const MAX_HISTORY = 200

/** Typing in one field within this time is one change, so that undo takes back a thought, not a letter. */
const COALESCE_MS = 1500

/** An empty review of a run. */
export function startReview(
  ids: Pick<Review, 'id' | 'runId' | 'caseId' | 'reviewerId' | 'rubric'>,
  at: number,
): Review {
  return {
    ...ids,
    grades: {},
    verdict: null,
    differential: null,
    commitment: null,
    history: [],
    historyPosition: 0,
    createdAt: at,
    updatedAt: at,
  }
}

/** The grade of a step, `UNGRADED` where there is none. */
export function gradeOf(review: ReviewContent | null, step: number): StepGrade {
  return review?.grades[step] ?? UNGRADED
}

/** A step counts as graded once it has a label or an answer, or the reviewer said they are unsure. */
export function isGraded(grade: StepGrade): boolean {
  return (
    grade.label !== null ||
    grade.isUnsure ||
    (grade.facets !== undefined && Object.keys(grade.facets).length > 0)
  )
}

/** How many of the steps are graded. */
export function countGraded(review: ReviewContent | null, stepCount: number): number {
  let graded = 0
  for (let step = 0; step < stepCount; step++) if (isGraded(gradeOf(review, step))) graded++
  return graded
}

/** The next step after `from` that is not graded, wrapping round; null when all are. */
export function nextUngraded(review: ReviewContent | null, stepCount: number, from: number): number | null {
  for (let offset = 1; offset <= stepCount; offset++) {
    const step = (from + offset) % stepCount
    if (!isGraded(gradeOf(review, step))) return step
  }
  return null
}

/** Does one action to a review. Pure: the same review and action always give the same result. */
export function applyReviewAction(review: Review, action: ReviewAction, at: number): Review {
  switch (action.kind) {
    case 'change':
      return recordChange(review, action.change, at)
    case 'undo': {
      const entry = review.history[review.historyPosition - 1]
      if (!entry) return review
      return {
        ...applyChange(review, entry.before),
        historyPosition: review.historyPosition - 1,
        updatedAt: at,
      }
    }
    case 'redo': {
      const entry = review.history[review.historyPosition]
      if (!entry) return review
      return {
        ...applyChange(review, entry.change),
        historyPosition: review.historyPosition + 1,
        updatedAt: at,
      }
    }
  }
}

function recordChange(review: Review, change: ReviewChange, at: number): Review {
  const before = currentValue(review, change)
  const kept = review.history.slice(0, review.historyPosition)
  const last = kept.at(-1)
  const isSameThought = last !== undefined && isSoonAfter(at, last.at) && isTyping(last.change, change)
  const entry: HistoryEntry = isSameThought ? { change, before: last.before, at } : { change, before, at }
  const history = [...(isSameThought ? kept.slice(0, -1) : kept), entry].slice(-MAX_HISTORY)
  return { ...applyChange(review, change), history, historyPosition: history.length, updatedAt: at }
}

/** A change taken over from elsewhere may be older than the last one here; that is not typing on. */
const isSoonAfter = (at: number, before: number) => at >= before && at - before < COALESCE_MS

function isTyping(earlier: ReviewChange, later: ReviewChange): boolean {
  if (earlier.part !== 'grade' || later.part !== 'grade' || earlier.step !== later.step) return false
  const [a, b] = [earlier.value ?? UNGRADED, later.value ?? UNGRADED]
  const isSameJudgement =
    a.label === b.label && a.isUnsure === b.isUnsure && a.errorTypes.join() === b.errorTypes.join()
  return isSameJudgement && (a.comment !== b.comment || a.rewrite !== b.rewrite)
}

function currentValue(review: Review, change: ReviewChange): ReviewChange {
  switch (change.part) {
    case 'grade':
      return { part: 'grade', step: change.step, value: review.grades[change.step] ?? null }
    case 'verdict':
      return { part: 'verdict', value: review.verdict }
    case 'differential':
      return { part: 'differential', value: review.differential }
    case 'commitment':
      return { part: 'commitment', value: review.commitment }
    case 'facets':
      return { part: 'facets', value: review.facets ?? {} }
    case 'links':
      return { part: 'links', value: review.links ?? [] }
    case 'exit':
      return { part: 'exit', value: review.exit ?? null }
    case 'finished':
      return { part: 'finished', value: review.finished ?? null }
    case 'caseAnswers':
      return { part: 'caseAnswers', value: review.caseAnswers ?? [] }
    case 'mustExplain':
      return { part: 'mustExplain', value: review.mustExplain ?? [] }
  }
}

function applyChange(review: Review, change: ReviewChange): Review {
  switch (change.part) {
    case 'grade': {
      const { [change.step]: _replaced, ...others } = review.grades
      return { ...review, grades: change.value ? { ...others, [change.step]: change.value } : others }
    }
    case 'verdict':
      return { ...review, verdict: change.value }
    case 'differential':
      return { ...review, differential: change.value }
    case 'commitment':
      return { ...review, commitment: change.value }
    case 'facets':
      return { ...review, facets: change.value }
    case 'links':
      return { ...review, links: change.value }
    case 'exit':
      return { ...review, exit: change.value }
    case 'finished':
      return { ...review, finished: change.value }
    case 'caseAnswers':
      return { ...review, caseAnswers: change.value }
    case 'mustExplain':
      return { ...review, mustExplain: change.value }
  }
}
