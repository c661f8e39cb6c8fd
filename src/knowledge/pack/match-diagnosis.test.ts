import { expect, test } from 'vitest'
import { loadPack } from './load-pack'
import { createDiagnosisIndex } from './match-diagnosis'

const pack = loadPack()
const { findDisease, findStandIn } = createDiagnosisIndex(pack)

test.each([
  ['Acute pericarditis', 'acute-pericarditis'],
  ['PERICARDITIS', 'acute-pericarditis'],
  ['Guillain-Barre Syndrome', 'guillain-barre'],
  ['Guillain–Barré syndrome (GBS)', 'guillain-barre'],
  ['Addison’s disease', 'adrenal-insufficiency'],
  ['Behcet disease', 'behcet'],
  ['Celiac disease', 'coeliac-disease'],
  ['thrombotic thrombocytopenic purpura', 'ttp'],
  ['Probable giant-cell arteritis', 'giant-cell-arteritis'],
  ['New onset systemic lupus erythematosus', 'sle'],
  ['Acute pancreatitis due to gallstones', 'acute-pancreatitis'],
  ['Sarcoidosis, pulmonary and ocular', 'sarcoidosis'],
  ['Infective_endocarditis', 'infective-endocarditis'],
  ['Immune-mediated destruction of platelets (immune thrombocytopenia)', 'itp'],
])('“%s” is %s', (text, id) => {
  expect(findDisease(text)?.id).toBe(id)
})

test.each([
  'no evidence of gout',
  'an unheard-of disease',
  '',
  '()',
  'acute',
  'pneumonia-like illness of horses',
  'Chronic leukaemia',
  'Granular cell astrocytoma (GCA)',
])('“%s” names no disease of the pack', (text) => {
  expect(findDisease(text)).toBeNull()
})

test('every name and synonym finds its own disease', () => {
  const lost = pack.diseases.flatMap((disease) =>
    [disease.name, ...disease.synonyms].filter((name) => findDisease(name)?.id !== disease.id),
  )
  expect(lost).toEqual([])
})

test('a name with its leading word kept outranks one with it dropped', () => {
  const [first, second] = pack.diseases
  if (!first || !second) throw new Error('the pack is empty')
  const chronic = { ...first, id: 'one', name: 'Nephritis', synonyms: [] }
  const acute = { ...second, id: 'two', name: 'Acute nephritis', synonyms: [] }
  const index = createDiagnosisIndex({ ...pack, diseases: [acute, chronic] })
  expect(index.findDisease('acute nephritis')?.id).toBe('two')
  expect(index.findDisease('nephritis')?.id).toBe('one')
})

test('what a disease stands in for is never taken for it', () => {
  const pairs = pack.diseases.flatMap(({ id, covers = [] }) => covers.map((name) => [name, id] as const))
  expect(pairs.length).toBeGreaterThan(0)
  expect(pairs.filter(([name]) => findDisease(name) !== null)).toEqual([])
  expect(pairs.filter(([name, id]) => findStandIn(name)?.disease.id !== id)).toEqual([])
  expect(pack.diseases.filter(({ name }) => findStandIn(name) !== null)).toEqual([])
})

test.each([
  ['Pompe disease', 'pompe'],
  ['Probable Wolman disease in an infant', 'gaucher'],
  ['Mucocele of the appendix', 'mucinous-appendix'],
])('for “%s” another disease stands in', (text, id) => {
  expect(findDisease(text)).toBeNull()
  expect(findStandIn(text)?.disease.id).toBe(id)
})
