/** Two texts that say nearly the same. `similarity` is the share of word triples they have in common, 0 to 1 (Jaccard). */
export interface NearDuplicate {
  readonly id: string
  readonly earlierId: string
  readonly similarity: number
}

/** Word triples of a text are kept as the smallest hashes of them: exact up to so many, an estimate beyond. */
const SKETCH_SIZE = 256
const BINS = 64
const ROWS_A_BAND = 4
/** In this many places at most is a text compared: boilerplate that thousands share would make all of them candidates. */
const MAX_BUCKET = 64
const EMPTY_BIN = 0xffffffff

export interface NearDuplicateFinder {
  /** The most similar earlier text at or above the threshold, or null; then remembers this one. `words` as `plainWords` gives them. */
  add(id: string, words: string): NearDuplicate | null
}

/**
 * Finds texts that share most of their word triples, in one pass: one-permutation MinHash with rotation for empty bins
 * cuts the candidates down (bands of four bins), their sketches decide. Some 1.3 kB a text are held.
 *
 * With 16 bands of 4 a pair of similarity 0.8 is a candidate with probability 0.9998, one of 0.6 with 0.89, one of 0.3 with 0.12.
 * @see Li P, Owen A, Zhang C-H. One permutation hashing. NIPS 2012. Shrivastava A, Li P. Densifying one permutation hashing
 *   via rotation. ICML 2014.
 */
export function createNearDuplicateFinder(threshold = 0.8): NearDuplicateFinder {
  const ids: string[] = []
  const sketches: Uint32Array[] = []
  const buckets = new Map<number, number[]>()
  return {
    add(id, words) {
      const hashes = hashTriples(words)
      const sketch = Uint32Array.from(hashes).sort().slice(0, SKETCH_SIZE)
      const index = ids.length
      ids.push(id)
      sketches.push(sketch)
      if (sketch.length === 0) return null
      const candidates = new Set<number>()
      for (const band of hashBands(hashes)) {
        const bucket = buckets.get(band)
        if (!bucket) buckets.set(band, [index])
        else {
          for (const other of bucket) candidates.add(other)
          if (bucket.length < MAX_BUCKET) bucket.push(index)
        }
      }
      let best: NearDuplicate | null = null
      for (const other of candidates) {
        const similarity = compareSketches(sketch, sketches[other] ?? sketch)
        if (similarity >= threshold && similarity > (best?.similarity ?? 0))
          best = { id, earlierId: ids[other] ?? '', similarity }
      }
      return best
    },
  }
}

/** One 32-bit hash for each three words in a row; of a shorter text one for the whole. */
function hashTriples(words: string): Set<number> {
  const hashes = new Set<number>()
  let [first, second, count, word] = [0, 0, 0, EMPTY_WORD]
  for (let at = 0; at <= words.length; at++) {
    const code = at < words.length ? words.charCodeAt(at) : BLANK
    if (code !== BLANK) {
      word = Math.imul(word ^ code, 0x01000193)
      continue
    }
    if (word === EMPTY_WORD) continue
    count += 1
    if (count >= 3) hashes.add(hashTriple(first, second, word))
    first = second
    second = word
    word = EMPTY_WORD
  }
  if (count === 1 || count === 2) hashes.add(hashTriple(first, second, count))
  return hashes
}

const BLANK = 0x20
const EMPTY_WORD = 0x811c9dc5

const hashTriple = (a: number, b: number, c: number) =>
  mix(Math.imul(Math.imul(a, 0x01000193) ^ b, 0x01000193) ^ c)

/** The finaliser of MurmurHash3: every bit of the input moves every bit of the result. */
function mix(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

function hashBands(hashes: ReadonlySet<number>): number[] {
  const bins = new Uint32Array(BINS).fill(EMPTY_BIN)
  for (const hash of hashes) {
    const bin = hash % BINS
    const value = Math.floor(hash / BINS)
    if (value < (bins[bin] ?? 0)) bins[bin] = value
  }
  const bands: number[] = []
  for (let start = 0; start < BINS; start += ROWS_A_BAND) {
    let band = start + 1
    for (let bin = start; bin < start + ROWS_A_BAND; bin++)
      band = mix(Math.imul(band, 31) ^ valueOfBin(bins, bin))
    // Bands of different places never share a bucket.
    bands.push(band * BINS + start)
  }
  return bands
}

/** An empty bin borrows from the next that is not, marked by how far it is. */
function valueOfBin(bins: Uint32Array, bin: number): number {
  for (let step = 0; step < BINS; step++) {
    const value = bins[(bin + step) % BINS] ?? EMPTY_BIN
    if (value !== EMPTY_BIN) return mix(value + Math.imul(step, 0x9e3779b1))
  }
  return 0
}

/** Jaccard similarity of two sets by their smallest hashes: exact where both are whole. */
function compareSketches(a: Uint32Array, b: Uint32Array): number {
  const isWhole = a.length < SKETCH_SIZE && b.length < SKETCH_SIZE
  const limit = isWhole ? a.length + b.length : SKETCH_SIZE
  let [i, j, shared, seen] = [0, 0, 0, 0]
  while (seen < limit && (i < a.length || j < b.length)) {
    const [left, right] = [a[i] ?? Infinity, b[j] ?? Infinity]
    if (left === right) shared += 1
    if (left <= right) i += 1
    if (right <= left) j += 1
    seen += 1
  }
  return seen === 0 ? 0 : shared / seen
}
