/**
 * Offset of the first byte of an ill-formed sequence, or -1. Well-formed is as in table 3-7 of the Unicode standard:
 * no overlong forms, no surrogates, nothing above U+10FFFF.
 */
export function findInvalidUtf8(bytes: Uint8Array): number {
  let index = 0
  while (index < bytes.length) {
    const lead = bytes[index] ?? 0
    if (lead < 0x80) {
      index++
      continue
    }
    const length = sequenceLength(lead)
    if (length === 0) return index
    const second = bytes[index + 1] ?? 0
    const [low, high] = secondByteRange(lead)
    if (second < low || second > high) return index
    for (let next = 2; next < length; next++) if (((bytes[index + next] ?? 0) & 0xc0) !== 0x80) return index
    index += length
  }
  return -1
}

function sequenceLength(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2
  if (lead >= 0xe0 && lead <= 0xef) return 3
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
}

function secondByteRange(lead: number): readonly [number, number] {
  if (lead === 0xe0) return [0xa0, 0xbf]
  if (lead === 0xed) return [0x80, 0x9f]
  if (lead === 0xf0) return [0x90, 0xbf]
  if (lead === 0xf4) return [0x80, 0x8f]
  return [0x80, 0xbf]
}
