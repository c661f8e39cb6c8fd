import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import type { Span } from '../../domain/span'
import type { AnswerStep, AnswerStepKind } from '../strategies/answer-schema'

/** A checked step of an answer as a step of the run: its quotes found in the case, its numbers counting from 0. */
export function toStepDraft(
  step: AnswerStep,
  fixedKind: AnswerStepKind | null,
  index: number,
  locate: (quote: string) => Span | null,
): ReasoningStepDraft {
  const kind = fixedKind ?? step.kind
  if (!kind) throw new Error('neither the step nor its place says its kind')
  const { repliesTo = 0 } = step
  return {
    index,
    kind,
    text: step.text.trim(),
    quotes: step.quotes.map((quote) => ({ text: quote.trim(), span: locate(quote) })),
    hypotheses: step.moves.map(({ diagnosis, direction }) => ({
      diagnosis: diagnosis.trim(),
      diseaseId: null,
      direction,
      likelihoodRatio: null,
    })),
    ...(repliesTo >= 1 && repliesTo <= index && { repliesTo: repliesTo - 1 }),
  }
}
