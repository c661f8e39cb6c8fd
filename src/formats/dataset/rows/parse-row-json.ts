import { isObject, nameType, readJson } from '../../json-text'
import type { RowFault, RowPlace, RowRead } from './row-read'

const MAX_DEPTH = 64
const decoder = new TextDecoder('utf-8', { fatal: true })

/** One record out of the bytes of its JSON. Never throws for what they hold. */
export function parseRowJson(
  bytes: Uint8Array,
  place: RowPlace & { readonly rowNumber: number },
  key: string | null = null,
): RowRead {
  const fault = (code: RowFault['code'], reason: string): RowFault => ({
    kind: 'fault',
    ...place,
    field: '',
    code,
    reason,
  })
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    return fault(
      'invalid-utf8',
      'It holds bytes that are not valid UTF-8. Save the file again with the encoding UTF-8.',
    )
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return fault('invalid-json', describeSyntax(text))
  }
  if (isDeeper(value, MAX_DEPTH)) return fault('invalid-json', 'It is nested too deeply to be a case.')
  if (!isObject(value))
    return fault('not-an-object', `It holds ${nameType(value)}. Expected an object with named fields.`)
  return { kind: 'row', ...place, key, row: value }
}

function describeSyntax(text: string): string {
  const read = readJson(text)
  if (read.kind === 'ok') return 'It is not valid JSON.'
  const { reason, line, column } = read.problem
  const at = line === 1 ? `character ${column.toLocaleString('en')}` : `its line ${line}, character ${column}`
  switch (reason) {
    case 'unexpected-end':
      return `The JSON ends too soon, at ${at}: a bracket or quotation mark is not closed. Perhaps the file was cut off.`
    case 'too-deep':
      return 'It is nested too deeply to be a case.'
    case 'syntax':
      return /^(?:NaN|-?Infinity)/u.test(text.slice(read.problem.offset))
        ? `It holds NaN or Infinity at ${at}, which JSON does not know. Write null instead.`
        : `It is not valid JSON at ${at}. Look there for a missing comma, quotation mark or bracket.`
  }
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (depth === 0) return true
  for (const inner of Object.values(value)) if (isDeeper(inner, depth - 1)) return true
  return false
}
