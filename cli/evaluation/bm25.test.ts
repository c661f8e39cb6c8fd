import { expect, test } from 'vitest'
import { loadPack } from '../../src/knowledge/pack/load-pack'
import { createBm25Index, writeDiseaseDocuments } from './bm25'

const documents = [
  { id: 'gout', text: 'red toe, painful toe, crystals' },
  { id: 'angina', text: 'chest pain on walking' },
  { id: 'corn', text: 'painful toe' },
]

test('a rarer word weighs more, a shorter document too, and every document is ranked', () => {
  const { rank } = createBm25Index(documents)
  expect(rank('chest pain')).toEqual(['angina', 'corn', 'gout'])
  expect(rank('crystals in a painful toe')[0]).toBe('gout')
  expect(rank('painful')).toEqual(['corn', 'gout', 'angina'])
  expect(rank('')).toEqual(['angina', 'corn', 'gout'])
})

test('words are folded as the reader of findings folds them, and a word said twice counts once', () => {
  const { rank } = createBm25Index([
    { id: 'a', text: 'oedema of the leg' },
    { id: 'b', text: 'cough' },
    { id: 'c', text: 'cough' },
  ])
  expect(rank('Edema. Cough, cough, cough.')[0]).toBe('a')
})

test('a disease is the words of its findings, not its name', () => {
  const pack = loadPack()
  const gout = writeDiseaseDocuments(pack).find(({ id }) => id === 'gout')
  expect(gout?.text).toMatch(/uric/i)
  expect(gout?.text).not.toContain(pack.diseases.find(({ id }) => id === 'gout')?.name ?? 'gout')
})
