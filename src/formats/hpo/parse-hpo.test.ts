import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OntologyTerm, PhenotypeAnnotation } from '../../domain/phenotype-ontology'
import { parseAnnotations } from './parse-annotations'
import { parseFrequency } from './parse-frequency'
import { parseOntology } from './parse-ontology'
import { writeAnnotations, writeObo, writeObographs } from './testing/write-hpo-files'

const ROOT: OntologyTerm = {
  id: 'HP:0000118',
  label: 'Phenotypic abnormality',
  synonyms: [],
  parents: [],
  altIds: [],
}
const words = fc
  .stringMatching(/^[A-Za-z"\\({\]][\w "'\\(){}[\]:!é-]{0,24}[\w"\\)}]$/u)
  .filter((text) => text.trim() === text && text !== '')
const termId = fc
  .integer({ min: 200, max: 9_999_999 })
  .map((number) => `HP:${String(number).padStart(7, '0')}`)

/** An ontology in which every class hangs below the root: parents always come before their children. */
const ontology = fc
  .uniqueArray(
    fc.record({
      id: termId,
      label: words,
      synonyms: fc.array(words, { maxLength: 3 }),
      altIds: fc.array(termId, { maxLength: 2 }),
      pick: fc.nat(),
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 12 },
  )
  .map((made) =>
    made.reduce<OntologyTerm[]>(
      (terms, { id, label, synonyms, altIds, pick }) => [
        ...terms,
        { id, label, synonyms, altIds, parents: [terms[pick % terms.length]?.id ?? ROOT.id] },
      ],
      [ROOT],
    ),
  )

describe('the ontology', () => {
  test('comes back from both of its formats as it was written', () => {
    fc.assert(
      fc.property(ontology, (terms) => {
        const expected = { kind: 'ok', value: { version: '2024-04-26', terms }, faults: [], faultCount: 0 }
        expect(parseOntology(writeObo('2024-04-26', terms))).toEqual(expected)
        expect(parseOntology(writeObographs('2024-04-26', terms))).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })

  test('leaves out obsolete classes, other ontologies and all but exact synonyms', () => {
    const text = `${writeObo('2024-04-26', [ROOT])}
[Term]
id: HP:0000200
name: Old words
is_obsolete: true
replaced_by: HP:0000201

[Term]
id: HP:0000201
name: Blue nails
synonym: "Azure nails" EXACT []
synonym: "Odd nails" BROAD []
is_a: HP:0000118 {source="x"} ! Phenotypic abnormality

[Term]
id: UBERON:1
name: nail

[Typedef]
id: part_of
`
    const read = parseOntology(text)
    expect(read.kind === 'ok' && read.value.terms.slice(1)).toEqual([
      {
        id: 'HP:0000201',
        label: 'Blue nails',
        synonyms: ['Azure nails'],
        parents: ['HP:0000118'],
        altIds: [],
      },
    ])
  })

  const good = writeObo('2024-04-26', [
    ROOT,
    { ...ROOT, id: 'HP:0000201', label: 'Blue nails', parents: [ROOT.id] },
  ])
  test.each([
    ['nothing', ' \n', 'empty', null],
    ['some prose', 'Dear reader,\nthis is no ontology', 'not-obo', 1],
    ['a table', 'a\tb\n1\t2', 'not-obo', 1],
    ['a line without a tag', `${good}\nno tag here`, 'bad-line', 13],
    ['a class without a name', `${good}\n[Term]\nid: HP:0000300\n`, 'bad-line', 13],
    [
      'a synonym without quotes',
      good.replace('name: Blue nails', 'name: Blue nails\nsynonym: azure EXACT []'),
      'bad-line',
      11,
    ],
    ['an unknown parent', good.replace('is_a: HP:0000118', 'is_a: HP:0000119'), 'unknown-parent', null],
    [
      'a class above itself',
      good.replace('name: Phenotypic abnormality', 'name: Phenotypic abnormality\nis_a: HP:0000201'),
      'cycle',
      null,
    ],
    ['no root of findings', good.replaceAll('HP:0000118', 'HP:0000117'), 'no-root', null],
    ['broken JSON', '{"graphs": [\n{"nodes": [}', 'not-json', 2],
    ['other JSON', '{"cases": []}', 'not-obographs', null],
    ['no class', '{"graphs": [{"nodes": [], "edges": []}]}', 'no-terms', null],
  ])('%s is refused with its place', (_name, text, code, line) => {
    expect(parseOntology(text)).toMatchObject({ kind: 'problem', problem: { code, line } })
  })
})

const frequency: fc.Arbitrary<PhenotypeAnnotation['frequency']> = fc.oneof(
  fc.constant(null),
  fc
    .record({ kind: fc.constant('counted' as const), of: fc.integer({ min: 1, max: 400 }), found: fc.nat() })
    .map(({ of, found }) => ({ kind: 'counted' as const, found: found % (of + 1), of })),
  fc.integer({ min: 0, max: 4 }).map((quarters) => ({ kind: 'fraction' as const, fraction: quarters / 4 })),
)
const annotation = fc.record({
  diseaseId: fc.integer({ min: 100_000, max: 999_999 }).map((number) => `OMIM:${number}`),
  diseaseName: words,
  isNegated: fc.boolean(),
  termId,
  reference: fc.constantFrom('PMID:1', 'OMIM:100000'),
  frequency,
})

describe('annotations', () => {
  test('come back as they were written', () => {
    fc.assert(
      fc.property(fc.array(annotation, { minLength: 1, maxLength: 20 }), (rows) => {
        const read = parseAnnotations(writeAnnotations('2024-04-26', rows))
        const expected = rows.map((row, index) => ({ ...row, line: index + 4 }))
        expect(read).toEqual({
          kind: 'ok',
          value: { version: '2024-04-26', rows: expected, otherAspects: 0 },
          faults: [],
          faultCount: 0,
        })
      }),
      { numRuns: 60 },
    )
  })

  const OLD_HEADER =
    '#DatabaseID\tDiseaseName\tQualifier\tHPO_ID\tReference\tEvidence\tOnset\tFrequency\tSex\tModifier\tAspect\tBiocuration'
  const row = (change: Partial<Record<number, string>> = {}) =>
    ['OMIM:100000', 'Blue nail disease', '', 'HP:0000201', 'PMID:1', 'PCS', '', '3/4', '', '', 'P', 'x']
      .map((field, index) => change[index] ?? field)
      .join('\t')
  const file = (...rows: readonly string[]) => ['#date: 2021-02-08', OLD_HEADER, ...rows].join('\r\n')

  test('older headers, inheritance rows and bad rows', () => {
    const read = parseAnnotations(
      file(row(), row({ 10: 'I' }), row({ 7: 'often' }), row({ 7: '5/4' }), row({ 2: 'MAYBE' })),
    )
    expect(read).toMatchObject({
      kind: 'ok',
      value: { version: '2021-02-08', otherAspects: 1, rows: [{ termId: 'HP:0000201', line: 3 }] },
      faultCount: 3,
      faults: [
        { code: 'bad-frequency', line: 5, found: 'often' },
        { code: 'bad-frequency', line: 6 },
        { code: 'bad-qualifier', line: 7 },
      ],
    })
  })

  test.each([
    ['nothing', '', 'empty', null],
    ['prose', 'Dear reader', 'not-annotations', 1],
    ['comments only', '#a\n#b', 'not-annotations', null],
    ['a missing column', file().replace('Frequency', 'Often'), 'missing-columns', 2],
    ['a short line', file(row(), 'OMIM:1\tx'), 'wrong-field-count', 4],
    ['rows without a finding', file(row({ 10: 'I' })), 'no-rows', null],
    [
      'nothing but bad rows',
      file(...Array.from({ length: 12 }, () => row({ 3: 'seizure' }))),
      'bad-term-id',
      3,
    ],
  ])('%s is refused with its place', (_name, text, code, line) => {
    expect(parseAnnotations(text)).toMatchObject({ kind: 'problem', problem: { code, line } })
  })

  test.each([
    ['HP:0040281', { kind: 'fraction', fraction: 0.895 }],
    ['HP:0040285', { kind: 'fraction', fraction: 0 }],
    ['7/13', { kind: 'counted', found: 7, of: 13 }],
    ['45.5%', { kind: 'fraction', fraction: 0.455 }],
    [' 17 % ', { kind: 'fraction', fraction: 0.17 }],
    ['', null],
    ['0/0', undefined],
    ['120%', undefined],
    ['HP:0000001', undefined],
    ['constructor', undefined],
  ])('the frequency “%s”', (text, expected) => expect(parseFrequency(text)).toEqual(expected))
})

const REAL = new URL('../../../../shared/data/hpo/hp-2013-11-30.obo', import.meta.url)
test.skipIf(!existsSync(REAL))('a real release is read whole', () => {
  const read = parseOntology(readFileSync(REAL, 'utf8'))
  if (read.kind === 'problem') throw new Error(JSON.stringify(read.problem))
  expect(read.value.version).toBe('2013-11-30')
  expect(read.value.terms.length).toBeGreaterThan(10_000)
  expect(read.value.terms.find(({ id }) => id === 'HP:0000003')).toMatchObject({
    label: 'Multicystic kidney dysplasia',
    altIds: ['HP:0004715'],
    parents: ['HP:0000107'],
  })
})
