import { expect, test } from 'vitest'
import { breakDownAgreement } from '../../../domain/agreement/break-down-agreement'
import { RUBRIC_TEMPLATES } from '../../../domain/grading/rubric-templates'
import type { ReviewerId } from '../../../domain/ids'
import { type Review, UNGRADED } from '../../../domain/review'
import { DEFAULT_RUBRIC } from '../../../domain/rubric'
import {
  makeFinishedRun,
  makeReviewOf,
  makeSubject,
} from '../../../formats/labelled-traces/testing/made-up-trace'
import type { GradedCase } from '../../../storage'
import { collectPairs, measurePairs } from './collect-pairs'
import { collectRatings } from './collect-ratings'
import { listMeasuredFacets } from './measured-facets'

const BOOTSTRAP = { resamples: 50, seed: 1 }
const run = makeFinishedRun(['One', 'Two', 'Three'])
const subject = makeSubject()
const gradedBy = (...reviews: Review[]): GradedCase[] => [
  { subject, runs: [run], reviews, adjudications: [], subjectOf: () => subject },
]
const reviewers = ['anna', 'ben'] as ReviewerId[]

test('labels and verdicts are measured each on its own scale; unsure is no label', () => {
  const anna = makeReviewOf(run, 'anna', ['good', 'bad', 'neutral'], { verdict: 'wrong' })
  const ben = makeReviewOf(run, 'ben', ['good', 'good', null], { verdict: 'wrong' })
  const unsure = { ...ben, grades: { ...ben.grades, 2: { ...UNGRADED, isUnsure: true } } }
  const { ratings, scales } = collectRatings(gradedBy(anna, unsure), DEFAULT_RUBRIC)
  expect(ratings).toHaveLength(5 + 2)
  const [labels, verdicts] = breakDownAgreement(ratings, scales, 'facet')
  expect(labels).toMatchObject({ facet: 'label', units: 2, cases: 1, raters: ['anna', 'ben'] })
  expect(labels?.measures[0]?.result).toEqual({ kind: 'value', value: 0.5 })
  expect(verdicts).toMatchObject({ facet: 'verdict', units: 1 })
  const byKind = breakDownAgreement(ratings, scales, 'step-kind')
  expect(byKind.map(({ facet, key }) => [facet, key])).toEqual([
    ['label', 'support'],
    ['verdict', null],
  ])
})

test('options with a number each make an interval scale, others a nominal one, criteria are met or not', () => {
  for (const { rubric } of RUBRIC_TEMPLATES)
    for (const facet of listMeasuredFacets(rubric)) {
      const asked = rubric.facets.find(({ id }) => id === facet.id)
      const hasValues = asked?.options.every(({ value }) => value !== null) ?? facet.id === 'label'
      if (facet.id.includes('/')) expect(facet.scale.labels).toEqual(['not met', 'met'])
      else expect([facet.id, facet.scale.level]).toEqual([facet.id, hasValues ? 'interval' : 'nominal'])
    }
})

test('first errors and spans are compared pair by pair, and only of runs that both graded', () => {
  const anna = makeReviewOf(run, 'anna', ['good', 'bad', null])
  const ben = makeReviewOf(run, 'ben', ['good', 'good', 'bad'])
  const marked = (review: Review, start: number, end: number): Review => ({
    ...review,
    grades: {
      ...review.grades,
      0: { ...UNGRADED, label: 'good', spans: [{ of: 'case', span: { start, end } }] },
    },
  })
  const cases = gradedBy(marked(anna, 0, 10), marked(ben, 5, 15))
  const [report] = measurePairs(
    collectPairs(cases, { reviewerIds: reviewers, rubric: DEFAULT_RUBRIC }),
    BOOTSTRAP,
  )
  expect(report?.firstError).toMatchObject({ compared: 1, bothFound: 1, leftOut: 0 })
  expect(report?.firstError?.meanIndexDifference.result).toEqual({ kind: 'value', value: 1 })
  expect(report?.spanCharacters.result).toEqual({ kind: 'value', value: 0.5 })
  expect(collectPairs(gradedBy(anna), { reviewerIds: reviewers, rubric: DEFAULT_RUBRIC })).toEqual([])
})
