import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Finding } from '../../domain/finding'
import { compilePack } from '../extraction/compile-pack'
import { loadPack } from '../pack/load-pack'
import { RATIO_BOUNDS, likelihoodRatio } from './likelihood-ratio'
import { computePosterior } from './posterior'

const pack = loadPack()
const compiled = compilePack(pack)
const who = { ageYears: 50, sex: 'female' as const }
const makeFinding = (conceptId: string, polarity: Finding['polarity']): Finding => ({
  conceptId,
  label: conceptId,
  polarity,
  isUncertain: false,
  experiencer: 'patient',
  temporality: 'current',
  value: null,
  unit: null,
  span: { start: 0, end: 1 },
})
const evidence = fc
  .uniqueArray(fc.constantFrom(...pack.findings.map(({ id }) => id)), { maxLength: 25 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.constantFrom('present' as const, 'absent' as const).map((polarity) => makeFinding(id, polarity)),
      ),
    ),
  )

test('probabilities and what is left add up to 1, whatever the evidence', () => {
  fc.assert(
    fc.property(evidence, (findings) => {
      const { candidates, noneOfThese } = computePosterior(compiled, findings, who)
      const sum = candidates.reduce((total, { probability }) => total + probability, noneOfThese)
      expect(sum).toBeCloseTo(1, 9)
    }),
    { numRuns: 60 },
  )
})

test('the order of the evidence changes nothing', () => {
  fc.assert(
    fc.property(evidence, (findings) => {
      const forth = computePosterior(compiled, findings, who)
      const back = computePosterior(compiled, [...findings].reverse(), who)
      const probability = new Map(back.candidates.map((each) => [each.disease.id, each.probability]))
      for (const each of forth.candidates)
        expect(probability.get(each.disease.id)).toBeCloseTo(each.probability, 6)
    }),
    { numRuns: 60 },
  )
})

test('ratios stay within their bounds', () => {
  for (const disease of pack.diseases) {
    for (const concept of pack.findings) {
      for (const polarity of ['present', 'absent'] as const) {
        const ratio = likelihoodRatio(disease, concept, polarity)
        expect(ratio).toBeGreaterThanOrEqual(RATIO_BOUNDS[0])
        expect(ratio).toBeLessThanOrEqual(RATIO_BOUNDS[1])
      }
    }
  }
})

test('a finding typical of a disease raises it, its absence lowers it', () => {
  const at = (findings: Finding[]) =>
    computePosterior(compiled, findings, who).candidates.find(
      ({ disease }) => disease.id === 'giant-cell-arteritis',
    )?.probability ?? 0
  expect(at([makeFinding('jaw-claudication', 'present')])).toBeGreaterThan(at([]))
  expect(at([makeFinding('raised-esr', 'absent')])).toBeLessThan(at([]))
})

test('findings of one cluster count little more than the strongest', () => {
  const at = (ids: string[]) =>
    computePosterior(
      compiled,
      ids.map((id) => makeFinding(id, 'present')),
      who,
    ).candidates.find(({ disease }) => disease.id === 'ttp')?.contributions ?? []
  const product = at(['raised-ldh', 'low-haptoglobin', 'reticulocytosis']).reduce(
    (total, each) => total * each.likelihoodRatio,
    1,
  )
  const strongest = Math.max(...at(['low-haptoglobin']).map((each) => each.likelihoodRatio))
  expect(product).toBeLessThan(strongest * 6)
})
