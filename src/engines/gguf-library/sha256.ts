const K = new Uint32Array(64)
const START = new Uint32Array(8)
{
  // The constants are the fractional parts of roots of the first primes (FIPS 180-4, §4.2.2 and §5.3.3).
  const fraction = (root: number) => Math.floor((root - Math.floor(root)) * 2 ** 32)
  let [found, candidate] = [0, 2]
  for (; found < 64; candidate++) {
    let isPrime = true
    for (let divisor = 2; divisor * divisor <= candidate; divisor++)
      if (candidate % divisor === 0) isPrime = false
    if (!isPrime) continue
    if (found < 8) START[found] = fraction(Math.sqrt(candidate))
    K[found++] = fraction(Math.cbrt(candidate))
  }
}

const rotate = (value: number, by: number) => (value >>> by) | (value << (32 - by))

/** A SHA-256 that takes its input in pieces, as the page's own can't: a model is larger than the memory one wants to give it. */
export interface Sha256 {
  update(bytes: Uint8Array): void
  /** 64 hexadecimal digits. Call it once, last. */
  digest(): string
}

/** @see FIPS PUB 180-4, Secure Hash Standard. */
export function createSha256(): Sha256 {
  const state = START.slice()
  const block = new Uint8Array(64)
  const view = new DataView(block.buffer)
  const w = new Uint32Array(64)
  let filled = 0
  let length = 0

  // Typed arrays of fixed length: every index below is inside them.
  const at = (array: Uint32Array, index: number) => array[index] as number

  function compress(): void {
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(i * 4)
    for (let i = 16; i < 64; i++) {
      const [a, b] = [at(w, i - 15), at(w, i - 2)]
      const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)
      const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10)
      w[i] = (at(w, i - 16) + s0 + at(w, i - 7) + s1) | 0
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ] // eight
    for (let i = 0; i < 64; i++) {
      const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + at(K, i) + at(w, i)) | 0
      const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + t1) | 0
      d = c
      c = b
      b = a
      a = (t1 + t2) | 0
    }
    for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = at(state, i) + value
  }

  return {
    update(bytes) {
      length += bytes.length
      let from = 0
      while (from < bytes.length) {
        const take = Math.min(64 - filled, bytes.length - from)
        block.set(bytes.subarray(from, from + take), filled)
        filled += take
        from += take
        if (filled < 64) return
        compress()
        filled = 0
      }
    },
    digest() {
      block[filled++] = 0x80
      block.fill(0, filled)
      if (filled > 56) {
        compress()
        block.fill(0)
      }
      view.setUint32(56, Math.floor(length / 2 ** 29))
      view.setUint32(60, (length << 3) >>> 0)
      compress()
      return [...state].map((word) => word.toString(16).padStart(8, '0')).join('')
    },
  }
}
