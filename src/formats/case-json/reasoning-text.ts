import type { ReferenceStatement } from '../../domain/case'

const NUMBERED = /^(?:\*\*)?(\d{1,3})[.)](?:[ \t]+|(?=\*\*))/u
const BULLET = /^[-*•][ \t]+/u

/**
 * Splits published reasoning into statements: a numbered list ("1. … was considered …—“quote”"), a Markdown list, or
 * else paragraphs, or lines where there is one paragraph. Nested bullets stay with their statement. A quotation at
 * the end of a statement is split off; markers and bold marks go.
 */
export function parseReasoning(text: string): ReferenceStatement[] {
  return splitStatements(text.replaceAll(/\r\n?/g, '\n').trim())
    .map(parseStatement)
    .filter((statement) => statement.text !== '')
}

/** The statements as MedCaseReasoning writes them. */
export function formatReasoning(statements: readonly ReferenceStatement[]): string {
  return statements
    .map(
      ({ text, quotation }, index) =>
        `${index + 1}. ${text}${quotation === undefined ? '' : `—“${quotation}”`}`,
    )
    .join('  \n')
}

function splitStatements(text: string): string[] {
  if (text === '') return []
  const lines = text.split('\n')
  if (lines.some((line) => NUMBERED.test(line))) {
    const statements = groupLines(lines, NUMBERED)
    return statements.length === 1 ? splitInline(statements[0] ?? '') : statements
  }
  if (lines.some((line) => BULLET.test(line))) return groupLines(lines, BULLET)
  const paragraphs = text.split(/\n[ \t]*\n+/u)
  return paragraphs.length > 1 ? paragraphs : lines
}

/** Lines up to the next marker belong to the statement before them; those above the first are one of their own. */
function groupLines(lines: readonly string[], marker: RegExp): string[] {
  const groups: string[][] = []
  for (const line of lines) {
    const last = groups.at(-1)
    if (marker.test(line) || !last) groups.push([line])
    else last.push(line)
  }
  return groups.map((group) => group.join('\n'))
}

/** "1. … 2. … 3. …" on one line: its line breaks were lost on the way. Only numbers in sequence split. */
function splitInline(line: string): string[] {
  if (line.includes('\n') || !/^1[.)]\s/u.test(line)) return [line]
  const starts = [0]
  for (let next = 2, from = 1; ; next++) {
    const match = new RegExp(`\\s${next}[.)]\\s+(?=[\\p{Lu}*“"])`, 'u').exec(line.slice(from))
    if (!match) break
    from += match.index + 1
    starts.push(from)
  }
  return starts.map((start, index) => line.slice(start, starts[index + 1] ?? line.length))
}

function parseStatement(statement: string): ReferenceStatement {
  const words = statement
    .replace(NUMBERED, (marker) => (marker.startsWith('**') ? '**' : ''))
    .replace(BULLET, '')
    .replaceAll(/\*\*([^*\n]+)\*\*/gu, '$1')
    .replaceAll(/[ \t]+$/gmu, '')
    .trim()
  const start = findQuotation(words)
  if (start === null) return { text: words }
  const text = words.slice(0, start).replace(/\s*[—–:-]\s*$/u, '')
  const quotation = words
    .slice(start + 1)
    .replace(/[”"][.\s]*$/u, '')
    .trim()
  return text.trim() === '' || quotation === '' ? { text: words } : { text, quotation }
}

/**
 * Where the quotation at the end of a statement opens: after a dash or colon, so that a quoted word that belongs to
 * the sentence stays in it. Null where there is none.
 */
function findQuotation(words: string): number | null {
  const closing = /(?<mark>[”"])[.\s]*$/u.exec(words)
  if (!closing) return null
  const isCurly = closing.groups?.['mark'] === '”'
  let depth = 1
  for (let index = closing.index - 1; index >= 0; index--) {
    const character = words.charAt(index)
    if (isCurly && character === '”') depth++
    else if (character === (isCurly ? '“' : '"') && --depth === 0)
      return /[—–:]\s*$|\s-\s*$/u.test(words.slice(Math.max(0, index - 4), index)) ? index : null
  }
  return null
}
