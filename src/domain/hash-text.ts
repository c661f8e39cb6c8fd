/**
 * 64 bits, as two 32-bit FNV-1a hashes with different offsets over the text's code units. Not for security.
 */
export function hashText(text: string): string {
  let [first, second] = [0x811c9dc5, 0x050c5d1f]
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    first = Math.imul(first ^ code, 0x01000193)
    second = Math.imul(second ^ code ^ (index & 0xff), 0x01000193)
  }
  return (first >>> 0).toString(16).padStart(8, '0') + (second >>> 0).toString(16).padStart(8, '0')
}
