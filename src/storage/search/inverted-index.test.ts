import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvertedIndex } from './inverted-index'
import { foldText, readWords } from './tokens'

const word = fc.constantFrom(
  'fever',
  'Fever',
  'fève',
  'chest',
  'chester',
  'pain',
  'x',
  'β-blocker',
  '38.4',
  '胸痛',
  'Straße',
)
const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '))
const batches = fc.array(fc.array(text, { minLength: 1, maxLength: 6 }), { maxLength: 8 })

/** What the index must find, without an index. */
function scan(
  texts: readonly string[],
  query: string,
  isLive: (document: number) => boolean = () => true,
): number[] {
  const prefixes = readWords(query)
  return texts.flatMap((each, document) => {
    const words = readWords(each)
    const matches = prefixes.every((prefix) => words.some((candidate) => candidate.startsWith(prefix)))
    return matches && isLive(document) ? [document] : []
  })
}

function find(index: InvertedIndex, query: string, documentCount: number): number[] {
  const found = index.search(query, documentCount)
  return [...Array(documentCount).keys()].filter(
    (document) => found === null || found.hits[document] === found.wordCount,
  )
}

function indexBatches(all: readonly (readonly string[])[], isTidied: boolean): InvertedIndex {
  const index = new InvertedIndex()
  let count = 0
  for (const texts of all) {
    index.add(texts, count)
    count += texts.length
    if (isTidied) index.tidy(() => true)
  }
  return index
}

describe('against a scan of every text', () => {
  test.each([
    { isTidied: false, name: 'in many segments' },
    { isTidied: true, name: 'in merged segments' },
  ])('the index finds exactly the same, $name', ({ isTidied }) => {
    fc.assert(
      fc.property(batches, text, (all, query) => {
        const texts = all.flat()
        expect(find(indexBatches(all, isTidied), query, texts.length)).toEqual(scan(texts, query))
      }),
    )
  })

  test('any Unicode text is found by any of its words, whatever the case', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }), (texts) => {
        const index = indexBatches([texts], true)
        for (const each of texts) {
          const words = readWords(each).slice(0, 32).join(' ')
          expect(find(index, words.toUpperCase(), texts.length)).toEqual(scan(texts, words.toUpperCase()))
        }
      }),
    )
  })

  test('merging drops the documents that no longer count, and only those', () => {
    fc.assert(
      fc.property(batches, text, fc.func(fc.boolean()), (all, query, isLive) => {
        const texts = all.flat()
        const index = indexBatches(all, false)
        const live = texts.flatMap((_, document) => (isLive(document) ? [document] : []))
        const renumbered = index.renumbered((document) => live.indexOf(document), live.length)
        expect(find(renumbered, query, live.length)).toEqual(
          scan(
            live.map((document) => texts[document] ?? ''),
            query,
          ),
        )
      }),
    )
  })
})

test('case, diacritics and prefixes are forgiven', () => {
  const index = indexBatches([['Sjögren syndrome', 'Still disease'], ['Ménière’s disease']], true)
  expect(find(index, 'SJOG syn', 3)).toEqual([0])
  expect(find(index, 'meniere disease', 3)).toEqual([2])
  expect(foldText('Ärztliche Straße, ŁÓDŹ, cœliac')).toBe('arztliche strasse, lodz, coeliac')
})

test('a query without words matches everything', () => {
  expect(indexBatches([['fever']], true).search(' – ', 1)).toBeNull()
})

test('adding one document at a time keeps segments few', () => {
  const index = new InvertedIndex()
  for (let document = 0; document < 500; document++) {
    index.add([`case number ${document}`], document)
    index.tidy(() => true)
  }
  expect(index.segments.length).toBeLessThanOrEqual(6)
  expect(find(index, 'number 499', 500)).toEqual([499])
})

test('a query finds nothing where one of its words is missing', () => {
  expect(find(indexBatches([['fever and cough', 'fever']], true), 'fever rash', 2)).toEqual([])
})

test('a word longer than any is cut on both sides alike', () => {
  const long = 'a'.repeat(100_000)
  const index = indexBatches([[long, 'aa']], true)
  expect(find(index, long, 2)).toEqual([0])
})
