import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildHpoPack } from './build-hpo-pack'
import { decodeHpoPack, encodeHpoPack } from './encode-hpo-pack'
import { createHpoIndex } from './hpo-index'
import { type HpoPack, NEGATED, UNKNOWN_SHARE } from './hpo-pack'
import { estimateShare } from './term-shares'
import { idOf, makeFictionalPack, ONTOLOGY, ROWS } from './testing/fictional-pack'

const pack = makeFictionalPack()
const index = createHpoIndex(pack)
const termAt = (number: number) => pack.terms.findIndex(({ id }) => id === idOf(number))
const diseaseAt = (id: string) => pack.diseases.findIndex((disease) => disease.id === id)

describe('building', () => {
  test('keeps findings, adds up counts and says what became of every row', () => {
    const built = buildHpoPack(ONTOLOGY, { version: null, rows: ROWS, otherAspects: 0 }, 'f00d')
    expect(built.used + built.unknownTerms + built.notFindings).toBe(ROWS.length)
    expect(built).toMatchObject({
      unknownTerms: 1,
      notFindings: 1,
      firstUnknown: { line: 5, termId: 'HP:0000123' },
    })
    expect(built.pack.terms.map(({ label }) => label)).not.toContain('Mode of inheritance')
    const seizures = built.pack.diseases[0]?.findings.find(({ term }) => term === termAt(1250))
    expect(seizures).toMatchObject({ share: 0.5, of: 20 })
  })

  test('a merged id stands for the class that it was merged into', () => {
    const rows = ROWS.slice(0, 1).map((row) => ({ ...row, termId: idOf(9_500_001) }))
    const built = buildHpoPack(ONTOLOGY, { version: null, rows, otherAspects: 0 }, 'f00d')
    expect(built.pack.diseases[0]?.findings[0]?.term).toBe(termAt(500_001))
  })
})

test('packs come back from their bytes as they were', () => {
  const words = fc.string({ maxLength: 12 })
  const arbitrary: fc.Arbitrary<HpoPack> = fc.record({
    fingerprint: words,
    ontologyVersion: fc.option(words),
    annotationVersion: fc.option(words),
    references: fc.array(words, { maxLength: 4 }),
    terms: fc.array(
      fc.record({
        id: words,
        label: words,
        synonyms: fc.array(words),
        parents: fc.array(fc.nat(9)),
        altIds: fc.array(words),
      }),
      { maxLength: 8 },
    ),
    diseases: fc.array(
      fc.record({
        id: words,
        name: words,
        findings: fc.array(
          fc.record({
            term: fc.nat(7),
            share: fc.oneof(
              fc.constantFrom(NEGATED, UNKNOWN_SHARE),
              fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000),
            ),
            of: fc.nat(900),
            reference: fc.nat(3),
          }),
          { maxLength: 6 },
        ),
      }),
      { maxLength: 6 },
    ),
  })
  fc.assert(
    fc.property(arbitrary, (made) => {
      expect(decodeHpoPack(encodeHpoPack(made))).toEqual(made)
    }),
  )
})

test.each(['', '{}', '[1]', '{"format":1,"fingerprint":"x"}', '{"format":2}'])(
  'the bytes “%s” are refused',
  (text) => {
    expect(() => decodeHpoPack(new TextEncoder().encode(text))).toThrow(/JSON|stored pack/)
  },
)

describe('the hierarchy', () => {
  const share = (id: string, number: number) => index.shareIn(diseaseAt(id), [termAt(number)])

  test('a narrower finding supports a broader annotation, by its part in it', () => {
    const narrow = share('OMIM:900001', 500_002)
    const broad = share('OMIM:900001', 500_001)
    expect(narrow).not.toBeNull()
    const [backgroundOfNarrow = 0, backgroundOfBroad = 1] = [termAt(500_002), termAt(500_001)].map(
      (at) => index.backgrounds[at],
    )
    expect(narrow).toBeCloseTo(((broad ?? 0) * backgroundOfNarrow) / backgroundOfBroad, 9)
  })

  test('a broader finding is as frequent as the narrower one that is annotated', () => {
    expect(share('ORPHA:900003', 1250)).toBe(share('ORPHA:900003', 2197))
    expect(share('ORPHA:900003', 7359)).toBeNull()
  })

  test('what a disease never has counts, and what it says nothing of does not', () => {
    expect(share('OMIM:900001', 500_003)).toBe(0.005)
    expect(share('OMIM:900002', 500_001)).toBeNull()
  })

  test('backgrounds grow towards the root', () => {
    for (const at of pack.terms.keys())
      for (const above of index.graph.ancestorsOf(at))
        expect(index.backgrounds[above]).toBeGreaterThanOrEqual(index.backgrounds[at] ?? 1)
  })

  test('the best fitting disease comes first, and none without a finding that speaks for it', () => {
    const evidence = (number: number, polarity: 'present' | 'absent') => ({
      terms: [termAt(number)],
      polarity,
      background: index.backgrounds[termAt(number)] ?? 1,
    })
    const names = (...all: ReturnType<typeof evidence>[]) =>
      index.findFitting(all, 9).map((at) => pack.diseases[at]?.id)
    expect(names(evidence(500_002, 'present'))).toEqual(['OMIM:900001'])
    expect(names(evidence(1250, 'present'), evidence(500_001, 'absent'))[0]).not.toBe('OMIM:900001')
    expect(names(evidence(500_001, 'absent'))).toEqual([])
  })
})

test('few patients say little', () => {
  expect(estimateShare({ share: 1, of: 1 })).toBe(0.75)
  expect(estimateShare({ share: 1, of: 100 })).toBeCloseTo(0.98, 2)
  expect(estimateShare({ share: 0, of: 1 })).toBe(0.25)
  expect(estimateShare({ share: UNKNOWN_SHARE, of: 0 })).toBe(0.55)
})
