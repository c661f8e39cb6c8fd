import type { Span } from '../span'
import type { IdentifierMatch } from './identifier'

/** Where a replaced stretch stood (`before`) and where its placeholder stands (`after`); in order. */
export interface OffsetMap {
  readonly replaced: readonly { readonly before: Span; readonly after: Span }[]
}

/**
 * Puts the placeholder of each match in its place. `matches` must come from `findIdentifiers` of the same text, some
 * of them may be left out. The map carries spans of the old text, such as stages, over to the new one.
 */
export function replaceIdentifiers(
  text: string,
  matches: readonly Pick<IdentifierMatch, 'span' | 'replacement'>[],
): { readonly text: string; readonly map: OffsetMap } {
  const parts: string[] = []
  const replaced: { before: Span; after: Span }[] = []
  let [position, length] = [0, 0]
  for (const { span, replacement } of matches) {
    parts.push(text.slice(position, span.start), replacement)
    const start = length + span.start - position
    length = start + replacement.length
    replaced.push({ before: span, after: { start, end: length } })
    position = span.end
  }
  parts.push(text.slice(position))
  return { text: parts.join(''), map: { replaced } }
}

/** A span of the old text in the new one. A border inside a replaced stretch moves out to take in the whole placeholder. */
export function mapSpan(map: OffsetMap, span: Span): Span {
  return { start: mapOffset(map, span.start, 'start'), end: mapOffset(map, span.end, 'end') }
}

function mapOffset(map: OffsetMap, offset: number, side: 'start' | 'end'): number {
  let shift = 0
  for (const { before, after } of map.replaced) {
    if (offset <= before.start) break
    if (offset < before.end) return after[side]
    shift = after.end - before.end
  }
  return offset + shift
}
