import type { AsyncBuffer, Compressors, FileMetaData } from 'hyparquet'
import {
  failFile,
  formatMegabytes,
  type ReadRowsOptions,
  type Row,
  type RowLimits,
  type RowRead,
} from './row-read'

/** Decoded bytes that one read may bring; a row group larger than that is read in windows of rows. */
const WINDOW_BYTES = 24 * 1024 * 1024
/** The first read is small, so that the first records come at once. */
const FIRST_ROWS = 256
/** However little a row may hold: what the table says of its rows is only believed so far. */
const WINDOW_ROWS = 50_000
const MAX_PAGE_BYTES = 1024 * 1024 * 1024

/**
 * Records of a Parquet table: only the picked columns' bytes are read from the file, one row group or a part of it at a
 * time. Whole numbers come as numbers where they fit, dates as ISO 8601, bytes as text.
 *
 * Runs inside a worker that can be ended: hyparquet believes the run lengths it finds inside a page, so that a table made or
 * damaged in the wrong place can keep it busy without an end (seen in 1.31.5).
 */
export async function* readParquetRows(
  file: Blob,
  part: string | null,
  limits: RowLimits,
  { pickColumns, signal, onProgress }: ReadRowsOptions = {},
): AsyncGenerator<RowRead, void, void> {
  const hyparquet = await import('hyparquet')
  const source: AsyncBuffer = {
    byteLength: file.size,
    slice: (start, end) => file.slice(start, end ?? file.size).arrayBuffer(),
  }
  let metadata: FileMetaData
  let names: readonly string[]
  try {
    metadata = await hyparquet.parquetMetadataAsync(source)
    names = hyparquet.parquetSchema(metadata).children.map(({ element }) => element.name)
  } catch {
    yield failFile(
      part,
      'damaged-file',
      'It begins like a Parquet table, but its end, which tells what is in it, is missing or damaged. Download it again.',
    )
    return
  }
  const total = Number(metadata.num_rows)
  if (total === 0 || metadata.row_groups.length === 0) {
    yield failFile(part, 'empty-file', 'The Parquet table has no rows.')
    return
  }
  const columns = pickColumns ? names.filter((name) => pickColumns(names).includes(name)) : [...names]
  const compressors = await loadCompressors(metadata, hyparquet.snappyUncompress)
  let groupStart = 0
  let rowNumber = 0
  for (const group of metadata.row_groups) {
    const groupRows = Number(group.num_rows)
    const bytes = sizeOfColumns(group, columns)
    const isTooLarge = bytes > limits.wholeBytes * 4
    const step = Math.max(
      1,
      Math.min(WINDOW_ROWS, groupRows, Math.floor(groupRows * (WINDOW_BYTES / Math.max(bytes, 1)))),
    )
    let start = groupStart
    while (start < groupStart + groupRows) {
      signal?.throwIfAborted()
      const isFirst = start === 0 && metadata.row_groups.length === 1 && groupRows > 2 * FIRST_ROWS
      const end = Math.min(groupStart + groupRows, start + (isFirst ? Math.min(FIRST_ROWS, step) : step))
      let rows: readonly Record<string, unknown>[] | null = null
      if (!isTooLarge) {
        try {
          rows = await hyparquet.parquetReadObjects({
            file: source,
            metadata,
            columns,
            rowStart: start,
            rowEnd: end,
            compressors,
          })
        } catch (error) {
          signal?.throwIfAborted()
          if (error instanceof UnsupportedCodec) {
            yield failFile(
              part,
              'unsupported',
              `The Parquet table is packed with ${error.codec}, which can’t be read. Save it with Snappy, Zstandard, gzip or no compression.`,
            )
            return
          }
        }
      }
      if (rows === null) {
        const range = `Rows ${(start + 1).toLocaleString('en')} to ${end.toLocaleString('en')}`
        const reason = isTooLarge
          ? `${range} would take ${formatMegabytes(bytes)} when unpacked. Save the table in smaller row groups.`
          : `${range} can’t be unpacked: the table is damaged there. Download it again.`
        rowNumber = end
        yield {
          kind: 'fault',
          part,
          rowNumber: start + 1,
          line: null,
          field: '',
          code: 'damaged-file',
          reason,
        }
      } else {
        let missing = 0
        for (const record of rows) {
          rowNumber += 1
          const row = toPlainRow(record)
          if (row) yield { kind: 'row', part, rowNumber, line: null, key: null, row }
          else missing += 1
        }
        if (missing > 0) {
          yield failFile(
            part,
            'empty-row',
            `${missing.toLocaleString('en')} of the rows up to ${rowNumber.toLocaleString('en')} are empty.`,
          )
          // A table that claims more rows than it has would go on for ever.
          if (missing === rows.length) return
        }
      }
      onProgress?.(Math.round((file.size * Math.min(end, total)) / total), file.size)
      start = end
    }
    groupStart += groupRows
  }
}

type Group = FileMetaData['row_groups'][number]

function sizeOfColumns(group: Group, columns: readonly string[]): number {
  return group.columns.reduce((sum, { meta_data: meta }) => {
    const isPicked = meta && columns.includes(meta.path_in_schema[0] ?? '')
    return sum + (isPicked ? Number(meta.total_uncompressed_size) : 0)
  }, 0)
}

class UnsupportedCodec extends Error {
  readonly codec: string
  constructor(codec: string) {
    super(codec)
    this.codec = codec
  }
}

/** Each unpacks no more than the page says it holds, and no page holds more than a bound. */
async function loadCompressors(
  metadata: FileMetaData,
  snappyUncompress: (input: Uint8Array, output: Uint8Array) => void,
): Promise<Compressors> {
  const codecs = new Set(
    metadata.row_groups.flatMap(({ columns }) => columns.map((column) => column.meta_data?.codec)),
  )
  const bound =
    (unpack: (input: Uint8Array, length: number) => Uint8Array) => (input: Uint8Array, length: number) => {
      if (length > MAX_PAGE_BYTES) throw new RangeError(`a page of ${length} bytes`)
      return unpack(input, length)
    }
  const own: Compressors = {
    SNAPPY: bound((input, length) => {
      const output = new Uint8Array(length)
      snappyUncompress(input, output)
      return output
    }),
    LZO: () => {
      throw new UnsupportedCodec('LZO')
    },
  }
  if ([...codecs].every((codec) => codec === undefined || codec === 'UNCOMPRESSED' || codec in own))
    return own
  const packed = await import('hyparquet-compressors')
  return {
    ...own,
    ZSTD: bound((input, length) => packed.decompressZstd(input, new Uint8Array(length))),
    GZIP: bound(packed.decompressGzip),
    BROTLI: bound(packed.decompressBrotli),
    LZ4: bound(packed.decompressLz4),
    LZ4_RAW: bound(packed.decompressLz4Raw),
  }
}

/** A record as JSON would have it; null where no column has a value. */
function toPlainRow(record: Readonly<Record<string, unknown>>): Row | null {
  let isEmpty = true
  const entries = Object.entries(record).map(([name, value]): [string, unknown] => {
    if (value !== undefined && value !== null) isEmpty = false
    return [name, toPlain(value)]
  })
  return isEmpty ? null : Object.fromEntries(entries)
}

const decoder = new TextDecoder()

function toPlain(value: unknown): unknown {
  if (value === undefined) return null
  if (typeof value === 'bigint') {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : value.toString()
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value instanceof Uint8Array) return decoder.decode(value)
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as Iterable<unknown>, toPlain)
  if (Array.isArray(value)) return value.map(toPlain)
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toPlain(inner)]))
}
