import type { Check } from '../../domain/check'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import { readWords } from '../extraction/words'
import type { VerifierContext } from './verify-step'

/** Quotations inside a step's own text: straight or curly double quotes around several letters. */
const QUOTATION = /["“]([^"“”]{3,300})["”]/gu
const ELLIPSIS = /\s*(?:\.\.\.|…|\[…\])\s*/u
/** Fewer words in quotation marks are a term or a doubt, not a quotation. */
const FEWEST_WORDS = 3
/** Share of a quote's words that the nearest words must hold to be shown. */
const NEAR = 0.5

/** Words given as a quotation that the case does not hold. An ellipsis cuts a quote into parts, each of which must be there. */
export function checkQuotes(context: VerifierContext, step: ReasoningStepDraft): Check[] {
  const declared = step.quotes.map(({ text }) => text)
  const inText = [...step.text.matchAll(QUOTATION)]
    .map((match) => match[1] ?? '')
    .filter((text) => readWords(text).length >= FEWEST_WORDS)
  const quotes = [...new Set([...declared, ...inText])]
  return quotes.flatMap((quote) => {
    const parts = quote.split(ELLIPSIS).filter((part) => /[\p{L}\p{N}]/u.test(part))
    const isThere = parts.every((part) => context.locate(part) !== null)
    return isThere
      ? []
      : [{ code: 'quote-not-in-case' as const, quote, nearest: findNearest(context.presentation, quote) }]
  })
}

/** The window of the case, as long as the quote, that shares most of its words. */
function findNearest(
  presentation: string,
  quote: string,
): { text: string; span: { start: number; end: number } } | null {
  const wanted = new Set(readWords(quote).map(({ form }) => form))
  const words = readWords(presentation)
  const size = Math.max(1, readWords(quote).length)
  let best = { share: 0, from: 0 }
  const counts = new Map<string, number>()
  let distinct = 0
  for (let at = 0; at < words.length; at++) {
    const entering = words[at]?.form ?? ''
    if (wanted.has(entering)) {
      const count = counts.get(entering) ?? 0
      if (count === 0) distinct++
      counts.set(entering, count + 1)
    }
    const leaving = words[at - size]?.form
    if (leaving !== undefined && wanted.has(leaving)) {
      const count = (counts.get(leaving) ?? 1) - 1
      counts.set(leaving, count)
      if (count === 0) distinct--
    }
    const share = distinct / Math.max(1, wanted.size)
    if (share > best.share) best = { share, from: Math.max(0, at - size + 1) }
  }
  if (best.share < NEAR) return null
  const first = words[best.from]
  const last = words[Math.min(words.length, best.from + size) - 1]
  if (!first || !last) return null
  const span = { start: first.start, end: last.end }
  return { text: presentation.slice(span.start, span.end), span }
}
