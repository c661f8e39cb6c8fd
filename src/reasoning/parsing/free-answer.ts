import { createQuoteLocator } from '../../domain/locate-quote'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import { findQuotes } from '../../formats/free-text/find-quotes'
import { guessStepKind } from '../../formats/free-text/guess-step-kind'
import { createStepSegmenter, type SegmentPart, type SegmentWay } from '../../formats/free-text/segment-steps'
import { answerFault, type AnswerEvent, type AnswerReader } from '../strategies/strategy'

export interface FreeAnswerContext {
  readonly presentation: string
  readonly firstIndex: number
  readonly way: SegmentWay
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
