import { expect, test } from 'vitest'
import { ANALYTE_IDS } from '../extraction/analytes'
import { loadPack } from './load-pack'
import type { KnowledgePack } from './pack'
import { findPackProblems } from './validate-pack'

const pack = loadPack()

test('the shipped pack has no faults', () => {
  expect(findPackProblems(pack, ANALYTE_IDS)).toEqual([])
})

test('the pack is as broad as it says', () => {
  expect(pack.diseases.length).toBeGreaterThanOrEqual(60)
  expect(pack.findings.length).toBeGreaterThanOrEqual(350)
  expect(pack.diseases.filter(({ isCantMiss }) => isCantMiss).length).toBeGreaterThanOrEqual(30)
  expect(new Set(pack.diseases.map(({ specialty }) => specialty)).size).toBeGreaterThanOrEqual(14)
})

test.each<[string, (pack: KnowledgePack) => KnowledgePack, RegExp]>([
  ['an orphan finding', (p) => ({ ...p, findings: p.findings.slice(1) }), /does not exist/],
  [
    'a doubled disease',
    (p) => ({ ...p, diseases: [...p.diseases, ...p.diseases.slice(0, 1)] }),
    /used twice/,
  ],
  [
    'a shared synonym',
    (p) => ({
      ...p,
      findings: p.findings.map((each) => ({ ...each, synonyms: [...each.synonyms, 'same words'] })),
    }),
    /belongs to/,
  ],
  ['an unused finding', (p) => ({ ...p, diseases: [] }), /no disease uses it/],
  [
    'an unknown analyte',
    (p) => ({
      ...p,
      findings: p.findings.map((each) => ({ ...each, measure: { analyte: 'mana', is: 'high' as const } })),
    }),
    /unknown analyte/,
  ],
  [
    'a thin disease',
    (p) => ({ ...p, diseases: p.diseases.map((each) => ({ ...each, findings: {} })) }),
    /the least/,
  ],
])('the validator sees %s', (_name, spoil, fault) => {
  expect(findPackProblems(spoil(pack), ANALYTE_IDS).some((problem) => fault.test(problem.fault))).toBe(true)
})
