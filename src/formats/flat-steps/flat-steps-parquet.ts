import { FLAT_COLUMNS, type FlatStep } from './flat-step'

/** The rows as columns, as the Parquet writer takes them. */
export function toFlatColumns(rows: readonly FlatStep[]) {
  return FLAT_COLUMNS.map(({ name, type }) => ({
    name,
    type,
    nullable: true,
    data: rows.map((row) => row[name]),
  }))
}

/** The rows as a Parquet file (snappy). The writer is loaded when first used. */
export async function writeFlatParquet(rows: readonly FlatStep[]): Promise<ArrayBuffer> {
  const { parquetWriteBuffer } = await import('hyparquet-writer')
  return parquetWriteBuffer({ columnData: toFlatColumns(rows) })
}
