import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findSimilarTexts } from './similar-texts'

const candidates = [
  'A man with fever and a stiff neck; the lumbar puncture shows neutrophils.',
  'A woman with crushing chest pain and ST elevation.',
  'A child with fever, a barking cough and stridor.',
].map((text, index) => ({ text, value: index }))

test('rare words in common weigh most', () => {
  expect(findSimilarTexts('Chest pain with ST elevation in a man', candidates, 2)[0]).toBe(1)
  expect(findSimilarTexts('Stridor and a barking cough', candidates, 1)).toEqual([2])
})

test('nothing in common, nothing found', () => {
  expect(findSimilarTexts('Xyz abc', candidates, 3)).toEqual([])
  expect(findSimilarTexts('', candidates, 3)).toEqual([])
})

test('never more than asked for, none twice, and the order of equals stays', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 8 }), fc.string(), fc.nat(5), (texts, text, count) => {
      const found = findSimilarTexts(
        text,
        texts.map((each, value) => ({ text: each, value })),
        count,
      )
      expect(found.length).toBeLessThanOrEqual(count)
      expect(new Set(found).size).toBe(found.length)
    }),
  )
})
