import type { Span } from '../../../domain/span'

/** A marked stretch of text; marks may overlap. */
export interface TextMark<Payload> {
  readonly span: Span
  readonly payload: Payload
}

/** A stretch of text under one set of marks. Segments follow each other without gaps. */
export interface TextSegment<Payload> {
  readonly span: Span
  readonly payloads: readonly Payload[]
}

/**
 * Cuts a stretch of text wherever a mark begins or ends, so that overlapping marks can be drawn side by side.
 * Offsets are UTF-16, as in `range`; marks outside it are left out, those that stick out are cut.
 */
export function segmentText<Payload>(
  range: Span,
  marks: readonly TextMark<Payload>[],
): TextSegment<Payload>[] {
  const inside = marks.filter(
    ({ span }) => span.start < range.end && span.end > range.start && span.start < span.end,
  )
  const cuts = new Set([range.start, range.end])
  for (const { span } of inside) {
    cuts.add(Math.max(span.start, range.start))
    cuts.add(Math.min(span.end, range.end))
  }
  const ordered = [...cuts].sort((a, b) => a - b)
  const byStart = [...inside].sort((a, b) => a.span.start - b.span.start)
  const segments: TextSegment<Payload>[] = []
  let open: TextMark<Payload>[] = []
  let next = 0
  for (let i = 0; i + 1 < ordered.length; i++) {
    const start = ordered[i] ?? range.start
    const end = ordered[i + 1] ?? range.end
    for (let mark = byStart[next]; mark && mark.span.start <= start; mark = byStart[++next]) open.push(mark)
    open = open.filter((mark) => mark.span.end > start)
    segments.push({ span: { start, end }, payloads: open.map((mark) => mark.payload) })
  }
  return segments
}
