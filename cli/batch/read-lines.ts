import { createReadStream } from 'node:fs'

/** One line of a file; offsets count bytes. */
export interface FileLine {
  readonly text: string
  /** From 1. */
  readonly number: number
  readonly start: number
  /** Behind the line end, where there is one. */
  readonly end: number
  /** Whether its line end is there; only the last one may lack it. */
  readonly isWhole: boolean
}

/** No row of cases comes near it; more is a file without line ends, which must not be read into memory. */
const LONGEST_LINE = 64 * 1024 * 1024
const NEWLINE = 0x0a

/**
 * The lines of a UTF-8 file, read as they are asked for.
 *
 * @throws the system's error, or RangeError for a line of more than 64 MiB.
 */
export async function* readLines(path: string): AsyncGenerator<FileLine, void, undefined> {
  let parts: Buffer[] = []
  let length = 0
  let start = 0
  let number = 0
  const take = (isWhole: boolean): FileLine => {
    number += 1
    const bytes = parts.length === 1 ? parts[0] : Buffer.concat(parts)
    const text = (bytes ?? Buffer.alloc(0)).toString('utf8').replace(/\r$/, '')
    const end = start + length + (isWhole ? 1 : 0)
    const line = { text: number === 1 ? text.replace(/^\uFEFF/, '') : text, number, start, end, isWhole }
    start = end
    parts = []
    length = 0
    return line
  }
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      parts.push(chunk.subarray(from, at))
      length += at - from
      yield take(true)
      from = at + 1
    }
    parts.push(chunk.subarray(from))
    length += chunk.length - from
    if (length > LONGEST_LINE) throw new RangeError(`Line ${number + 1} is longer than ${LONGEST_LINE} bytes`)
  }
  if (length > 0) yield take(false)
}
