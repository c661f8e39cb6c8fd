/**
 * A stretch of the presentation, in UTF-16 code units: `start` inclusive, `end` exclusive,
 * counted from the start of `presentation` (not of a stage).
 */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The words a span covers. */
export function sliceSpan(text: string, span: Span): string {
  return text.slice(span.start, span.end)
}

/** Whether two spans share at least one code unit. */
export function spansOverlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}
