import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createIncrementalJson, isJsonFault, type JsonPart } from './incremental-json'

function readPieces(pieces: readonly string[]): JsonPart[] {
  const json = createIncrementalJson()
  return [...pieces.flatMap((piece) => json.push(piece)), ...json.end()]
}

/** Deltas of one string joined, so that only what was said remains, not how it was cut. */
function joinDeltas(parts: readonly JsonPart[]): JsonPart[] {
  const joined: JsonPart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part.kind === 'string-delta' && last?.kind === 'string-delta') {
      joined[joined.length - 1] = { ...last, text: last.text + part.text }
    } else joined.push(part)
  }
  return joined
}

function cut(text: string, places: readonly number[]): string[] {
  const sorted = [0, ...places.map((place) => place % (text.length + 1)).sort((a, b) => a - b), text.length]
  return sorted.slice(1).map((end, i) => text.slice(sorted[i], end))
}

test('children come before parents, strings as they grow', () => {
  expect(readPieces(['{"a": ["x', 'yz", 1', '2], "b": tr', 'ue}'])).toEqual([
    { kind: 'string-delta', path: ['a', 0], text: 'x' },
    { kind: 'string-delta', path: ['a', 0], text: 'yz' },
    { kind: 'value', path: ['a', 0], value: 'xyz' },
    { kind: 'value', path: ['a', 1], value: 12 },
    { kind: 'value', path: ['a'], value: ['xyz', 12] },
    { kind: 'value', path: ['b'], value: true },
    { kind: 'value', path: [], value: { a: ['xyz', 12], b: true } },
  ])
})

test('every cut of a text says the same, and the last value is what JSON.parse gives', () => {
  const places = fc.array(fc.nat(), { maxLength: 12 })
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 5, noUnicodeString: false }),
      places,
      fc.nat(3),
      (value, at, indent) => {
        const text = JSON.stringify(value, null, indent)
        const whole = joinDeltas(readPieces([text]))
        expect(joinDeltas(readPieces(cut(text, at)))).toEqual(whole)
        expect(joinDeltas(readPieces([...text]))).toEqual(whole)
        expect(whole.at(-1)).toEqual({ kind: 'value', path: [], value: JSON.parse(text) })
      },
    ),
    { numRuns: 300 },
  )
})

test('every single cut through escapes and surrogate pairs', () => {
  const text = String.raw`{"a":"\u00e9\ud83d\ude00 😀 \"\\\/\n","b":[-1.5e+3,null,{}],"c":""}`
  const whole = joinDeltas(readPieces([text]))
  for (let place = 0; place <= text.length; place++) {
    const pieces = readPieces([text.slice(0, place), text.slice(place)])
    expect(joinDeltas(pieces)).toEqual(whole)
    for (const part of pieces) if (part.kind === 'string-delta') expect(part.text.isWellFormed()).toBe(true)
  }
})

describe('broken text is refused where it breaks', () => {
  test.each([
    ['{"a":1,}', 7],
    ['[1,]', 3],
    ['[1 2]', 3],
    ['{"a" 1}', 5],
    ['{a:1}', 1],
    ["{'a':1}", 1],
    ['[01]', 3],
    ['[1.]', 3],
    ['[truE]', 5],
    ['["\\x"]', 3],
    ['["\\u12g4"]', 6],
    ['["a\nb"]', 3],
    ['[1]x', 3],
    ['[}', 1],
    ['{]', 1],
    ['{"a":1,"a":2}', 9],
    ['["\\ud800"]', 8],
    ['["\\udc00"]', 7],
    ['Sure! {"a":1}', 4],
    ['', 0],
    ['{"a":"b', 7],
    ['[[1]', 4],
    ['['.repeat(33), 32],
  ])('%j at %d', (text, position) => {
    // Cutting must not move the place.
    for (const pieces of [[text], [...text]]) {
      const error = (() => {
        try {
          readPieces(pieces)
          return null
        } catch (thrown) {
          return thrown
        }
      })()
      expect(isJsonFault(error) && error.position).toBe(position)
    }
  })
})

test('whatever JSON.parse refuses is refused too', () => {
  const soup = fc.string({ unit: fc.constantFrom(...'{}[]",:\\ 0123-+.eEtrufalsn\n'), maxLength: 14 })
  fc.assert(
    fc.property(soup, (text) => {
      let isValid = true
      try {
        JSON.parse(text)
      } catch {
        isValid = false
      }
      if (isValid) return // repeated keys may still be refused
      expect(() => readPieces([text])).toThrow()
    }),
    { numRuns: 2000 },
  )
})

test('a key named __proto__ is a key like any other', () => {
  const last = readPieces(['{"__proto__":{"x":1}}']).at(-1)
  expect(last?.kind === 'value' && Object.hasOwn(last.value as object, '__proto__')).toBe(true)
})

test('a megabyte in single characters costs no more per character than in one piece', () => {
  const text = JSON.stringify({ a: 'x'.repeat(300_000), b: Array.from({ length: 50_000 }, (_, i) => i) })
  const json = createIncrementalJson()
  let length = 0
  for (const character of text) {
    for (const part of json.push(character)) if (part.kind === 'string-delta') length += part.text.length
  }
  json.end()
  expect(length).toBe(300_000)
})
