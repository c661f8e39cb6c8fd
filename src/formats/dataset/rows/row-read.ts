/** One record of a dataset: named fields with plain JSON values. */
export type Row = Readonly<Record<string, unknown>>

export const ROW_FAULT_CODES = [
  'empty-file',
  'unknown-format',
  'damaged-file',
  'bomb',
  'unsupported',
  'invalid-json',
  'invalid-utf8',
  'too-long',
  'not-an-object',
  'cell-count',
  'empty-row',
] as const
export type RowFaultCode = (typeof ROW_FAULT_CODES)[number]

/** Where something stands in a file. */
export interface RowPlace {
  /** The file's name inside an archive; null outside one. */
  readonly part: string | null
  /** Counts the records of the file or part from 1, blank lines left out; null where the fault is the whole file's. */
  readonly rowNumber: number | null
  /** Line of a text file on which the record begins, from 1; null where there are no lines. */
  readonly line: number | null
}

export interface RowValue extends RowPlace {
  readonly kind: 'row'
  readonly rowNumber: number
  /** The record's name, where the file is an object keyed by record. */
  readonly key: string | null
  readonly row: Row
}

/** Why a record, or with `rowNumber` null a file or the rest of it, could not be read. `reason` is a sentence for a person. */
export interface RowFault extends RowPlace {
  readonly kind: 'fault'
  readonly field: string
  readonly code: RowFaultCode
  readonly reason: string
}

export type RowRead = RowValue | RowFault

export interface ReadRowsOptions {
  readonly signal?: AbortSignal
  /** How much of the file has been read, in bytes of the file as it lies on disk. */
  readonly onProgress?: (bytesRead: number, bytesTotal: number) => void
  /** Which columns of a table to read; all where absent. A Parquet file's other columns are never touched. */
  readonly pickColumns?: (columns: readonly string[]) => readonly string[]
  readonly limits?: Partial<RowLimits>
}

/** Bounds on what a file may ask of the machine. */
export interface RowLimits {
  /** Bytes of one record. */
  readonly rowBytes: number
  /** Bytes of a file that can't be read in pieces, such as one JSON object or a packed Parquet file. */
  readonly wholeBytes: number
  /** Bytes that may come out of an archive, all its parts together. */
  readonly unpackedBytes: number
  /** How many times larger than its packed size a part may become, once it is beyond 64 MB. */
  readonly ratio: number
  /** Files in an archive. */
  readonly parts: number
}

const MB = 1024 * 1024

export const ROW_LIMITS: RowLimits = {
  rowBytes: 32 * MB,
  wholeBytes: 512 * MB,
  unpackedBytes: 8192 * MB,
  ratio: 250,
  parts: 20_000,
}

export const formatMegabytes = (bytes: number): string =>
  `${(bytes / MB).toLocaleString('en', { maximumFractionDigits: bytes < 10 * MB ? 1 : 0 })} MB`

/** A fault of a whole file or part. */
export function failFile(part: string | null, code: RowFaultCode, reason: string): RowFault {
  return { kind: 'fault', part, rowNumber: null, line: null, field: '', code, reason }
}
