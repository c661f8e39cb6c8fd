import type { StageKind } from '../../domain/case'
import { isGoldLabel, isGroupLabel, stageKindOf } from './section-labels'

/** A line, or the start of one, that names a section. Offsets are UTF-16 code units of the text. */
export interface Heading {
  readonly label: string
  readonly kind: StageKind | 'gold'
  /** Start of its line. */
  readonly start: number
  /** Where the words of the section begin, after label and colon. */
  readonly contentStart: number
  /** Blanks before it, in columns. */
  readonly indent: number
  readonly isGroup: boolean
  /** Depth of a Markdown heading, null for the other forms. */
  readonly level: number | null
}

const LINE = /[^\n\r]*(?:\r\n|\n|\r|$)/y
const INDENT = /^[ \t]*/u
// "## Exam", "- **Physical Examination:** …", "**Labs**: …", "- Imaging: …", "HISTORY", "On exam:"
const ATX = /^[ \t]{0,3}(?<marks>#{1,6})[ \t]+(?<label>[^\n\r]{1,120}?)[ \t]*#*[ \t]*$/u
const BOLD =
  /^[ \t]{0,12}(?:[-*•+][ \t]+|\d{1,2}[.)][ \t]+)?(?:\*\*?|__?)(?<label>[^*_\n\r]{1,60})(?:\*\*?|__?)[ \t]*:?[ \t]*/u
const COLON =
  /^[ \t]{0,12}(?:[-*•+][ \t]+|\d{1,2}[.)][ \t]+)?(?<label>\p{L}[\p{L}\p{N}/ '’()-]{0,50}?)[ \t]*[:\uff1a][ \t]*/u
const ALONE = /^[ \t]{0,3}(?<label>\p{L}[\p{L}/ '’-]{1,50})[ \t]*$/u
const UNDERLINE = /^[ \t]{0,3}(?:=+|-{3,})[ \t]*$/u

/** Each line of a text with its start; line breaks may be any of the three kinds. */
export function* eachLine(text: string): Generator<{ readonly start: number; readonly line: string }> {
  let start = 0
  while (start < text.length) {
    LINE.lastIndex = start
    const whole = LINE.exec(text)?.[0] ?? ''
    yield { start, line: whole.replace(/[\r\n]+$/u, '') }
    start += whole.length
  }
}

/**
 * The headings of a case text, in order. Markdown headings always count; bold, colon and bare lines only with words
 * that are headings on a ward, so that "Note: she is allergic" stays prose.
 */
export function findHeadings(text: string): Heading[] {
  const lines = [...eachLine(text)]
  return lines.flatMap(({ start, line }, index) => {
    // A line this long can only be prose after "Label:".
    const head = line.slice(0, 200)
    const indent = INDENT.exec(head)?.[0].replaceAll('\t', '  ').length ?? 0
    const atx = head.length === line.length ? ATX.exec(head) : null
    const underline = UNDERLINE.test(lines[index + 1]?.line ?? '') && ALONE.test(head)
    const match = atx ?? BOLD.exec(head) ?? COLON.exec(head) ?? ALONE.exec(head)
    const label = match?.groups?.['label']?.trim().replace(/:$/u, '').trim()
    if (!match || !label) return []
    const known = isGoldLabel(label) ? ('gold' as const) : stageKindOf(label)
    const kind = known ?? (atx || underline ? ('other' as const) : null)
    if (!kind) return []
    // A bare lower-case word on a line of its own, such as "other", is more likely the end of a wrapped sentence.
    if (!atx && !underline && match[0] === head && !/[:*_]/u.test(match[0]) && !/^[ \t]*\p{Lu}/u.test(head))
      return []
    const level = atx ? (match.groups?.['marks']?.length ?? 1) : null
    return [
      {
        label,
        kind,
        start,
        contentStart: start + match[0].length,
        indent,
        isGroup: isGroupLabel(label),
        level,
      },
    ]
  })
}
