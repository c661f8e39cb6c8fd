import { type Adjudication, labelOfDecision } from '../../domain/adjudication/adjudication'
import type { ClinicalCase } from '../../domain/case'
import type { ReasoningStep } from '../../domain/reasoning-step'
import { type Review, type StepGrade, gradeOf } from '../../domain/review'
import { STEP_LABELS, type StepLabel, type Verdict } from '../../domain/rubric'
import type { Run } from '../../domain/run'

/**
 * Whose labels go out. `adjudicated`: one trace a run, with the label all agree on or the adjudicated one, and none
 * where reviewers differ and nobody has decided. `per-reviewer`: one trace a review. `soft`: one trace a run, with the
 * share of reviewers behind each label, so that disagreement is kept.
 */
export const LABEL_SOURCES = ['soft', 'adjudicated', 'per-reviewer'] as const
export type LabelSource = (typeof LABEL_SOURCES)[number]

/** Fractions of the reviewers who gave a label; they add up to 1. */
export type LabelShares = Readonly<Record<StepLabel, number>>

export interface LabelledStep {
  readonly step: ReasoningStep
  /** Null where nobody graded or the reviewers differ without a decision: never neutral. */
  readonly label: StepLabel | null
  /** Null where nobody gave a label. */
  readonly shares: LabelShares | null
  /** The step as it should read, by the reviewer or the adjudicator; null where it stays as it is. */
  readonly rewrite: string | null
  /** The grades behind the label, in the order of the reviews; ungraded ones left out. */
  readonly grades: readonly { readonly reviewer: string; readonly grade: StepGrade }[]
}

/** One run with the labels of one source: what every export of grades is made from. */
export interface LabelledTrace {
  readonly subject: ClinicalCase
  readonly run: Run
  /** A reviewer's id, "adjudicated" or "all". */
  readonly labeller: string
  readonly steps: readonly LabelledStep[]
  /** On the leading diagnosis; null where none was given or verdicts differ. */
  readonly verdict: Verdict | null
  readonly reviews: readonly Review[]
}

/** What an adjudicator decided on a run, by 0-based step. */
export interface Decision {
  readonly label: StepLabel | null
  readonly rewrite: string | null
}
export type Decisions = ReadonlyMap<number, Decision>

const UNDECIDED: Decisions = new Map()

/** The decisions on the labels of one run's steps; those on facets and verdicts are left out. */
export function decisionsOf(adjudications: readonly Adjudication[], runId: string): Decisions {
  return new Map(
    adjudications.flatMap((decision) =>
      decision.runId === runId && decision.unit.kind === 'label'
        ? [[decision.unit.step, { label: labelOfDecision(decision), rewrite: decision.rewrite }]]
        : [],
    ),
  )
}

/** The labelled traces of one run. Empty where the source has nothing to say: no review, no trace. */
export function labelTraces(
  subject: ClinicalCase,
  run: Run,
  reviews: readonly Review[],
  source: LabelSource,
  decisions: Decisions = UNDECIDED,
): readonly LabelledTrace[] {
  const sorted = reviews
    .filter((review) => review.runId === run.id)
    .sort((a, b) => (a.reviewerId < b.reviewerId ? -1 : 1))
  if (source === 'per-reviewer')
    return sorted.map((review) => ({
      subject,
      run,
      labeller: review.reviewerId,
      steps: run.steps.map((step) => labelStep(step, [review], null)),
      verdict: review.verdict,
      reviews: [review],
    }))
  if (sorted.length === 0 && decisions.size === 0) return []
  const decided = source === 'adjudicated' ? decisions : UNDECIDED
  return [
    {
      subject,
      run,
      labeller: source === 'adjudicated' ? 'adjudicated' : 'all',
      steps: run.steps.map((step) => labelStep(step, sorted, decided.get(step.index) ?? null)),
      verdict: sameOrNull(sorted.map(({ verdict }) => verdict).filter((verdict) => verdict !== null)),
      reviews: sorted,
    },
  ]
}

function labelStep(step: ReasoningStep, reviews: readonly Review[], decision: Decision | null): LabelledStep {
  const grades = reviews.flatMap((review) => {
    const grade = gradeOf(review, step.index)
    return review.grades[step.index] === undefined ? [] : [{ reviewer: String(review.reviewerId), grade }]
  })
  const labels = grades.map(({ grade }) => grade.label).filter((label) => label !== null)
  const rewrites = grades.map(({ grade }) => grade.rewrite).filter((rewrite) => rewrite !== null)
  return {
    step,
    label: decision ? decision.label : sameOrNull(labels),
    shares: labels.length === 0 ? null : shareLabels(labels),
    rewrite: decision?.rewrite ?? sameOrNull(rewrites),
    grades,
  }
}

function shareLabels(labels: readonly StepLabel[]): LabelShares {
  const share = (wanted: StepLabel) => labels.filter((label) => label === wanted).length / labels.length
  const [good, neutral, bad] = STEP_LABELS
  return { good: share(good), neutral: share(neutral), bad: share(bad) }
}

function sameOrNull<T>(values: readonly T[]): T | null {
  const [first] = values
  return first !== undefined && values.every((value) => value === first) ? first : null
}

/** The diagnosis a run ends on; null where it ranked none. */
export const leadingDiagnosis = (run: Run): string | null => run.differential?.entries[0]?.diagnosis ?? null

/** The name of what reasoned: the model's, else the engine's. */
export const solverName = ({ manifest }: Run): string => manifest.model?.name ?? manifest.engine
