import { type Review, type ReviewContent, type StepGrade, gradeOf } from '../review'
import type { Facet, Rubric } from '../rubric'

/** What a rubric asks next. A step's label comes before its harm, its facets and its comment. */
export type Question =
  | { readonly kind: 'label' | 'harm' | 'comment' | 'unsure-reason' }
  | { readonly kind: 'facet'; readonly facet: Facet }

/** A question that waits for an answer: of a step (0-based), or of the run where `step` is null. */
export interface OpenQuestion {
  readonly step: number | null
  readonly question: Question
}

/** Why a reviewer is unsure of a step; stored by id. */
export const UNSURE_REASONS = [
  { id: 'not-my-field', name: 'Not my field' },
  { id: 'case-unclear', name: 'The case is unclear' },
  { id: 'step-unclear', name: 'The step is unclear' },
  { id: 'guideline-unclear', name: 'The guideline does not say' },
  { id: 'borderline', name: 'Between two labels' },
] as const

/** All that the rubric asks about a step as it is graded so far, answered or not. */
export function questionsOfStep(rubric: Rubric, grade: StepGrade): Question[] {
  if (grade.isUnsure) return rubric.asksWhyUnsure ? [{ kind: 'unsure-reason' }] : []
  const { label } = grade
  return [
    ...(rubric.labels.length > 0 ? [{ kind: 'label' } as const] : []),
    ...(label === 'bad' && rubric.harmLevels.length > 0 ? [{ kind: 'harm' } as const] : []),
    ...rubric.facets
      .filter((facet) => facet.about === 'step' && isAsked(facet, grade.facets))
      .map((facet) => ({ kind: 'facet', facet }) as const),
    ...(label !== null && rubric.commentFor.includes(label) ? [{ kind: 'comment' } as const] : []),
  ]
}

/** The facets asked of the run as a whole. */
export function questionsOfRun(rubric: Rubric, content: ReviewContent | null): Facet[] {
  return rubric.facets.filter((facet) => facet.about === 'run' && isAsked(facet, content?.facets))
}

function isAsked({ askedIf }: Facet, answers: StepGrade['facets']): boolean {
  return askedIf === undefined || askedIf.options.some((option) => answers?.[askedIf.facet]?.includes(option))
}

/** The first question of a step that has to be answered and is not; null where the step is complete. */
export function openQuestion(rubric: Rubric, grade: StepGrade): Question | null {
  return (
    questionsOfStep(rubric, grade).find((question) => isRequired(question) && !isAnswered(question, grade)) ??
    null
  )
}

/** Whether a question has its answer in the grade. */
export function isAnswered(question: Question, grade: StepGrade): boolean {
  switch (question.kind) {
    case 'label':
      return grade.label !== null
    case 'harm':
      return grade.harm !== undefined
    case 'comment':
      return grade.comment.trim() !== ''
    case 'unsure-reason':
      return grade.unsureBecause !== undefined
    case 'facet':
      return grade.facets?.[question.facet.id] !== undefined
  }
}

function isRequired(question: Question): boolean {
  return question.kind !== 'facet' || question.facet.isRequired
}

/** 0-based index of the first step judged bad; null where there is none. */
export function firstErrorOf(content: ReviewContent | null, stepCount: number): number | null {
  for (let step = 0; step < stepCount; step++) if (gradeOf(content, step).label === 'bad') return step
  return null
}

/** How many steps, from the first on, the rubric asks about: with `first-error`, none after the first bad one. */
export function countAskedSteps(rubric: Rubric, content: ReviewContent | null, stepCount: number): number {
  const error = rubric.mode === 'first-error' ? firstErrorOf(content, stepCount) : null
  return error === null ? stepCount : error + 1
}

/** Everything required that has no answer yet: steps in order, then the run. */
export function missingParts(
  rubric: Rubric,
  content: ReviewContent | null,
  stepCount: number,
): OpenQuestion[] {
  const missing: OpenQuestion[] = []
  const asked = countAskedSteps(rubric, content, stepCount)
  for (let step = 0; step < asked; step++) {
    const question = openQuestion(rubric, gradeOf(content, step))
    if (question) missing.push({ step, question })
  }
  for (const facet of questionsOfRun(rubric, content))
    if (facet.isRequired && content?.facets?.[facet.id] === undefined)
      missing.push({ step: null, question: { kind: 'facet', facet } })
  return missing
}

/** The next step after `from` with an open question, wrapping round; null when all are complete. */
export function nextOpenStep(
  rubric: Rubric,
  content: ReviewContent | null,
  stepCount: number,
  from: number,
): number | null {
  const asked = countAskedSteps(rubric, content, stepCount)
  for (let offset = 1; offset <= asked; offset++) {
    const step = (from + offset) % asked
    if (openQuestion(rubric, gradeOf(content, step)) !== null) return step
  }
  return null
}

/** Steps that the reviewer said they are unsure of. */
export function countUnsure(review: Pick<Review, 'grades'>): number {
  return Object.values(review.grades).filter(({ isUnsure }) => isUnsure).length
}
