import { FLAT_COLUMNS, type FlatStep } from './flat-step'

/** The line of column names, as RFC 4180 has it: CRLF ends a line, and the file starts with a byte order mark for Excel. */
export const FLAT_CSV_HEAD = `\u{FEFF}${FLAT_COLUMNS.map(({ name }) => name).join(',')}\r\n`

/** A row as a CSV line. Null is an empty cell, an empty text is a quoted one. */
export function formatFlatCsvLine(row: FlatStep): string {
  return `${FLAT_COLUMNS.map(({ name }) => toCell(row[name])).join(',')}\r\n`
}

/** A spreadsheet would run what begins like this as a formula; an apostrophe in front keeps it text. */
const FORMULA = /^[=+\-@\t\r]/u

function toCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return safe === '' || /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
