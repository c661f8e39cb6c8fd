import { describe, expect, test } from 'vitest'
import { type StepGrade, UNGRADED, type ReviewContent } from '../review'
import { DEFAULT_RUBRIC, type Facet, type Rubric } from '../rubric'
import { answerStep, choicesOf, pickOption, scorePoints } from './answers'
import { countAskedSteps, countUnsure, missingParts, nextOpenStep, openQuestion } from './questions'

const option = (id: string, value: number | null = null) => ({ id, name: id, value, explanation: '' })
const category: Facet = {
  id: 'category',
  name: 'Category',
  question: 'What does the step do?',
  about: 'step',
  picks: 'one',
  options: [option('reasoning'), option('citation')],
  isRequired: true,
}
const factual: Facet = {
  ...category,
  id: 'factual',
  name: 'Factual',
  options: [option('yes'), option('no')],
  askedIf: { facet: 'category', options: ['reasoning'] },
}
const points: Facet = {
  ...category,
  id: 'points',
  about: 'run',
  picks: 'any',
  options: [option('names-it', 5), option('safe', 3), option('harmful', -4)],
}
const rubric: Rubric = {
  ...DEFAULT_RUBRIC,
  facets: [category, factual, points],
  harmLevels: [option('none', 0), option('death', 4)],
  commentFor: ['bad'],
  asksWhyUnsure: true,
}
const content = (grades: Record<number, StepGrade>): ReviewContent => ({
  grades,
  verdict: null,
  differential: null,
  commitment: null,
})
const grade = (patch: Partial<StepGrade>): StepGrade => ({ ...UNGRADED, ...patch })

describe('questions of a step', () => {
  test('come one after the other, and only those that apply', () => {
    expect(openQuestion(rubric, UNGRADED)).toEqual({ kind: 'label' })
    expect(openQuestion(rubric, grade({ label: 'good' }))).toEqual({ kind: 'facet', facet: category })
    expect(openQuestion(rubric, grade({ label: 'good', facets: { category: ['citation'] } }))).toBeNull()
    expect(openQuestion(rubric, grade({ label: 'good', facets: { category: ['reasoning'] } }))).toEqual({
      kind: 'facet',
      facet: factual,
    })
    expect(openQuestion(rubric, grade({ label: 'bad' }))).toEqual({ kind: 'harm' })
    const judged = { label: 'bad', harm: 'none', facets: { category: ['citation'] } } as const
    expect(openQuestion(rubric, grade(judged))).toEqual({ kind: 'comment' })
    expect(openQuestion(rubric, grade({ ...judged, comment: 'Why' }))).toBeNull()
  })

  test('who is unsure is asked why, and nothing else', () => {
    expect(openQuestion(rubric, grade({ isUnsure: true }))).toEqual({ kind: 'unsure-reason' })
    expect(openQuestion(rubric, grade({ isUnsure: true, unsureBecause: 'borderline' }))).toBeNull()
  })

  test('an answer of one facet replaces, of any facet toggles', () => {
    expect(
      answerStep(
        grade({ facets: { category: ['citation'] } }),
        { kind: 'facet', facet: category },
        'reasoning',
      ),
    ).toEqual({
      facets: { category: ['reasoning'] },
    })
    const once = pickOption(undefined, points, 'safe')
    expect(pickOption(once, points, 'safe')).toEqual({ points: [] })
  })
})

test('first-error mode asks nothing after the first bad step', () => {
  const first: Rubric = { ...DEFAULT_RUBRIC, mode: 'first-error' }
  const judged = content({ 0: grade({ label: 'good' }), 1: grade({ label: 'bad' }) })
  expect(countAskedSteps(first, judged, 5)).toBe(2)
  expect(missingParts(first, judged, 5)).toEqual([])
  expect(missingParts(DEFAULT_RUBRIC, judged, 5).map(({ step }) => step)).toEqual([2, 3, 4])
})

test('what is missing is listed, the run last; the next open step wraps round', () => {
  const judged = content({ 1: grade({ label: 'good', facets: { category: ['citation'] } }) })
  expect(missingParts(rubric, judged, 3).map(({ step }) => step)).toEqual([0, 2, null])
  expect(nextOpenStep(rubric, judged, 3, 2)).toBe(0)
  expect(nextOpenStep({ ...DEFAULT_RUBRIC, labels: [] }, judged, 3, 0)).toBeNull()
})

test('points are those met over the positive ones', () => {
  expect(scorePoints(points, { points: ['names-it'] })).toBe(5 / 8)
  expect(scorePoints(points, { points: ['harmful'] })).toBe(-4 / 8)
  expect(scorePoints(points, {})).toBeNull()
})

test('choices come in the order of the number keys', () => {
  expect(choicesOf({ kind: 'label' }, rubric).map(({ id }) => id)).toEqual(['good', 'neutral', 'bad'])
  expect(choicesOf({ kind: 'facet', facet: factual }, rubric).map(({ id }) => id)).toEqual(['yes', 'no'])
  expect(choicesOf({ kind: 'comment' }, rubric)).toEqual([])
})

test('steps one was unsure of are counted', () => {
  expect(countUnsure({ grades: { 0: grade({ isUnsure: true }), 2: grade({ label: 'good' }) } })).toBe(1)
})
