import type { Quote } from '../../domain/reasoning-step'
import type { Span } from '../../domain/span'

const QUOTED = /"([^"\n]{2,240})"|“([^”\n]{2,240})”|«([^»\n]{2,240})»|„([^“”\n]{2,240})[“”]/gu

/**
 * Words between quotation marks, found in the case. One word that isn't there is a manner of speaking ('so-called'); several that
 * aren't are a claim that doesn't hold.
 */
export function findQuotes(text: string, locate: (quote: string) => Span | null): Quote[] {
  const quotes = [...text.matchAll(QUOTED)].map((match): Quote => {
    const words = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').trim()
    return { text: words, span: locate(words) }
  })
  return quotes.filter(({ text: words, span }) => span !== null || /\s/.test(words))
}
