import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alignSteps, compareDifferentials, identifyEntries, listMissed } from './compare-runs'
import type { Differential } from './differential'
import type { ReasoningStep } from './reasoning-step'

const trace = (...texts: string[]): ReasoningStep[] =>
  texts.map((text, index) => ({ index, kind: 'support', text, quotes: [], hypotheses: [], checks: [] }))
const ranking = (...names: string[]): Differential => ({
  entries: names.map((diagnosis, index) => ({
    diagnosis,
    diseaseId: null,
    likelihood: 1 / (index + 2),
    isCantMiss: false,
    evidenceFor: [],
    evidenceAgainst: [],
    stepsFor: [],
    stepsAgainst: [],
    nextTest: null,
  })),
  noneOfThese: 0,
})
const numbers = (a: ReasoningStep[], b: ReasoningStep[]) =>
  alignSteps(a, b).map((pair) => [pair.a?.index ?? null, pair.b?.index ?? null])

test('a corrected step stands beside the one it corrects, what was added alone', () => {
  const a = trace(
    'Fever and cough for ten days',
    'The clear lungs argue against pneumonia',
    'So it is a viral illness',
  )
  const b = trace(
    'Fever and cough for ten days',
    'The clear lungs do not argue against pneumonia',
    'Chest film next',
  )
  expect(numbers(a, b)).toEqual([
    [0, 0],
    [1, 1],
    [2, null],
    [null, 2],
  ])
  expect(alignSteps(a, b).map(({ isSame }) => isSame)).toEqual([true, false, false, false])
})

test('every step appears once, in order', () => {
  const texts = fc.array(fc.constantFrom('a b c', 'a b d', 'x y z', 'p q', ''), { maxLength: 7 })
  fc.assert(
    fc.property(texts, texts, (left, right) => {
      const pairs = alignSteps(trace(...left), trace(...right))
      expect(pairs.flatMap(({ a }) => (a ? [a.index] : []))).toEqual(left.map((_, index) => index))
      expect(pairs.flatMap(({ b }) => (b ? [b.index] : []))).toEqual(right.map((_, index) => index))
    }),
  )
})

test('rankings: who moved, what is shared, how far the order agrees', () => {
  const { ranks, overlapAt5, rankCorrelation } = compareDifferentials(
    ranking('Gout', 'Sepsis', 'Lyme disease'),
    ranking('sepsis', 'Gout', 'Rheumatic fever'),
  )
  expect(ranks.map(({ diagnosis, rankA, rankB }) => [diagnosis, rankA, rankB])).toEqual([
    ['Gout', 1, 2],
    ['Sepsis', 2, 1],
    ['Lyme disease', 3, null],
    ['Rheumatic fever', null, 3],
  ])
  expect(overlapAt5).toBeCloseTo(2 / 3)
  expect(rankCorrelation).toBe(-1)
})

test('a ranking agrees with itself; an empty one with nothing', () => {
  const same = compareDifferentials(ranking('A', 'B', 'C'), ranking('A', 'B', 'C'))
  expect(same).toMatchObject({ overlapAt5: 1, rankCorrelation: 1 })
  expect(compareDifferentials(ranking('A'), null)).toMatchObject({ overlapAt5: null, rankCorrelation: null })
})

test('what each missed: the other’s first five and its can’t-miss ones, known by their ids', () => {
  const a = identifyEntries(ranking('Heart attack', 'Gout'), (name) =>
    name === 'Heart attack' ? 'mi' : null,
  )
  const listed = ranking('Myocardial infarction', 'b', 'c', 'd', 'e', 'f', 'g')
  const b: Differential = {
    ...listed,
    entries: listed.entries.map((entry, index) => ({
      ...entry,
      diseaseId: index === 0 ? 'mi' : entry.diagnosis,
      isCantMiss: index === 6,
    })),
  }
  const { byA, byB } = listMissed(a, b)
  expect(byA.map(({ entry, rank }) => [entry.diagnosis, rank])).toEqual([['b', 2], ['c', 3], ['d', 4], ['e', 5], ['g', 7]]) // prettier-ignore
  expect(byB.map(({ entry }) => entry.diagnosis)).toEqual(['Gout'])
  expect(listMissed(a, null)).toMatchObject({ byA: [], byB: [{ rank: 1 }, { rank: 2 }] })
})
