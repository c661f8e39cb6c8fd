import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readJson } from './json-text'

test.each([
  ['{"a": 1,}', 'syntax', 1, 9],
  ['{\n"a": 1\n"b": 2}', 'syntax', 3, 1],
  ['[1, 2', 'unexpected-end', 1, 6],
  ['{"a": "x', 'syntax', 1, 7],
  ['{"a"', 'unexpected-end', 1, 5],
  ['nope', 'syntax', 1, 1],
  ['[1] 2', 'syntax', 1, 5],
  ['[01]', 'syntax', 1, 3],
  ['[}', 'syntax', 1, 2],
  ['', 'unexpected-end', 1, 1],
] as const)('%j breaks at its place', (text, reason, line, column) => {
  expect(readJson(text)).toMatchObject({ kind: 'problem', problem: { reason, line, column } })
})

test('the elements of a list know their lines', () => {
  expect(readJson('[\n  {"a": "x\\ny",\n "b": [1,\n2]},\n\n  {}, 3\n]')).toMatchObject({
    kind: 'ok',
    elementLines: [2, 6, 6],
  })
})

test('nesting without end is refused before anything recurses', () => {
  expect(readJson('['.repeat(1_000_000))).toMatchObject({ problem: { reason: 'too-deep', column: 65 } })
})

test('accepts exactly what JSON.parse accepts', () => {
  const accepts = (text: string) => {
    try {
      JSON.parse(text)
      return true
    } catch {
      return false
    }
  }
  const damaged = fc
    .tuple(
      fc.json({ maxDepth: 3 }),
      fc.nat(),
      fc.constantFrom('', ',', '"', '}', ']', ':', '\\', '0', '\n', '\u0001', 'e', '-'),
    )
    .map(
      ([json, at, mark]) =>
        json.slice(0, at % (json.length + 1)) + mark + json.slice((at % (json.length + 1)) + (at % 2)),
    )
  fc.assert(
    fc.property(fc.oneof(fc.json(), damaged, fc.string()), (text) => {
      expect(readJson(text).kind === 'ok').toBe(accepts(text))
    }),
    { numRuns: 2000 },
  )
})
