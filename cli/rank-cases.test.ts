import { describe, expect, test } from 'vitest'
import { compilePack } from '../src/knowledge/extraction/compile-pack'
import { loadPack } from '../src/knowledge/pack/load-pack'
import { perturbCase } from './perturb-case'
import { formatRanking, rankOneCase } from './rank-cases.ts' // the extension tells it from the command of the same name
import { readTeachingCases } from './teaching-cases'

const compiled = compilePack(loadPack())
const cases = readTeachingCases()
const FEWEST_IN_TOP_FIVE = 13
const SEEDS = [1, 2, 3, 4, 5]

const inTopFive = (ranked: readonly { rank: number | null }[]) =>
  ranked.filter(({ rank }) => rank !== null && rank <= 5)

test('sixteen cases are there', () => expect(cases).toHaveLength(16))

test('the gold diagnosis is in the top five in at least thirteen of sixteen', () => {
  const ranked = cases.map((teaching) => rankOneCase(compiled, teaching))
  expect(inTopFive(ranked).length, formatRanking(ranked)).toBeGreaterThanOrEqual(FEWEST_IN_TOP_FIVE)
})

describe('told otherwise', () => {
  test.each(SEEDS)('the result holds (seed %i)', (seed) => {
    const ranked = cases.map((teaching) => rankOneCase(compiled, perturbCase(teaching, compiled, seed)))
    expect(inTopFive(ranked).length, formatRanking(ranked)).toBeGreaterThanOrEqual(FEWEST_IN_TOP_FIVE)
  })

  test('a perturbed case is another text, and the same for one seed', () => {
    for (const teaching of cases) {
      const { presentation } = perturbCase(teaching, compiled, 7)
      expect(presentation).not.toBe(teaching.presentation)
      expect(perturbCase(teaching, compiled, 7).presentation).toBe(presentation)
    }
  })
})
