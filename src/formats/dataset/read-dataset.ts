import { applyMapping, type Mapping } from './apply-mapping'
import { identifyDraft, type CaseIdentity } from './case-identity'
import type { Conversion, ConvertOptions, DatasetFormat } from './conversion'
import { ARTICLE_FIELD } from './converters/medcasereasoning'
import { convertRow, recogniseDataset, ROWS_TO_RECOGNISE, type Recognition } from './recognise-dataset'
import { readRows } from './rows/read-rows'
import type { ReadRowsOptions, RowFault, RowPlace, RowValue } from './rows/row-read'

export interface ReadDatasetOptions extends ConvertOptions, Omit<ReadRowsOptions, 'pickColumns'> {
  /** What to take the file for, where a person knows better. */
  readonly format?: DatasetFormat
  /** What an unknown table's columns mean; used for parts that are not recognised, or for all where `format` is absent and `isForced`. */
  readonly mapping?: Mapping
  /** Use the mapping even where the format is recognised. */
  readonly isMappingForced?: boolean
}

/** Why a row, a field of it or a whole file was left out. `rowNumber` is null for a file; `reason` is a sentence for a person. */
export type DatasetFault = RowPlace & Pick<RowFault, 'field' | 'reason'> & { readonly kind: 'fault' }

export type DatasetEvent =
  /** Comes once for each file before its rows. After `unknown` without a mapping no row follows. */
  | { readonly kind: 'recognised'; readonly part: string | null; readonly recognition: Recognition }
  | (RowPlace & {
      readonly kind: 'case'
      readonly rowNumber: number
      readonly case: Extract<Conversion, { kind: 'case' }>
      readonly identity: CaseIdentity
    })
  | (RowPlace & {
      readonly kind: 'runs'
      readonly rowNumber: number
      readonly runs: Extract<Conversion, { kind: 'runs' }>
    })
  | (RowPlace & {
      readonly kind: 'records'
      readonly records: Extract<Conversion, { kind: 'records' }>['records']
    })
  | DatasetFault

/**
 * Reads a dataset file row by row: recognised by its first rows, then each row turned into what it brings, with its faults
 * beside it. Rows come as they are read, so that the first can be shown while the rest is on its way.
 *
 * Never throws for what is in the file. Runs in a worker. @throws the signal's reason when aborted.
 */
export async function* readDataset(
  file: Blob,
  name: string,
  options: ReadDatasetOptions = {},
): AsyncGenerator<DatasetEvent, void, void> {
  const articleText = options.articleText ?? 'leave-out'
  // A Parquet file's article texts are most of its bytes: they are not even read.
  const pickColumns = (columns: readonly string[]) =>
    articleText === 'leave-out' && columns.includes('case_prompt') && !options.mapping
      ? columns.filter((column) => column !== ARTICLE_FIELD)
      : columns
  let part: string | null | undefined
  let waiting: RowValue[] = []
  let recognition: Recognition | null = null

  function* decide(): Generator<DatasetEvent, void, void> {
    if (recognition !== null || waiting.length === 0) return
    recognition = recogniseDataset(waiting.map(({ row }) => row))
    yield { kind: 'recognised', part: part ?? null, recognition }
    for (const row of waiting) yield* convert(row, recognition, options)
    waiting = []
  }

  for await (const read of readRows(file, name, { ...options, pickColumns })) {
    if (read.part !== part) {
      yield* decide()
      part = read.part
      recognition = null
    }
    if (read.kind === 'fault') {
      yield read
      continue
    }
    if (recognition !== null) yield* convert(read, recognition, options)
    else {
      waiting.push(read)
      if (waiting.length >= ROWS_TO_RECOGNISE) yield* decide()
    }
    if (part === null && isLost(recognition, options)) return
  }
  yield* decide()
}

const isLost = (recognition: Recognition | null, { format, mapping }: ReadDatasetOptions) =>
  recognition?.kind === 'unknown' && format === undefined && mapping === undefined

function* convert(
  read: RowValue,
  recognition: Recognition,
  options: ReadDatasetOptions,
): Generator<DatasetEvent, void, void> {
  if (isLost(recognition, options)) return
  const { part, rowNumber, line, row } = read
  const place = { part, rowNumber, line }
  const format = options.format ?? (recognition.kind === 'known' ? recognition.format : null)
  const isMapped = options.mapping !== undefined && (format === null || options.isMappingForced === true)
  const conversions = isMapped
    ? applyMapping(row, options.mapping, rowNumber)
    : format === null
      ? []
      : convertRow(format, read, options)
  for (const conversion of conversions) {
    switch (conversion.kind) {
      case 'case':
        yield {
          ...place,
          kind: 'case',
          case: conversion,
          identity: identifyDraft(conversion.draft, conversion.key),
        }
        break
      case 'runs':
        yield { ...place, kind: 'runs', runs: conversion }
        break
      case 'records':
        yield { ...place, kind: 'records', records: conversion.records }
        break
      case 'fault':
        yield { ...place, kind: 'fault', field: conversion.field, reason: conversion.reason }
        break
    }
  }
}
