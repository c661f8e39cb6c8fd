import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ByteRanges, toUtf8Ranges } from './utf8-ranges'

const matches = (rows: readonly ByteRanges[], text: string) => {
  const bytes = [...new TextEncoder().encode(text)]
  return rows.some(
    (row) =>
      row.length === bytes.length &&
      row.every(([low, high], index) => low <= (bytes[index] ?? -1) && (bytes[index] ?? 256) <= high),
  )
}

test('letters of several lengths', () => {
  expect(toUtf8Ranges(0x41, 0x5a)).toEqual([[[0x41, 0x5a]]])
  expect(toUtf8Ranges(0xc0, 0xd6)).toEqual([
    [
      [0xc3, 0xc3],
      [0x80, 0x96],
    ],
  ])
  expect(toUtf8Ranges(0x4e00, 0x9fff)).toEqual([
    [
      [0xe4, 0xe4],
      [0xb8, 0xbf],
      [0x80, 0xbf],
    ],
    [
      [0xe5, 0xe9],
      [0x80, 0xbf],
      [0x80, 0xbf],
    ],
  ])
})

test('exactly the code points of the range', () => {
  const codePoint = fc.integer({ min: 0, max: 0x10ffff }).filter((point) => point < 0xd800 || point > 0xdfff)
  const range = fc
    .tuple(codePoint, codePoint)
    .map(([a, b]) => (a < b ? ([a, b] as const) : ([b, a] as const)))
    .filter(([low, high]) => high < 0xd800 || low > 0xdfff)
  fc.assert(
    fc.property(range, codePoint, ([low, high], probe) => {
      const rows = toUtf8Ranges(low, high)
      for (const point of [low, high, probe])
        expect(matches(rows, String.fromCodePoint(point))).toBe(low <= point && point <= high)
    }),
  )
})
