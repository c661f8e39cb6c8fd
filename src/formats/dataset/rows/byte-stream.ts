/** The pieces of a stream as they come; a cancelled signal stops it and its source. @throws the signal's reason. */
export async function* readPieces(
  stream: ReadableStream<Uint8Array>,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void, void> {
  const reader = stream.getReader()
  let isDone = false
  try {
    for (;;) {
      signal?.throwIfAborted()
      const { done, value } = await reader.read()
      if (done) {
        isDone = true
        return
      }
      yield value
    }
  } finally {
    // A source that is broken already may refuse to be cancelled; what went wrong is on its way up.
    if (!isDone) await reader.cancel().catch(() => {})
  }
}

/** Thrown where a stream's own content stops it: packed data that is damaged, or text that can't be decoded. */
export class DamagedStream extends Error {}

/** Passes pieces on; what unpacking says about damaged data becomes a `DamagedStream`. */
export async function* guardPieces(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  try {
    yield* pieces
  } catch (error) {
    throw isDamage(error) ? new DamagedStream('damaged', { cause: error }) : error
  }
}

/** Browsers throw a TypeError, Node's streams an error with a code of zlib's. */
function isDamage(error: unknown): boolean {
  if (error instanceof TypeError) return true
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' && /^(?:Z_|ERR_TRAILING_JUNK)/u.test(code)
}

/** Takes the first bytes of some pieces, `size` where there are as many, and gives all pieces back from the start. */
export async function peekPieces(
  pieces: AsyncIterable<Uint8Array>,
  size: number,
): Promise<{ readonly head: Uint8Array; readonly pieces: AsyncGenerator<Uint8Array, void, void> }> {
  const iterator = pieces[Symbol.asyncIterator]()
  const taken: Uint8Array[] = []
  let length = 0
  while (length < size) {
    const next = await iterator.next()
    if (next.done) break
    taken.push(next.value)
    length += next.value.length
  }
  async function* replay(): AsyncGenerator<Uint8Array, void, void> {
    try {
      yield* taken
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
    } finally {
      await iterator.return?.()
    }
  }
  return { head: joinBytes(taken).subarray(0, size), pieces: replay() }
}

export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces
  if (only && pieces.length === 1) return only
  const joined = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    joined.set(piece, at)
    at += piece.length
  }
  return joined
}

/** UTF-16 with a byte order mark as UTF-8; anything else as it is. @throws DamagedStream on broken UTF-16. */
export async function* toUtf8(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const { head, pieces: all } = await peekPieces(pieces, 3)
  const [first, second, third] = head
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null
  if (encoding === null) {
    let skip = first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0
    for await (const piece of all) {
      const rest = piece.subarray(Math.min(skip, piece.length))
      skip -= piece.length - rest.length
      if (rest.length > 0) yield rest
    }
    return
  }
  const decoder = new TextDecoder(encoding, { fatal: true })
  const encoder = new TextEncoder()
  // Half a surrogate pair at the end of a piece is the decoder's to keep.
  const decode = (piece?: Uint8Array) => {
    try {
      return encoder.encode(decoder.decode(piece, { stream: piece !== undefined }))
    } catch (error) {
      throw new DamagedStream('broken UTF-16', { cause: error })
    }
  }
  for await (const piece of all) yield decode(piece)
  yield decode()
}
