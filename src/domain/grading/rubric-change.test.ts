import { expect, test } from 'vitest'
import { type Review, UNGRADED, startReview } from '../review'
import { DEFAULT_RUBRIC, type Rubric } from '../rubric'
import { compareRubrics, isMeaningChanged, isReviewTouched } from './rubric-change'

const rubric: Rubric = DEFAULT_RUBRIC
const review: Review = {
  ...startReview(
    {
      id: 'r' as Review['id'],
      runId: 'run' as Review['runId'],
      caseId: 'c' as Review['caseId'],
      reviewerId: 'me' as Review['reviewerId'],
      rubric: { id: 'x', version: 1 },
    },
    0,
  ),
  grades: { 0: { ...UNGRADED, label: 'bad', errorTypes: ['omission'] } },
}

test('another name is no other meaning', () => {
  expect(isMeaningChanged(compareRubrics(rubric, { ...rubric, name: 'Other', version: 2 }))).toBe(false)
})

test('a label explained otherwise touches the grades that gave it', () => {
  const explainOtherwise = (changed: string): Rubric => ({
    ...rubric,
    labels: rubric.labels.map((each) => (each.label === changed ? { ...each, explanation: 'New' } : each)),
  })
  expect(isReviewTouched(review, compareRubrics(rubric, explainOtherwise('bad')))).toBe(true)
  expect(isReviewTouched(review, compareRubrics(rubric, explainOtherwise('good')))).toBe(false)
})

test('an error type that is gone touches the grades that have it', () => {
  const without = (gone: string): Rubric => ({
    ...rubric,
    errorTypes: rubric.errorTypes.filter(({ id }) => id !== gone),
  })
  expect(isReviewTouched(review, compareRubrics(rubric, without('omission')))).toBe(true)
  expect(isReviewTouched(review, compareRubrics(rubric, without('repetition')))).toBe(false)
})

test('a new required question touches all', () => {
  const facet = {
    id: 'f',
    name: 'F',
    question: '?',
    about: 'step',
    picks: 'one',
    options: [],
    isRequired: true,
  } as const
  expect(compareRubrics(rubric, { ...rubric, facets: [facet] }).touchesAll).toBe(true)
  expect(
    isMeaningChanged(compareRubrics(rubric, { ...rubric, facets: [{ ...facet, isRequired: false }] })),
  ).toBe(false)
})
