import { type Review, gradeOf, isGraded } from '../domain/review'

/** Whether any step of the review is graded. */
export function hasGrade(review: Review): boolean {
  return Object.keys(review.grades).some((step) => isGraded(gradeOf(review, Number(step))))
}
