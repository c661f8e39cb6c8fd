import {
  failFile,
  formatMegabytes,
  type ReadRowsOptions,
  type Row,
  type RowFault,
  type RowLimits,
  type RowRead,
} from './row-read'
import { createUtf8Text, INVALID_BYTE } from './utf8-text'

type Cells = readonly string[]

interface Parsed {
  readonly data: readonly Cells[]
  readonly errors: readonly { readonly code: string; readonly row?: number }[]
  readonly meta: { readonly cursor: number }
}

const FIRST_PARSE = 1 << 16
const DELIMITERS = [',', '\t', ';', '|'] as const

/**
 * Records of comma- or tab-separated text with a header line (RFC 4180; `;` and `|` are recognised too). Every cell is
 * text. Columns without a name are named as pandas names them ("Unnamed: 0"), a name that comes twice gets a number.
 */
export async function* readCsvRows(
  pieces: AsyncIterable<Uint8Array>,
  part: string | null,
  limits: RowLimits,
  { pickColumns }: Pick<ReadRowsOptions, 'pickColumns'> = {},
): AsyncGenerator<RowRead, void, void> {
  const { default: papaparse } = await import('papaparse')
  const decoder = createUtf8Text()
  let text = ''
  let parser: { parse(input: string, base: number, ignoreLastRow: boolean): Parsed } | null = null
  let parseAt = FIRST_PARSE
  let columns: Columns | null = null
  let newline = '\n'
  let line = 1
  let rowNumber = 0

  function* take(isLast: boolean): Generator<RowRead, void, void> {
    if (parser === null) {
      const dialect = guessDialect(text)
      newline = dialect.newline
      parser = new papaparse.Parser(dialect)
    }
    const { data, errors, meta } = parser.parse(text, 0, !isLast)
    // Of the row that is not complete yet the parser may complain too soon.
    const broken = new Set(errors.flatMap(({ row }) => (row !== undefined && row < data.length ? [row] : [])))
    for (const [index, cells] of data.entries()) {
      const at = line
      line += countLines(cells, newline)
      if (cells.length === 1 && cells[0]?.trim() === '') continue
      if (columns === null) {
        columns = nameColumns(cells, pickColumns)
        continue
      }
      rowNumber += 1
      yield toRow(cells, columns, { part, rowNumber, line: at }, broken.has(index))
    }
    text = isLast ? '' : text.slice(meta.cursor)
  }

  for await (const piece of pieces) {
    text += decoder.push(piece)
    if (text.length < parseAt) continue
    yield* take(false)
    // A row that spans pieces is tried again only once there is as much again of it.
    parseAt = Math.max(FIRST_PARSE, text.length * 2)
    if (text.length > limits.rowBytes) {
      const size = formatMegabytes(limits.rowBytes)
      const reason = `Row ${rowNumber + 1} (line ${line}) goes on for more than ${size}: a quotation mark that opens there is never closed. The ${rowNumber} rows before it were read.`
      yield failFile(part, 'too-long', reason)
      return
    }
  }
  text += decoder.end()
  yield* take(true)
  if (columns === null) yield failFile(part, 'empty-file', 'There are no rows in it.')
  else if (rowNumber === 0) yield failFile(part, 'empty-file', 'It has a header and no rows below it.')
}

interface Columns {
  readonly names: readonly string[]
  readonly isPicked: readonly boolean[]
}

function nameColumns(header: Cells, pick: ReadRowsOptions['pickColumns']): Columns {
  const names: string[] = []
  const counts = new Map<string, number>()
  for (const [index, cell] of header.entries()) {
    const name = cell.replace(/\r$/u, '').trim() || `Unnamed: ${index}`
    const earlier = counts.get(name) ?? 0
    counts.set(name, earlier + 1)
    names.push(earlier === 0 ? name : `${name} (${earlier + 1})`)
  }
  const picked = pick ? new Set(pick(names)) : null
  return { names, isPicked: names.map((name) => picked === null || picked.has(name)) }
}

function toRow(
  cells: Cells,
  { names, isPicked }: Columns,
  place: { readonly part: string | null; readonly rowNumber: number; readonly line: number },
  isBroken: boolean,
): RowRead {
  const fault = (code: RowFault['code'], field: string, reason: string): RowFault => ({
    kind: 'fault',
    ...place,
    field,
    code,
    reason,
  })
  const bad = cells.findIndex((cell) => cell.includes(INVALID_BYTE))
  if (bad !== -1)
    return fault(
      'invalid-utf8',
      names[bad] ?? '',
      'It holds bytes that are not valid UTF-8. Save the table again with the encoding UTF-8.',
    )
  if (isBroken && cells.length !== names.length)
    return fault(
      'cell-count',
      '',
      'A quotation mark is missing or too many, so that its cells run into each other.',
    )
  if (cells.length !== names.length)
    return fault(
      'cell-count',
      '',
      `It has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, the header ${names.length}. A quotation mark or separator is missing or too many.`,
    )
  const entries: [string, string][] = []
  for (const [index, name] of names.entries()) {
    const cell = cells[index] ?? ''
    if (isPicked[index]) entries.push([name, index === names.length - 1 ? cell.replace(/\r$/u, '') : cell])
  }
  const row: Row = Object.fromEntries(entries)
  return { kind: 'row', ...place, key: null, row }
}

/** What separates cells and rows, read off the header line. */
function guessDialect(text: string): { readonly delimiter: string; readonly newline: '\n' | '\r\n' | '\r' } {
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]))
  let isQuoted = false
  let newline: '\n' | '\r\n' | '\r' = '\n'
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '"') isQuoted = !isQuoted
    if (isQuoted) continue
    if (character === '\n') break
    if (character === '\r') {
      newline = text.charAt(at + 1) === '\n' ? '\r\n' : '\r'
      break
    }
    const count = counts.get(character)
    if (count !== undefined) counts.set(character, count + 1)
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a)
  return { delimiter: best && best[1] > 0 ? best[0] : ',', newline }
}

function countLines(cells: Cells, newline: string): number {
  let count = 1
  const mark = newline === '\r' ? '\r' : '\n'
  for (const cell of cells)
    for (let at = cell.indexOf(mark); at !== -1; at = cell.indexOf(mark, at + 1)) count++
  return count
}
