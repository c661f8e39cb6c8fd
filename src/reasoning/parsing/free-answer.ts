import { createQuoteLocator } from '../../domain/locate-quote'
import type { Quote, ReasoningStepDraft } from '../../domain/reasoning-step'
import type { Span } from '../../domain/span'
import { answerFault, type AnswerEvent, type AnswerReader } from '../strategies/strategy'
import { guessStepKind } from './guess-step-kind'
import { createStepSegmenter, type SegmentPart, type SegmentWay } from './segment-steps'

export interface FreeAnswerContext {
  readonly presentation: string
  readonly firstIndex: number
  readonly way: SegmentWay
}

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

/** Reads free text into steps while it arrives. */
export function createFreeAnswerReader({ presentation, firstIndex, way }: FreeAnswerContext): AnswerReader {
  const segmenter = createStepSegmenter(way)
  const locate = createQuoteLocator(presentation)
  let index = firstIndex

  function toDraft(text: string): ReasoningStepDraft {
    const kind = guessStepKind(text, index === 0)
    return { index, kind, text, quotes: findQuotes(text, locate), hypotheses: [] }
  }

  function toEvents(parts: readonly SegmentPart[]): AnswerEvent[] {
    return parts.map((part): AnswerEvent => {
      if (part.kind === 'start') return { kind: 'step-started', index, stepKind: 'finding' }
      if (part.kind === 'text') return { kind: 'text-delta', index, text: part.text }
      const step = toDraft(part.segment.text)
      index += 1
      return { kind: 'step-completed', step }
    })
  }

  function finish(): AnswerEvent[] {
    const events = toEvents(segmenter.end())
    if (index === firstIndex) throw answerFault('expected steps in words, found none')
    return events
  }

  return {
    push: (text) => toEvents(segmenter.push(text)),
    end: finish,
    cut: () => [...toEvents(segmenter.push(' …')), ...finish()],
  }
}
