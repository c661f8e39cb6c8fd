import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../domain/finding'
import { compilePack } from '../extraction/compile-pack'
import { FREQUENCY, type Disease, type FindingConcept, type KnowledgePack } from '../pack/pack'
import { likelihoodRatio } from './likelihood-ratio'
import { pickNextTest, wordsOfCase } from './pick-next-test'
import { computePosterior } from './posterior'
import { LEAST_BACKGROUND, RATIO_BOUNDS } from './ranking-constants'

function concept(id: string, background: number, cluster?: string): FindingConcept {
  return {
    id,
    label: id,
    kind: 'symptom',
    synonyms: [],
    background,
    ...(cluster === undefined ? {} : { cluster }),
  }
}

function disease(id: string, findings: Disease['findings'], extra: Partial<Disease> = {}): Disease {
  const plain = {
    synonyms: [],
    specialty: 'test',
    icd10: 'X00',
    parents: ['any'],
    redFlags: [],
    isCantMiss: false,
    incidence: 'common',
  } as const
  return {
    id,
    name: id,
    ...plain,
    ages: { usual: [0, 100] },
    femaleFraction: 0.5,
    findings,
    nextTests: [],
    ...extra,
  }
}

const PACK: KnowledgePack = {
  version: 'test',
  groups: [],
  findings: [
    concept('stiff', 0.02, 'meninges'),
    concept('kernig', 0.01, 'meninges'),
    concept('fever', 0.2),
    concept('wheeze', 0.03),
    concept('odd', 0.001),
  ],
  diseases: [
    disease('meningitis', {
      stiff: 'very-frequent',
      kernig: 'frequent',
      fever: 'very-frequent',
      wheeze: 'excluded',
    }),
    disease('asthma', { wheeze: 'very-frequent' }),
    disease('flu', { fever: 'very-frequent' }, { incidence: 'very-common' }),
    disease('ovarian', { fever: 'rare' }, { femaleFraction: 1 }),
    disease('infantile', { fever: 'frequent' }, { ages: { usual: [0, 2], hard: [0, 6] } }),
  ],
}
const compiled = compilePack(PACK)
const [meningitis, asthma] = PACK.diseases as [Disease, Disease]
const nobody = { ageYears: null, sex: null }

function finding(conceptId: string, polarity: Finding['polarity'] = 'present'): Finding {
  const span = { start: 0, end: 1 }
  return { conceptId, label: conceptId, polarity, isUncertain: false, experiencer: 'patient', temporality: 'current', value: null, unit: null, span } // prettier-ignore
}

function concepts(id: string): FindingConcept {
  const found = compiled.concepts.get(id)
  if (!found) throw new Error(`no concept ${id}`)
  return found
}

describe('one likelihood ratio', () => {
  test('is P(f|D) over the background when present, of the complements when absent', () => {
    expect(likelihoodRatio(meningitis, concepts('fever'), 'present')).toBeCloseTo(
      FREQUENCY['very-frequent'] / 0.2,
      12,
    )
    expect(likelihoodRatio(meningitis, concepts('fever'), 'absent')).toBeCloseTo(0.12 / 0.8, 12)
  })

  test('stays within its bounds', () => {
    const rare = disease('rare', { odd: 'obligate' })
    expect(likelihoodRatio(rare, concepts('odd'), 'present')).toBeCloseTo(
      FREQUENCY.obligate / LEAST_BACKGROUND,
      9,
    )
    expect(likelihoodRatio(meningitis, concepts('wheeze'), 'present')).toBeGreaterThanOrEqual(RATIO_BOUNDS[0])
  })

  test('an unlisted finding counts against a disease only when present and specific', () => {
    expect(likelihoodRatio(asthma, concepts('fever'), 'present')).toBe(1)
    expect(likelihoodRatio(asthma, concepts('odd'), 'absent')).toBe(1)
    expect(likelihoodRatio(asthma, concepts('odd'), 'present')).toBeLessThan(0.8)
    expect(likelihoodRatio(asthma, concepts('odd'), 'present')).toBeGreaterThanOrEqual(0.6)
  })
})

describe('the ranking', () => {
  test('everything adds up to one, whatever is found', () => {
    const evidence = fc.uniqueArray(
      fc.record({ id: fc.constantFrom(...PACK.findings.map(({ id }) => id)), isPresent: fc.boolean() }),
      { selector: ({ id }) => id },
    )
    const who = fc.record({
      ageYears: fc.option(fc.double({ min: 0, max: 110, noNaN: true })),
      sex: fc.option(fc.constantFrom('female' as const, 'male' as const)),
    })
    fc.assert(
      fc.property(evidence, who, (found, patient) => {
        const findings = found.map(({ id, isPresent }) => finding(id, isPresent ? 'present' : 'absent'))
        const { candidates, noneOfThese } = computePosterior(compiled, findings, patient)
        const sum = candidates.reduce((total, { probability }) => total + probability, noneOfThese)
        expect(sum).toBeCloseTo(1, 9)
        expect(noneOfThese).toBeGreaterThan(0)
      }),
    )
  })

  test('a cluster counts little more than its strongest finding', () => {
    const oddsOf = (...ids: string[]) => {
      const { candidates } = computePosterior(
        compiled,
        ids.map((id) => finding(id)),
        nobody,
      )
      const of = (id: string) => candidates.find((candidate) => candidate.disease.id === id)?.probability ?? 0
      return of('meningitis') / of('flu')
    }
    const both = oddsOf('stiff', 'kernig')
    expect(both).toBeGreaterThan(oddsOf('kernig'))
    expect(both).toBeLessThan(oddsOf('kernig') * oddsOf('stiff'))
    expect(both / Math.max(oddsOf('stiff'), oddsOf('kernig'))).toBeLessThan(4)
  })

  test('age and sex weigh before any finding', () => {
    const probability = (id: string, who: Parameters<typeof computePosterior>[2]) =>
      computePosterior(compiled, [], who).candidates.find((candidate) => candidate.disease.id === id)
        ?.probability ?? 0
    const [man, woman] = [
      { ageYears: 30, sex: 'male' },
      { ageYears: 30, sex: 'female' },
    ] as const
    expect(probability('ovarian', man)).toBeLessThan(0.1 * probability('ovarian', woman))
    const infant = { ageYears: 1, sex: null }
    expect(probability('infantile', { ageYears: 40, sex: null })).toBeLessThan(
      0.1 * probability('infantile', infant),
    )
  })

  test('the factor of a finding is the factor of the odds', () => {
    const before = computePosterior(compiled, [], nobody)
    const after = computePosterior(compiled, [finding('fever')], nobody)
    const candidate = (posterior: typeof before, id: string) =>
      posterior.candidates.find(({ disease: { id: own } }) => own === id)
    const change = (id: string) =>
      (candidate(after, id)?.probability ?? 0) / (candidate(before, id)?.probability ?? 1)
    const factor = candidate(after, 'meningitis')?.contributions[0]?.likelihoodRatio ?? 0
    expect(change('meningitis') / change('asthma')).toBeCloseTo(factor, 9)
  })
})

test('a test that the case reports is not asked for again', () => {
  const subject = disease('x', {}, { nextTests: ['12-lead ECG', 'Echocardiography'] })
  expect(pickNextTest(subject, wordsOfCase('The 12-lead ECG was normal.'))).toBe('Echocardiography')
  expect(pickNextTest(subject, wordsOfCase('He has chest pain.'))).toBe('12-lead ECG')
})
