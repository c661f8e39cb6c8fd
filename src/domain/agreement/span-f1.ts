import type { BootstrapOptions } from '../resampling/cluster-bootstrap'
import type { Span } from '../span'
import { addTo } from './additive-statistic'
import { type Measured, measureSums } from './measure-sums'
import { undefinedBecause, valueOf } from './statistic'

export const SPAN_UNITS = ['characters', 'tokens'] as const
/**
 * What is counted: UTF-16 code units under a span, or tokens (runs of letters and digits) that a span touches. Tokens
 * forgive a blank or comma at the edge; count characters in languages that don't put blanks between words.
 */
export type SpanUnit = (typeof SPAN_UNITS)[number]

/** What two reviewers marked in one text. Spans may overlap and come in any order; empty ones mark nothing. */
export interface SpanPair {
  readonly caseId: string
  readonly text: string
  readonly a: readonly Span[]
  readonly b: readonly Span[]
}

/**
 * F1 of the spans of two reviewers, pooled over all texts: 2 |A ∩ B| / (|A| + |B|), in characters or tokens. Symmetric, and
 * free of chance correction: there is no count of what neither marked. Undefined where neither marked anything.
 * @see Hripcsak G, Rothschild AS. Agreement, the F-measure, and reliability in information retrieval. J Am Med Inform
 *   Assoc 2005;12:296.
 */
export function measureSpanF1(
  pairs: readonly SpanPair[],
  unit: SpanUnit,
  bootstrap?: BootstrapOptions,
): Measured {
  const caseNumbers = new Map<string, number>()
  for (const { caseId } of pairs) if (!caseNumbers.has(caseId)) caseNumbers.set(caseId, caseNumbers.size)
  // Per case: units that both marked, and units that A marked plus units that B marked.
  const rows = new Float64Array(2 * caseNumbers.size)
  for (const { caseId, text, a, b } of pairs) {
    const at = 2 * (caseNumbers.get(caseId) ?? 0)
    const widen = (spans: readonly Span[]) => mergeSpans(unit === 'tokens' ? coverTokens(text, spans) : spans)
    const count = (spans: readonly Span[]) =>
      unit === 'tokens' ? spans.reduce((sum, span) => sum + countTokens(text, span), 0) : lengthOf(spans)
    const [markedA, markedB] = [widen(a), widen(b)]
    addTo(rows, at, count(intersectSpans(markedA, markedB)))
    addTo(rows, at + 1, count(markedA) + count(markedB))
  }
  const [measured] = measureSums(
    { rows, width: 2, clusterCount: caseNumbers.size },
    [
      ([shared = 0, marked = 0]) =>
        marked === 0 ? undefinedBecause('no-spans') : valueOf((2 * shared) / marked),
    ],
    bootstrap,
  )
  return measured ?? { result: undefinedBecause('no-spans'), interval: null }
}

const TOKEN = /[\p{L}\p{M}\p{N}]+/gu

/** The whole tokens that the spans touch. */
function coverTokens(text: string, spans: readonly Span[]): Span[] {
  const merged = mergeSpans(spans)
  return Array.from(text.matchAll(TOKEN), ({ index, 0: token }) => ({
    start: index,
    end: index + token.length,
  })).filter((token) => merged.some((span) => span.start < token.end && token.start < span.end))
}

function countTokens(text: string, { start, end }: Span): number {
  return text.slice(start, end).match(TOKEN)?.length ?? 0
}

/** In order and disjoint; spans that touch stay apart, so that neighbouring tokens aren't counted as one. */
function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.end <= span.start) continue
    const last = merged.at(-1)
    if (last && span.start < last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) }
    else merged.push(span)
  }
  return merged
}

function intersectSpans(a: readonly Span[], b: readonly Span[]): Span[] {
  const shared: Span[] = []
  let [i, j] = [0, 0]
  for (let [one, other] = [a[i], b[j]]; one && other; [one, other] = [a[i], b[j]]) {
    const [start, end] = [Math.max(one.start, other.start), Math.min(one.end, other.end)]
    if (start < end) shared.push({ start, end })
    if (one.end < other.end) i++
    else j++
  }
  return shared
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0)
}
