import { findInvalidUtf8 } from '../../read-bytes/find-invalid-utf8'

/** Stands for a byte that is no UTF-8: half a surrogate pair, which no valid text holds. */
export const INVALID_BYTE = '\udc80'

/** Decodes UTF-8 that arrives in pieces cut anywhere; each byte that is none becomes `INVALID_BYTE`. */
export interface Utf8Text {
  push(piece: Uint8Array): string
  end(): string
}

export function createUtf8Text(): Utf8Text {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let carry = new Uint8Array()

  const decode = (bytes: Uint8Array): string => {
    try {
      return decoder.decode(bytes)
    } catch {
      let text = ''
      let rest = bytes
      for (let at = findInvalidUtf8(rest); at !== -1; at = findInvalidUtf8(rest)) {
        text += decoder.decode(rest.subarray(0, at)) + INVALID_BYTE
        rest = rest.subarray(at + 1)
      }
      return text + decoder.decode(rest)
    }
  }

  return {
    push(piece) {
      let bytes = piece
      if (carry.length > 0) {
        bytes = new Uint8Array(carry.length + piece.length)
        bytes.set(carry)
        bytes.set(piece, carry.length)
      }
      const open = countOpenBytes(bytes)
      carry = bytes.slice(bytes.length - open)
      return decode(bytes.subarray(0, bytes.length - open))
    },
    end() {
      const rest = carry
      carry = new Uint8Array()
      return decode(rest)
    },
  }
}

/** How many bytes at the end begin a character that the next piece may complete. */
function countOpenBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte < 0xc0) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return length > back ? back : 0
  }
  return 0
}
