/** One byte after the other, each from a range: both ends included. */
export type ByteRanges = readonly (readonly [number, number])[]

const encoder = new TextEncoder()
const bytesOf = (codePoint: number) => [...encoder.encode(String.fromCodePoint(codePoint))]

/** The last code points that UTF-8 writes with one, two and three bytes. */
const LAST_OF_LENGTH = [0x7f, 0x7ff, 0xffff] as const

/**
 * The UTF-8 encodings of all code points from `first` to `last` (both included, no surrogates), as rows of byte ranges: every
 * byte sequence that one of the rows allows encodes a code point of the range.
 */
export function toUtf8Ranges(first: number, last: number): ByteRanges[] {
  const end = LAST_OF_LENGTH.find((limit) => first <= limit && limit < last)
  if (end !== undefined) return [...toUtf8Ranges(first, end), ...toUtf8Ranges(end + 1, last)]
  // Within one length a row can name the whole range only where every byte behind the first that differs runs full.
  const length = bytesOf(first).length
  for (let behind = 1; behind < length; behind++) {
    const mask = (1 << (6 * behind)) - 1
    if ((first & ~mask) === (last & ~mask)) continue
    if ((first & mask) !== 0)
      return [...toUtf8Ranges(first, first | mask), ...toUtf8Ranges((first | mask) + 1, last)]
    if ((last & mask) !== mask)
      return [...toUtf8Ranges(first, (last & ~mask) - 1), ...toUtf8Ranges(last & ~mask, last)]
  }
  const upper = bytesOf(last)
  return [bytesOf(first).map((byte, index) => [byte, upper[index] ?? byte] as const)]
}
