import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addOverride, isSameDiagnosis } from '../../domain/diagnosis-relation'
import { loadPack } from './load-pack'
import { createRelation } from './relate-diagnoses'

const pack = loadPack()
const relate = createRelation(pack)

test.each([
  ['Sarcoidosis', 'sarcoidosis', 'exact'],
  ['Scleroderma_renal_crisis', 'scleroderma renal crisis', 'exact'],
  ['Behçet’s disease', 'Behcet disease', 'exact'],
  ['Coeliac disease', 'celiac disease', 'exact'],
  ['Heart attack', 'Acute coronary syndrome', 'synonym'],
  ['NSTEMI', 'Myocardial infarction', 'synonym'],
  ['Acute pancreatitis due to gallstones', 'Acute pancreatitis', 'synonym'],
  ['Probable giant-cell arteritis', 'Giant cell arteritis', 'synonym'],
  ['Systemic lupus erythematosus (SLE)', 'SLE', 'synonym'],
  ['Guillain–Barré syndrome (GBS)', 'Guillain-Barre Syndrome', 'synonym'],
  ['Addison’s disease', 'Primary adrenal insufficiency', 'synonym'],
  ['Graves disease', 'Hyperthyroidism', 'narrower'],
  ['Large vessel vasculitis', 'Takayasu arteritis', 'broader'],
  ['Vasculitis', 'Giant cell arteritis', 'broader'],
  ['Giant cell arteritis', 'Vasculitis', 'narrower'],
  ['Takayasu arteritis', 'Giant cell arteritis', 'sibling'],
  ['Crohn disease', 'Ulcerative colitis', 'sibling'],
  ['Osteoclast wrangling fever', 'Wrangling fever', 'narrower'],
  ['Wrangling fever', 'Osteoclast wrangling fever', 'broader'],
  ['Chronic wrangling fever', 'Wrangling fever', 'different'],
  ['Pseudogout', 'Gout', 'sibling'],
  ['Pneumonia', 'Hypersensitivity pneumonitis', 'different'],
  ['Chronic leukaemia', 'Acute leukaemia', 'sibling'],
  ['Hypothyroidism', 'Hyperthyroidism', 'different'],
  ['No evidence of sarcoidosis', 'Sarcoidosis', 'different'],
  ['Pulmonary embolism', 'Pulmonary oedema', 'different'],
  ['Meningitis-like headache', 'Bacterial meningitis', 'different'],
  ['McArdle disease', 'Pompe disease', 'broader'],
  ['Probable Pompe disease', 'McArdle disease', 'narrower'],
  ['Probable Pompe disease', 'Pompe disease', 'synonym'],
  ['Pompe disease', 'Danon disease', 'sibling'],
  ['Myopathy', 'Pompe disease', 'broader'],
  ['', 'Gout', 'different'],
  ['Gout', '()', 'different'],
] as const)('“%s” to “%s”: %s', (diagnosis, reference, relation) => {
  expect(relate(diagnosis, reference)).toBe(relation)
})

describe('a person’s word', () => {
  const names = ['Hypersensitivity lung', 'Farmer’s lung'] as const
  test('goes before every rule, in either order, and the last one counts', () => {
    const same = addOverride([], { a: names[0], b: names[1], isSame: true })
    expect(createRelation(pack, same)(names[1], names[0].toUpperCase())).toBe('synonym')
    const other = addOverride(same, { a: names[1], b: names[0], isSame: false })
    expect(other).toHaveLength(1)
    expect(createRelation(pack, other)(...names)).toBe('different')
    expect(createRelation(pack, [{ a: 'Gout', b: 'gout', isSame: false }])('gout', 'Gout')).toBe('different')
  })
})

test('turned round, broader is narrower and all else stays, for any two of the pack', () => {
  const turned = { exact: 'exact', synonym: 'synonym', broader: 'narrower', narrower: 'broader', sibling: 'sibling', different: 'different' } as const // prettier-ignore
  const names = [...pack.diseases, ...pack.groups].flatMap(({ name, synonyms }) => [name, ...synonyms])
  const covered = pack.diseases.flatMap(({ covers = [] }) => covers)
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.constantFrom(...names, ...covered), (a, b) => {
      expect(relate(b, a)).toBe(turned[relate(a, b)])
    }),
  )
})

test('no two diseases of the pack are the same diagnosis', () => {
  const names = pack.diseases.map(({ name }) => name)
  const confused = names.slice(1).filter((name, at) => isSameDiagnosis(relate(name, names[at] ?? '')))
  expect(confused).toEqual([])
})
