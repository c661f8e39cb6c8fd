/** A stream of random numbers that one seed repeats exactly, on every machine and in every browser. */
export interface SeededRandom {
  /** A whole number from 0 to 2³² − 1. */
  nextUint32(): number
  /** A whole number from 0 to `limit` − 1; `limit` at most 2³². */
  nextBelow(limit: number): number
}

/**
 * xoshiro128**, its four words filled from the seed by splitmix32, so that neighbouring seeds give unrelated streams.
 * Not for secrets.
 *
 * `nextBelow` scales 32 random bits: a result is off its fair share by at most limit / 2³², far below what any resample
 * can show.
 * @throws RangeError if the seed is not a whole number from 0 to 2³² − 1.
 * @see Blackman D, Vigna S. Scrambled linear pseudorandom number generators. ACM Trans Math Softw 2021;47:36.
 */
export function createSeededRandom(seed: number): SeededRandom {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff)
    throw new RangeError(`seed is ${seed}, not a whole number from 0 to 4294967295`)
  const fill = splitmix32(seed)
  let [a, b, c, d] = [fill(), fill(), fill(), fill()]
  const nextUint32 = () => {
    const scrambled = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9)
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotateLeft(d, 11)
    return scrambled >>> 0
  }
  return { nextUint32, nextBelow: (limit) => Math.floor((nextUint32() * limit) / 0x1_0000_0000) }
}

/** The items in an order that the seed decides (Fisher and Yates's shuffle); the array given stays as it is. */
export function shuffleBySeed<T>(items: readonly T[], seed: number): T[] {
  const random = createSeededRandom(seed)
  const rest = [...items]
  const shuffled: T[] = []
  while (rest.length > 0) shuffled.push(...rest.splice(random.nextBelow(rest.length), 1))
  return shuffled
}

function splitmix32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return mixed ^ (mixed >>> 15)
  }
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}
