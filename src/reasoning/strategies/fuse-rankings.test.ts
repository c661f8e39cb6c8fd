import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Differential } from '../../domain/differential'
import { foldDiagnosis, fuseRankings, levelOut } from './fuse-rankings'

function differentialOf(...entries: readonly (readonly [string, number])[]): Differential {
  const total = entries.reduce((sum, [, likelihood]) => sum + likelihood, 0)
  return {
    entries: entries.map(([diagnosis, likelihood], i) => ({
      diagnosis,
      diseaseId: null,
      likelihood,
      isCantMiss: diagnosis === 'Torsion',
      evidenceFor: [],
      evidenceAgainst: [],
      stepsFor: [i],
      stepsAgainst: [],
      nextTest: null,
    })),
    noneOfThese: Math.max(0, 1 - total),
  }
}
const sampleOf = (seed: number, ...entries: readonly (readonly [string, number])[]) => ({
  seed,
  differential: differentialOf(...entries),
})

test('three samples, by hand', () => {
  const { differential, shown } = fuseRankings([
    sampleOf(1, ['Appendicitis', 0.6], ['Torsion', 0.3]),
    sampleOf(2, ['appendicitis', 0.9]),
    sampleOf(3, ['Torsion', 0.6], ['Appendicitis', 0.3]),
  ])
  // Fused: appendicitis 1/2 + 1/2 + 1/3, torsion 1/3 + 1/2.
  expect(differential.entries.map(({ diagnosis }) => diagnosis)).toEqual(['Appendicitis', 'Torsion'])
  expect(differential.entries[0]?.likelihood).toBeCloseTo((0.6 + 0.9 + 0.3) / 3, 12)
  expect(differential.entries[1]?.likelihood).toBeCloseTo((0.3 + 0.6) / 3, 12)
  expect(differential.entries.map(({ agreement }) => agreement)).toEqual([1, 2 / 3])
  expect(differential.noneOfThese).toBeCloseTo(0.1, 12)
  expect(shown).toBe(0)
  expect(differential.samples?.map(({ seed, isShown }) => [seed, isShown])).toEqual([
    [1, true],
    [2, false],
    [3, false],
  ])
  expect(differential.samples?.[2]?.ranked[0]).toEqual({ diagnosis: 'Torsion', likelihood: 0.6 })
})

test('what all samples but one put first stays first', () => {
  const rest = Array.from({ length: 8 }, (_, i) => [`Other ${i}`, 0.01] as const)
  const samples = [1, 2, 3, 4].map((seed) => sampleOf(seed, ['Gout', 0.5], ...rest, ['Lupus', 0.01]))
  const { differential } = fuseRankings([...samples, sampleOf(5, ...rest, ['Lupus', 0.01])])
  expect(differential.entries[0]?.diagnosis).toBe('Gout')
})

test('steps for and against are only those of the sample whose steps are shown', () => {
  const { differential, shown } = fuseRankings([
    sampleOf(1, ['Gout', 0.5], ['Lupus', 0.2]),
    sampleOf(2, ['Gout', 0.5], ['Lupus', 0.2]),
    sampleOf(3, ['Sepsis', 0.9]),
  ])
  expect(shown).toBe(0)
  expect(differential.entries.find(({ diagnosis }) => diagnosis === 'Sepsis')?.stepsFor).toEqual([])
  expect(differential.entries.find(({ diagnosis }) => diagnosis === 'Lupus')?.stepsFor).toEqual([1])
})

test('one sample is its own ranking', () => {
  const own = differentialOf(['Gout', 0.5], ['Lupus', 0.2])
  const { differential } = fuseRankings([{ seed: 4, differential: own }])
  expect(differential.entries).toEqual(own.entries.map((entry) => ({ ...entry, agreement: 1 })))
  expect(differential.noneOfThese).toBeCloseTo(own.noneOfThese, 12)
  expect(() => fuseRankings([])).toThrow(RangeError)
})

describe('of any samples', () => {
  const ranking = fc
    .uniqueArray(fc.constantFrom(...'ABCDEFGHIJKLM'), { minLength: 1, maxLength: 10 })
    .chain((names) =>
      fc.tuple(
        fc.constant(names),
        fc.array(fc.nat(100), { minLength: names.length, maxLength: names.length }),
      ),
    )
    .map(([names, weights]) => {
      const total = Math.max(
        1,
        weights.reduce((sum, weight) => sum + weight, 0),
      )
      const falling = weights.toSorted((a, b) => b - a)
      return differentialOf(...names.map((name, i) => [name, (falling[i] ?? 0) / total / 1.01] as const))
    })

  test('the merged ranking falls, adds up to 1, and does not depend on the order of the samples', () => {
    fc.assert(
      fc.property(fc.array(ranking, { minLength: 1, maxLength: 6 }), (differentials) => {
        const samples = differentials.map((differential, seed) => ({ seed, differential }))
        const { entries, noneOfThese } = fuseRankings(samples).differential
        const total = entries.reduce((sum, { likelihood }) => sum + likelihood, noneOfThese)
        expect(total).toBeCloseTo(1, 9)
        expect(entries.length).toBeLessThanOrEqual(10)
        entries.forEach(({ likelihood }, i) => {
          expect(likelihood).toBeLessThanOrEqual((entries[i - 1]?.likelihood ?? 1) + 1e-12)
        })
        const turned = fuseRankings(samples.toReversed()).differential
        expect(turned.entries.map(({ diagnosis }) => diagnosis)).toEqual(
          entries.map(({ diagnosis }) => diagnosis),
        )
      }),
    )
  })
})

test('levelling out keeps the sum and moves as little as it can', () => {
  expect(levelOut([0.5, 0.1, 0.3, 0.05])).toEqual([0.5, 0.2, 0.2, 0.05])
  expect(levelOut([0.1, 0.2, 0.3]).map((value) => value.toFixed(3))).toEqual(['0.200', '0.200', '0.200'])
  expect(levelOut([])).toEqual([])
})

test('spellings of one diagnosis are one', () => {
  expect(foldDiagnosis('The Guillain–Barré syndrome (GBS)')).toBe(foldDiagnosis('guillain barre  syndrome'))
  expect(foldDiagnosis('Type 1 diabetes')).not.toBe(foldDiagnosis('Type 2 diabetes'))
})
