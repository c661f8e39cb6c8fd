import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createJsonSplitter, type JsonElement } from './split-json'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

function split(text: string, cuts: readonly number[] = [], maxBytes = 1e6) {
  const bytes = encoder.encode(text)
  const splitter = createJsonSplitter(maxBytes)
  const elements: JsonElement[] = []
  let from = 0
  for (const cut of [...cuts.map((at) => at % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]) {
    elements.push(...splitter.push(bytes.subarray(from, cut)))
    from = cut
  }
  return { elements, fault: splitter.end() }
}
const textOf = ({ bytes }: JsonElement) => (bytes === null ? null : decoder.decode(bytes))

test('a list of any JSON, cut anywhere, gives its elements', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.array(fc.nat()), fc.boolean(), (list, cuts, isPretty) => {
      const { elements, fault } = split(JSON.stringify(list, null, isPretty ? 2 : 0), cuts)
      expect(fault).toBeNull()
      expect(elements.map((element) => JSON.parse(textOf(element) ?? '') as unknown)).toEqual(
        JSON.parse(JSON.stringify(list)),
      )
    }),
  )
})

test('an object of any JSON, cut anywhere, gives its members', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.nat()), (object, cuts) => {
      const { elements, fault } = split(JSON.stringify(object, null, 1), cuts)
      expect(fault).toBeNull()
      const text = JSON.stringify(object)
      const members = elements.map((element) => [element.key, JSON.parse(textOf(element) ?? '') as unknown])
      expect(members).toEqual(Object.entries(JSON.parse(text) as object))
    }),
  )
})

test('lines are counted where elements begin', () => {
  expect(split('[\n {"a": "x\\ny",\n "b": 1},\n\n 2 , "three"\n]').elements.map(({ line }) => line)).toEqual([
    2, 5, 5,
  ])
})

test('an element too long is passed over, and the next one read', () => {
  const { elements, fault } = split(`[{"a": "${'x'.repeat(100)}"}, {"b": 1}]`, [], 50)
  expect(fault).toBeNull()
  expect(elements.map(textOf)).toEqual([null, '{"b": 1}'])
})

describe('what is wrong is told with its line', () => {
  test.each([
    ['', 'unexpected-end', 1],
    ['[{"a": 1},\n{"b"', 'unexpected-end', 2],
    ['[1,]', 'syntax', 1],
    ['[,1]', 'syntax', 1],
    ['[1 2]', 'syntax', 1],
    ['{"a" 1}', 'syntax', 1],
    ['{a: 1}', 'syntax', 1],
    ['{"a": , }', 'syntax', 1],
    ['[1]\n\n x', 'syntax', 3],
    ['"text"', 'not-a-container', 1],
  ])('%j', (text, code, line) => {
    expect(split(text).fault).toEqual({ code, line })
  })
})
