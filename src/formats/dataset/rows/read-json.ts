import { isObject } from '../../json-text'
import { joinBytes } from './byte-stream'
import { parseRowJson } from './parse-row-json'
import { failFile, formatMegabytes, type Row, type RowFault, type RowLimits, type RowRead } from './row-read'
import { createJsonSplitter, type JsonElement, type JsonSplitFault } from './split-json'

/** The first field of a record that is itself an object: such an object is one record, not a collection of them. */
const RECORD_FIELDS = new Set([
  'OSCE_Examination',
  'subject',
  'question',
  'label',
  'eval',
  'meta',
  'metadata',
  'data',
  'case',
  'patient',
])

/**
 * Records of a JSON text: the elements of a list, or of an object keyed by record (MedR-Bench), one at a time as they
 * arrive. Any other object is one record and held whole.
 */
export async function* readJsonRows(
  pieces: AsyncIterable<Uint8Array>,
  part: string | null,
  limits: RowLimits,
): AsyncGenerator<RowRead, void, void> {
  const splitter = createJsonSplitter(limits.rowBytes)
  let rowNumber = 0
  const emit = ({ bytes, key, line }: JsonElement): RowRead => {
    rowNumber += 1
    const place = { part, rowNumber, line }
    if (bytes) return parseRowJson(bytes, place, key)
    const reason = `It is longer than ${formatMegabytes(limits.rowBytes)}, too long for one record.`
    return { kind: 'fault', ...place, field: '', code: 'too-long', reason }
  }
  // Of an object: its members until it is known whether they are records, and the text itself should it be one record.
  let isKeyed: boolean | null = null
  let members: JsonElement[] = []
  let whole: Uint8Array[] = []
  let wholeBytes = 0

  for await (const piece of pieces) {
    if (isKeyed === false) {
      wholeBytes += piece.length
      if (wholeBytes > limits.wholeBytes) {
        yield failWhole(part, limits)
        return
      }
      whole.push(piece)
      continue
    }
    const elements = splitter.push(piece)
    if (splitter.container === 'object' && isKeyed === null) {
      whole.push(piece)
      wholeBytes += piece.length
      members.push(...elements)
      isKeyed = areRecords(members, false)
      if (isKeyed === null) {
        if (wholeBytes <= limits.wholeBytes) continue
        yield failWhole(part, limits)
        return
      }
      if (isKeyed) {
        for (const member of members) yield emit(member)
        whole = []
      }
      members = []
    } else {
      for (const element of elements) yield emit(element)
    }
    if (splitter.fault !== null && isKeyed !== false) break
  }

  if (isKeyed === null && splitter.container === 'object') {
    isKeyed = areRecords(members, true) ?? false
    if (isKeyed) for (const member of members) yield emit(member)
  }
  if (isKeyed === false) {
    yield* readWhole(joinBytes(whole), part)
    return
  }
  const ending = splitter.end()
  if (ending) yield describeSplitFault(ending, part, rowNumber)
  else if (rowNumber === 0)
    yield failFile(part, 'empty-file', 'It is an empty list. Expected at least one case.')
}

function failWhole(part: string | null, { wholeBytes }: RowLimits): RowFault {
  const size = formatMegabytes(wholeBytes)
  return failFile(
    part,
    'too-long',
    `It is one JSON object of more than ${size}. Save its records as JSON Lines (.jsonl).`,
  )
}

/** Whether an object's members are records of their own; null while that can't be told. */
function areRecords(members: readonly JsonElement[], isAll: boolean): boolean | null {
  const [first, second] = members
  if (!first) return isAll ? false : null
  if (!holdsObject(first) || RECORD_FIELDS.has(first.key ?? '')) return false
  if (second) return holdsObject(second)
  return isAll ? /^(?:PMC)?\d+$/iu.test(first.key ?? '') : null
}

const holdsObject = ({ bytes }: JsonElement) => bytes === null || bytes[0] === 0x7b

/** Names under which exports wrap a list of records. */
const WRAPPERS = ['data', 'cases', 'rows', 'records', 'items', 'examples', 'train', 'test', 'validation']

function* readWhole(bytes: Uint8Array, part: string | null): Generator<RowRead, void, void> {
  const read = parseRowJson(bytes, { part, rowNumber: 1, line: 1 })
  if (read.kind === 'fault') {
    yield { ...read, rowNumber: null, line: null }
    return
  }
  const list = findWrappedRows(read.row)
  if (!list) yield read
  else {
    for (const [index, row] of list.entries())
      yield { kind: 'row', part, rowNumber: index + 1, line: null, key: null, row }
  }
}

/** `{"data": [{…}, …]}`, or `{"rows": [{"row_idx": 0, "row": {…}}, …]}` as dataset servers answer. */
function findWrappedRows(value: Row): readonly Row[] | null {
  const lists = Object.entries(value).filter(([, member]) => Array.isArray(member))
  const name = WRAPPERS.find((wrapper) => lists.some(([key]) => key === wrapper))
  const rows = name === undefined ? undefined : value[name]
  // With texts beside the list it is a record that has one.
  const isWrapper = Object.entries(value).every(
    ([, member]) => typeof member !== 'string' || member.length < 200,
  )
  if (!Array.isArray(rows) || rows.length === 0 || !isWrapper || !rows.every(isObject)) return null
  if (Object.hasOwn(value, 'format') || Object.hasOwn(value, 'resourceType')) return null
  return rows.map((row) => (isObject(row['row']) ? row['row'] : row))
}

function describeSplitFault(
  { code, line }: { readonly code: JsonSplitFault; readonly line: number },
  part: string | null,
  rowNumber: number,
): RowFault {
  const after = rowNumber === 0 ? '' : ` The ${rowNumber.toLocaleString('en')} records before it were read.`
  const at = `Line ${line.toLocaleString('en')}`
  const sentences: Readonly<Record<JsonSplitFault, string>> = {
    syntax: `${at} is not valid JSON: a comma, quotation mark or bracket is missing or too many.`,
    'unexpected-end': `${at} is where the JSON ends too soon: a bracket or quotation mark is not closed. Perhaps the file was cut off.`,
    'not-a-container': `${at} is not JSON of a list or an object.`,
  }
  return failFile(part, 'invalid-json', sentences[code] + after)
}
