import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadPack } from '../pack/load-pack'
import { FREQUENCY_CLASSES } from '../pack/pack'
import { findDiseaseProblems } from '../pack/validate-pack'
import { formatChanges, parseChanges } from './changes-file'
import type { LocalChange } from './local-change'

const pack = loadPack()
const text = fc.string({ minLength: 1 }).filter((words) => words.trim() !== '')
const provenance = { by: text, at: fc.nat(), why: text }
const change: fc.Arbitrary<LocalChange> = fc.oneof(
  fc.record({
    kind: fc.constant('frequency' as const),
    diseaseId: text,
    findingId: text,
    frequency: fc.option(fc.constantFrom(...FREQUENCY_CLASSES)),
    ...provenance,
  }),
  fc.record({
    kind: fc.constant('disease' as const),
    disease: fc.constantFrom(...pack.diseases.slice(0, 20)),
    ...provenance,
  }),
)

test('changes come back from their file as they were', () => {
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      expect(parseChanges(formatChanges(changes))).toEqual({ kind: 'ok', changes, faults: [] })
    }),
  )
})

test.each([
  ['no JSON', 'dear reader', /JSON/],
  ['another format', '{"format":"rounds-bundle"}', /rounds-local-knowledge/],
  ['a newer version', '{"format":"rounds-local-knowledge","version":2,"changes":[]}', /newer/],
])('%s is refused', (_name, file, expected) => {
  expect(parseChanges(file)).toEqual({ kind: 'problem', expected: expect.stringMatching(expected) })
})

test('a bad change is told of by its place, and sinks no other', () => {
  const good = {
    kind: 'frequency',
    diseaseId: 'a',
    findingId: 'b',
    frequency: 'rare',
    by: 'x',
    at: 1,
    why: 'y',
  }
  const bad = [
    { ...good, why: ' ' },
    { ...good, frequency: 'often' },
    { ...good, kind: 'disease', disease: { id: 'x' } },
    { ...good, kind: 'disease', disease: { ...pack.diseases[0], findings: { fever: 'often' } } },
    7,
  ]
  const read = parseChanges(
    JSON.stringify({ format: 'rounds-local-knowledge', version: 1, changes: [good, ...bad] }),
  )
  expect(read).toMatchObject({ kind: 'ok', changes: [good], faults: bad.map((_, at) => ({ place: at + 2 })) })
})

test('a local disease is held to the pack’s rules', () => {
  const [first] = pack.diseases
  if (!first) throw new Error('the pack is empty')
  const own = { ...first, id: 'local-1', name: 'Ward fever', synonyms: [], isCantMiss: false, redFlags: [] }
  const faults = (patch: object) =>
    findDiseaseProblems({ ...own, ...patch }, pack)
      .map(({ fault }) => fault)
      .join('\n')
  expect(faults({})).toBe('')
  expect(faults({ name: first.name })).toMatch(/belongs to/)
  expect(faults({ icd10: 'fever' })).toMatch(/no ICD-10 code/)
  expect(faults({ findings: { fever: 'rare' } })).toMatch(/3 are the least/)
  expect(faults({ isCantMiss: true })).toMatch(/red flag/)
  expect(faults({ ages: { usual: [60, 20] } })).toMatch(/out of order/)
  expect(findDiseaseProblems({ ...own, id: first.id, name: first.name }, pack)).toEqual([])
})
