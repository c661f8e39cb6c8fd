import { findInvalidUtf8 } from '../../read-bytes/find-invalid-utf8'
import { DamagedStream, guardPieces, joinBytes, peekPieces, readPieces, toUtf8 } from './byte-stream'
import { readCsvRows } from './read-csv'
import { readJsonRows } from './read-json'
import { readJsonlRows } from './read-jsonl'
import { listZip, openGzip, TooMuchUnpacked, watchUnpacking, type UnpackBudget } from './read-zip'
import { readParquetRows } from './read-parquet'
import {
  failFile,
  formatMegabytes,
  ROW_LIMITS,
  type ReadRowsOptions,
  type RowLimits,
  type RowRead,
} from './row-read'

/**
 * The records of a dataset file as they are read: JSON Lines, a JSON list or an object keyed by record, CSV or TSV, Parquet,
 * and each of these packed as `.gz` or in a `.zip`. The file's own bytes decide, then its ending. Apart from Parquet and lone
 * JSON objects inside an archive, no more than one record and one piece of the file are held.
 *
 * Never throws for what is in the file: a record that can't be read is a fault, and so is what stops the rest.
 * @throws the signal's reason when aborted, and what the file's own reading throws (it was moved or changed).
 */
export async function* readRows(
  file: Blob,
  name: string,
  options: ReadRowsOptions = {},
): AsyncGenerator<RowRead, void, void> {
  for await (const read of readFile(file, name, options)) {
    yield read
    options.signal?.throwIfAborted()
  }
}

async function* readFile(
  file: Blob,
  name: string,
  options: ReadRowsOptions,
): AsyncGenerator<RowRead, void, void> {
  const { signal, onProgress } = options
  const limits: RowLimits = { ...ROW_LIMITS, ...options.limits }
  signal?.throwIfAborted()
  if (file.size === 0) {
    yield failFile(null, 'empty-file', 'There is nothing in it.')
    return
  }
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer())
  const packing = recognisePacking(head)
  const budget: UnpackBudget = { left: limits.unpackedBytes }
  if (packing === 'parquet') yield* readParquetRows(file, null, limits, options)
  else if (packing === 'zip') {
    const { parts, faults } = await listZip(file, limits)
    yield* faults
    if (parts.length === 0 && faults.length === 0) yield failFile(null, 'empty-file', 'The archive is empty.')
    // Inspect keeps one file a sample beside files about the whole log.
    const samples = parts.filter((part) => part.name.startsWith('samples/'))
    const isInspectLog = samples.length > 0 && parts.some((part) => part.name === 'header.json')
    let packedBefore = 0
    for (const part of isInspectLog ? samples : parts) {
      const pieces = watchUnpacking(readPieces(part.open(), signal), part.packedBytes, budget, limits)
      yield* readPart(pieces, part.name, part.name, limits, options)
      packedBefore += part.packedBytes
      onProgress?.(Math.min(packedBefore, file.size), file.size)
    }
  } else {
    const counted = countBytes(file, onProgress)
    if (packing === 'text') yield* readPart(readPieces(counted, signal), name, null, limits, options)
    else {
      const pieces = watchUnpacking(readPieces(openGzip(counted), signal), file.size, budget, limits)
      yield* readPart(pieces, name.replace(/\.gz$/iu, ''), null, limits, options)
    }
  }
}

function countBytes(file: Blob, onProgress: ReadRowsOptions['onProgress']): ReadableStream<Uint8Array> {
  if (!onProgress) return file.stream()
  let bytes = 0
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      bytes += piece.length
      onProgress(bytes, file.size)
      controller.enqueue(piece)
    },
  })
  return file.stream().pipeThrough(counter)
}

function recognisePacking(head: Uint8Array): 'parquet' | 'zip' | 'gzip' | 'text' {
  const starts = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte)
  if (starts(0x50, 0x41, 0x52, 0x31)) return 'parquet'
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)) return 'zip'
  return starts(0x1f, 0x8b) ? 'gzip' : 'text'
}

const HEAD_BYTES = 1 << 20

/** One file's records, out of an archive or not. What breaks its stream becomes a fault. */
async function* readPart(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  part: string | null,
  limits: RowLimits,
  options: ReadRowsOptions,
): AsyncGenerator<RowRead, void, void> {
  try {
    const { head, pieces } = await peekPieces(guardPieces(bytes), 4)
    const packing = recognisePacking(head)
    if (packing === 'parquet') {
      const whole = await holdWhole(pieces, limits)
      if (whole) yield* readParquetRows(new Blob([whole]), part, limits, options)
      else
        yield failFile(
          part,
          'too-long',
          `A packed Parquet table of more than ${formatMegabytes(limits.wholeBytes)} can’t be read. Unpack it first.`,
        )
    } else if (packing === 'text') yield* readText(pieces, name, part, limits, options)
    else yield failFile(part, 'unsupported', 'It is an archive inside an archive. Unpack it first.')
  } catch (error) {
    options.signal?.throwIfAborted()
    if (error instanceof TooMuchUnpacked) yield failFile(part, 'bomb', error.message)
    else if (error instanceof DamagedStream) {
      const reason =
        'It is damaged or was cut off: it can’t be unpacked or decoded to its end. Download it again.'
      yield failFile(part, 'damaged-file', reason)
    } else throw error
  }
}

async function holdWhole(
  pieces: AsyncIterable<Uint8Array>,
  limits: RowLimits,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const held: Uint8Array[] = []
  let size = 0
  for await (const piece of pieces) {
    size += piece.length
    if (size > limits.wholeBytes) return null
    held.push(piece)
  }
  return new Uint8Array(joinBytes(held))
}

async function* readText(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  part: string | null,
  limits: RowLimits,
  options: ReadRowsOptions,
): AsyncGenerator<RowRead, void, void> {
  const { head, pieces } = await peekPieces(toUtf8(bytes), HEAD_BYTES)
  if (head.includes(0) && head.subarray(0, 4096).includes(0)) {
    await pieces.return()
    yield failFile(
      part,
      'unknown-format',
      'It is not text, and no format that holds cases. Expected JSON Lines, JSON, CSV, TSV, Parquet, .gz or .zip.',
    )
    return
  }
  switch (recogniseText(head, name)) {
    case 'jsonl':
      yield* readJsonlRows(pieces, part, limits)
      return
    case 'json':
      yield* readJsonRows(pieces, part, limits)
      return
    case 'csv':
      yield* readCsvRows(pieces, part, limits, options)
      return
    case 'empty':
      yield failFile(part, 'empty-file', 'There is nothing in it.')
      return
    case null:
      await pieces.return()
      yield failFile(
        part,
        'unknown-format',
        'It is neither JSON nor a table. Expected JSON Lines, JSON, CSV, TSV, Parquet, .gz or .zip.',
      )
  }
}

function recogniseText(head: Uint8Array, name: string): 'jsonl' | 'json' | 'csv' | 'empty' | null {
  const extension = /\.([^./\\]{1,16})$/u.exec(name)?.[1]?.toLowerCase() ?? ''
  const isTable = ['csv', 'tsv', 'tab'].includes(extension)
  const invalid = findInvalidUtf8(head)
  const text = new TextDecoder().decode(invalid === -1 ? head : head.subarray(0, Math.max(invalid, 0)))
  const start = text.trimStart().charAt(0)
  if (start === '' && invalid === -1) return 'empty'
  if (isTable) return 'csv'
  const isLines = ['jsonl', 'ndjson'].includes(extension)
  if (start === '[') return 'json'
  if (start === '{') return hasRecordLines(text, isLines) ? 'jsonl' : 'json'
  return isLines ? 'jsonl' : null
}

/** Whether the text goes on behind a line that is a whole object; a line longer than what is seen is believed its ending. */
function hasRecordLines(text: string, isNamedLines: boolean): boolean {
  const lines = text.split(/\r?\n/u)
  const isCut = text.length > HEAD_BYTES / 4
  const filled = (isCut ? lines.slice(0, -1) : lines).filter((line) => line.trim() !== '').slice(0, 50)
  if (filled.length === 0) return isNamedLines
  if (filled.length === 1 && !isCut) return isNamedLines && isJsonObject(filled[0] ?? '')
  // Lists written one record a line have such lines too, though not first and not most of them: commas end the others.
  const whole = filled.filter(isJsonObject).length
  return (
    isJsonObject(filled[0] ?? '') || whole * 2 > filled.length || (isNamedLines && filled[0]?.trim() !== '{')
  )
}

function isJsonObject(line: string): boolean {
  if (!line.trimStart().startsWith('{')) return false
  try {
    return typeof JSON.parse(line) === 'object'
  } catch {
    return false
  }
}
