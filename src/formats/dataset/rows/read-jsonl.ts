import { joinBytes } from './byte-stream'
import { parseRowJson } from './parse-row-json'
import { formatMegabytes, type RowLimits, type RowRead } from './row-read'

interface Line {
  readonly line: number
  /** Null where the line is longer than a record may be. */
  readonly bytes: Uint8Array | null
}

const NEWLINE = 0x0a

/** The lines of UTF-8 text that arrives in pieces, without their line ends. One that is too long is never held. */
export async function* readLines(
  pieces: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<readonly Line[], void, void> {
  let line = 1
  let open: Uint8Array[] = []
  let openBytes = 0
  const keep = (bytes: Uint8Array) => {
    openBytes += bytes.length
    if (openBytes > maxBytes) open = []
    else if (bytes.length > 0) open.push(bytes)
  }
  const close = (): Line => {
    const closed = { line, bytes: openBytes > maxBytes ? null : trimReturn(joinBytes(open)) }
    line += 1
    open = []
    openBytes = 0
    return closed
  }
  for await (const piece of pieces) {
    const lines: Line[] = []
    let from = 0
    for (let at = piece.indexOf(NEWLINE); at !== -1; at = piece.indexOf(NEWLINE, from)) {
      keep(piece.subarray(from, at))
      lines.push(close())
      from = at + 1
    }
    // What stays open outlives the piece: a copy lets go of it.
    keep(piece.slice(from))
    if (lines.length > 0) yield lines
  }
  if (openBytes > 0) yield [close()]
}

function trimReturn(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === 0x0d ? bytes.subarray(0, -1) : bytes
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))
}

/** Records of JSON Lines. A bad line is a fault of its own. */
export async function* readJsonlRows(
  pieces: AsyncIterable<Uint8Array>,
  part: string | null,
  limits: RowLimits,
): AsyncGenerator<RowRead, void, void> {
  let rowNumber = 0
  for await (const lines of readLines(pieces, limits.rowBytes)) {
    for (const { line, bytes } of lines) {
      if (bytes !== null && isBlank(bytes)) continue
      rowNumber += 1
      const place = { part, rowNumber, line }
      if (bytes !== null) yield parseRowJson(bytes, place)
      else {
        const reason = `The line is longer than ${formatMegabytes(limits.rowBytes)}, too long for one record.`
        yield { kind: 'fault', ...place, field: '', code: 'too-long', reason }
      }
    }
  }
}
