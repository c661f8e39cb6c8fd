import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildInvertedIndex, matchesQuery, searchIndex } from './inverted-index'
import { readWords } from './tokens'

const word = fc.constantFrom('fever', 'Fever', 'fève', 'chest', 'chester', 'pain', 'x', 'β-blocker', '38.4')
const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '))

test('the index finds exactly what a scan of every text finds', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 20 }), text, (texts, query) => {
      const hits = searchIndex(buildInvertedIndex(texts), texts.length, query)
      const found = texts.flatMap((_, document) => (hits === null || hits[document] === 1 ? [document] : []))
      const scanned = texts.flatMap((each, document) =>
        matchesQuery(readWords(each), query) ? [document] : [],
      )
      expect(found).toEqual(scanned)
    }),
  )
})

test('case, diacritics and prefixes are forgiven', () => {
  const index = buildInvertedIndex(['Sjögren syndrome', 'Still disease'])
  expect([...(searchIndex(index, 2, 'SJOG syn') ?? [])]).toEqual([1, 0])
})

test('a query without words matches everything', () => {
  expect(searchIndex(buildInvertedIndex(['fever']), 1, ' – ')).toBeNull()
})
