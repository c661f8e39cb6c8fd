import type { ReferenceStatement } from '../../domain/case'

/** A statement of published reasoning and where it stands. Offsets are UTF-16 code units of the text it was split from. */
export interface SplitStatement {
  /** The number it bears there; null for a bullet, a paragraph or a preamble. */
  readonly number: number | null
  /** From its marker to the end of its words, the quotation included. */
  readonly start: number
  readonly end: number
  readonly text: string
  readonly quotation: string | null
}

export const NUMBERING_FAULTS = [
  'late-start',
  'missing',
  'repeated',
  'restart',
  'preamble',
  'inline',
] as const
/**
 * How a list's numbers are damaged: it does not start at 1, numbers are left out, the same comes twice, it starts again, words
 * stand before it, or its line breaks were lost.
 */
export type NumberingFault = (typeof NUMBERING_FAULTS)[number]

export interface SplitReasoning {
  readonly statements: readonly SplitStatement[]
  /** In the order in which they are met; `statement` is the 0-based index at which it shows. */
  readonly faults: readonly { readonly code: NumberingFault; readonly statement: number }[]
}

const NUMBERED =
  /^ ?(?:\*\*)?(?:\(?(\d{1,3})[.)]|<?(?:step|statement|schritt|étape|paso)[ \t]{1,2}(\d{1,3})[ \t]?[.:)>–-]?)(?:\*\*(?=[ \t])|(?=\*\*)|[ \t]+)[ \t]*/iu
const BULLET = /^[-*•][ \t]+/u

/** Splits reasoning as `parseReasoning` does, and tells places, numbers and what is wrong with these. */
export function splitReasoning(text: string): SplitReasoning {
  const { pieces, isInline } = findPieces(text)
  const statements = pieces
    .map(({ start, end }) => readStatement(text, start, end))
    .filter((statement) => statement.text !== '')
  return { statements, faults: findFaults(statements, isInline) }
}

/** Makes one statement of a statement and the one behind it; nothing of their words is lost. @throws RangeError where there is none. */
export function mergeStatements(statements: readonly SplitStatement[], index: number): SplitStatement[] {
  const [first, second] = [statements[index], statements[index + 1]]
  if (!first || !second) throw new RangeError(`There is no statement behind number ${index + 1}`)
  const isBoth = first.quotation !== null && second.quotation !== null
  const opening = isBoth ? `${first.text}—“${first.quotation}”` : first.text
  const merged: SplitStatement = {
    number: first.number,
    start: first.start,
    end: second.end,
    text: `${opening} ${second.text}`,
    quotation: second.quotation ?? first.quotation,
  }
  return [...statements.slice(0, index), merged, ...statements.slice(index + 2)]
}

/**
 * Makes two statements of one, cut at an offset of the text they were all split from.
 * @throws RangeError where the offset leaves one of the two without words.
 */
export function cutStatement(
  text: string,
  statements: readonly SplitStatement[],
  index: number,
  offset: number,
): SplitStatement[] {
  const statement = statements[index]
  if (!statement || offset <= statement.start || offset >= statement.end)
    throw new RangeError(`Offset ${offset} is not inside statement ${index + 1}`)
  const halves = [readStatement(text, statement.start, offset), readStatement(text, offset, statement.end)]
  if (halves.some((half) => !/[\p{L}\p{N}]/u.test(half.text.replace(/^\W*\d+\W*$/u, ''))))
    throw new RangeError(`Offset ${offset} leaves one half without words`)
  return [...statements.slice(0, index), ...halves, ...statements.slice(index + 1)]
}

interface Piece {
  readonly start: number
  readonly end: number
}

const LINE = /[^\r\n]*(?:\r\n|\n|\r|$)/y

function listLines(text: string): (Piece & { readonly line: string })[] {
  const lines: (Piece & { readonly line: string })[] = []
  for (let start = text.length - text.trimStart().length; start < text.length;) {
    LINE.lastIndex = start
    const whole = LINE.exec(text)?.[0] ?? ''
    lines.push({ start, end: start + whole.length, line: whole.trimEnd() })
    start += whole.length
  }
  return lines
}

function findPieces(text: string): { readonly pieces: readonly Piece[]; readonly isInline: boolean } {
  const lines = listLines(text)
  if (lines.length === 0) return { pieces: [], isInline: false }
  if (lines.some(({ line }) => NUMBERED.test(line))) {
    const pieces = groupLines(lines, NUMBERED, text.length)
    const [only] = pieces
    if (pieces.length !== 1 || !only) return { pieces, isInline: false }
    const inline = splitInline(text, only)
    return { pieces: inline, isInline: inline.length > 1 }
  }
  if (lines.some(({ line }) => BULLET.test(line)))
    return { pieces: groupLines(lines, BULLET, text.length), isInline: false }
  const paragraphs = groupParagraphs(lines)
  return { pieces: paragraphs.length > 1 ? paragraphs : lines, isInline: false }
}

/** Lines up to the next marker belong to the statement before them; those above the first are one of their own. */
function groupLines(
  lines: readonly (Piece & { readonly line: string })[],
  marker: RegExp,
  end: number,
): Piece[] {
  const starts = lines.filter(({ line }, index) => index === 0 || marker.test(line)).map(({ start }) => start)
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? end }))
}

function groupParagraphs(lines: readonly (Piece & { readonly line: string })[]): Piece[] {
  const groups: Piece[] = []
  let isOpen = false
  for (const { start, end, line } of lines) {
    const last = groups.at(-1)
    if (line === '') isOpen = false
    else if (isOpen && last) groups[groups.length - 1] = { start: last.start, end }
    else {
      groups.push({ start, end })
      isOpen = true
    }
  }
  return groups
}

/**
 * "1. … 2. … 3. …" on one line: its line breaks were lost on the way. Only numbers in sequence split; one may be left out
 * where a sentence ends before the next.
 */
function splitInline(text: string, { start: from, end }: Piece): Piece[] {
  const line = text.slice(from, end)
  const opening = /^(?:\(1\)|1[.)]|step 1\s?[.:)])\s/iu.exec(line)
  if (!opening || line.trimEnd().includes('\n')) return [{ start: from, end }]
  const starts = [0]
  for (let next = 2, at = 1; ;) {
    const rest = line.slice(at)
    const follow = findInline(rest, next, false) ?? findInline(rest, next + 1, true)
    if (!follow) break
    at += follow.index + 1
    starts.push(at)
    next = follow.number + 1
  }
  return starts.map((start, index) => ({
    start: from + start,
    end: from + (starts[index + 1] ?? line.length),
  }))
}

function findInline(
  rest: string,
  number: number,
  isAfterSentence: boolean,
): { readonly index: number; readonly number: number } | null {
  // "It fell by 2. The next …" is no marker: a number with a full stop only counts behind the end of a sentence.
  const end = '(?<=[.!?”"…;:])'
  const marker = `(?:${end}\\s${number}[.]|${isAfterSentence ? end : ''}\\s(?:\\(?${number}\\)|[Ss]tep ${number}\\s?[.:)]))`
  const match = new RegExp(`${marker}\\s+(?=[\\p{Lu}*“"])`, 'u').exec(rest)
  return match && { index: match.index, number }
}

function readStatement(source: string, start: number, end: number): SplitStatement {
  const piece = source.slice(start, end)
  const from = start + (piece.length - piece.trimStart().length)
  const to = from + piece.trim().length
  const marker = NUMBERED.exec(piece.trim())
  const number = marker ? Number(marker[1] ?? marker[2]) : null
  const { text, quotation = null } = parseStatement(piece.trim().replaceAll(/\r\n?/gu, '\n'))
  return { number, start: from, end: to, text, quotation }
}

function findFaults(statements: readonly SplitStatement[], isInline: boolean): SplitReasoning['faults'] {
  const faults: { code: NumberingFault; statement: number }[] = []
  const add = (code: NumberingFault, statement: number) => faults.push({ code, statement })
  if (isInline) add('inline', 0)
  let previous: number | null = null
  for (const [index, { number }] of statements.entries()) {
    if (number === null) {
      if (index === 0 && statements.some((statement) => statement.number !== null)) add('preamble', 0)
      continue
    }
    if (previous === null) {
      if (number !== 1) add('late-start', index)
    } else if (number === previous) add('repeated', index)
    else if (number < previous) add('restart', index)
    else if (number > previous + 1) add('missing', index)
    previous = number
  }
  return faults
}

function parseStatement(statement: string): ReferenceStatement {
  const words = statement
    .replace(NUMBERED, (marker) => (/^ ?\*\*/u.test(marker) && !/\*\*[ \t]*$/u.test(marker) ? '**' : ''))
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
