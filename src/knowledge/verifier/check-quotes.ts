import type { Check } from '../../domain/check'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import { readWords } from '../extraction/words'
import { findNearestWords } from './nearest-words'
import type { VerifierContext } from './verifier-context'

/** Quotations inside a step's own text: straight or curly double quotes around several letters. */
const QUOTATION = /["“]([^"“”]{3,300})["”]/gu
const ELLIPSIS = /\s*(?:\.\.\.|…|\[…\])\s*/u
/** Fewer words in quotation marks are a term or a doubt, not a quotation. */
const FEWEST_WORDS = 3

/**
 * Words given as a quotation that the case does not hold: neither as they stand nor with spelling differences that mean nothing.
 * The nearest words are shown. An ellipsis cuts a quote into parts, each of which must be there.
 */
export function checkQuotes(context: VerifierContext, step: ReasoningStepDraft): Check[] {
  const declared = step.quotes.map(({ text }) => text)
  const inText = [...step.text.matchAll(QUOTATION)]
    .map((match) => match[1] ?? '')
    .filter((text) => readWords(text).length >= FEWEST_WORDS)
  const quotes = [...new Set([...declared, ...inText])]
  return quotes.flatMap((quote): Check[] => {
    const parts = quote.split(ELLIPSIS).filter((part) => /[\p{L}\p{N}]/u.test(part))
    if (parts.every((part) => context.locate(part) !== null)) return []
    return [
      {
        code: 'quote-not-in-case',
        quote,
        nearest: findNearestWords(context.presentation, context.words, quote),
      },
    ]
  })
}
