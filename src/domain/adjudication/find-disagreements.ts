import type { RunId } from '../ids'
import { type Review, type StepGrade, gradeOf } from '../review'
import { LABEL_VALUES, type Rubric, type StepLabel } from '../rubric'
import { type AdjudicatedUnit, type UnitAnswer, isSameAnswer } from './adjudication'

/**
 * Why reviewers differ, as far as their answers tell. `opposite`: good against bad. `degree`: one step apart on the
 * scale. `unsure`: someone said so. `error-type`: all call it bad, for other reasons. `other-answers`: a facet or verdict.
 */
export const DISAGREEMENT_CAUSES = ['opposite', 'degree', 'unsure', 'error-type', 'other-answers'] as const
export type DisagreementCause = (typeof DISAGREEMENT_CAUSES)[number]

export interface Disagreement {
  readonly runId: RunId
  readonly unit: AdjudicatedUnit
  readonly cause: DisagreementCause
  /** In the order of the reviews; those without an answer are left out. */
  readonly answers: readonly UnitAnswer[]
}

/** All that two or more reviewers of a run answered, agreed or not, by unit: steps in order, then the run. */
export function answersOfRun(
  reviews: readonly Review[],
  stepCount: number,
  rubric: Rubric,
): readonly { readonly unit: AdjudicatedUnit; readonly answers: readonly UnitAnswer[] }[] {
  const units: AdjudicatedUnit[] = []
  for (let step = 0; step < stepCount; step++) {
    units.push({ kind: 'label', step })
    for (const facet of rubric.facets)
      if (facet.about === 'step') units.push({ kind: 'facet', facet: facet.id, step })
  }
  for (const facet of rubric.facets)
    if (facet.about === 'run') units.push({ kind: 'facet', facet: facet.id, step: null })
  units.push({ kind: 'verdict' })
  return units
    .map((unit) => ({
      unit,
      answers: reviews.flatMap((review) => {
        const value = answerOf(review, unit)
        return value === null ? [] : [{ reviewerId: review.reviewerId, value }]
      }),
    }))
    .filter(({ answers }) => answers.length >= 2)
}

/** The units of a run on which its reviewers differ. Fewer than two answers are no disagreement. */
export function findDisagreements(
  runId: RunId,
  reviews: readonly Review[],
  stepCount: number,
  rubric: Rubric,
): Disagreement[] {
  const own = reviews.filter((review) => review.runId === runId)
  return answersOfRun(own, stepCount, rubric).flatMap(({ unit, answers }) => {
    const cause = causeOf(unit, answers, own)
    return cause === null ? [] : [{ runId, unit, cause, answers }]
  })
}

/** What a reviewer said about a unit, sorted; null where nothing. An unsure step is answered with "unsure". */
export function answerOf(review: Review, unit: AdjudicatedUnit): readonly string[] | null {
  switch (unit.kind) {
    case 'label': {
      const grade = gradeOf(review, unit.step)
      if (grade.isUnsure) return ['unsure']
      return grade.label === null ? null : [grade.label]
    }
    case 'facet': {
      const facets = unit.step === null ? review.facets : gradeOf(review, unit.step).facets
      const picked = facets?.[unit.facet]
      return picked === undefined ? null : [...picked].sort()
    }
    case 'verdict':
      return review.verdict === null ? null : [review.verdict]
  }
}

function causeOf(
  unit: AdjudicatedUnit,
  answers: readonly UnitAnswer[],
  reviews: readonly Review[],
): DisagreementCause | null {
  const [first] = answers
  const isUnanimous = !first || answers.every(({ value }) => isSameAnswer(value, first.value))
  if (unit.kind !== 'label') return isUnanimous ? null : 'other-answers'
  if (answers.some(({ value }) => value[0] === 'unsure')) return 'unsure'
  if (isUnanimous) {
    const grades = reviews.map((review) => gradeOf(review, unit.step)).filter(({ label }) => label === 'bad')
    return first?.value[0] === 'bad' && !haveCommonErrorType(grades) ? 'error-type' : null
  }
  const values = answers.map(({ value }) => LABEL_VALUES[value[0] as StepLabel]) // not unsure: one of the three
  return Math.max(...values) - Math.min(...values) === 2 ? 'opposite' : 'degree'
}

/** Whether those who named error types have one in common; who named none contradicts nobody. */
function haveCommonErrorType(grades: readonly StepGrade[]): boolean {
  const [first, ...others] = grades.map(({ errorTypes }) => errorTypes).filter((types) => types.length > 0)
  if (!first) return true
  return first.some((type) => others.every((types) => types.includes(type)))
}
