import type { Check } from '../../domain/check'
import type { Finding } from '../../domain/finding'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import { createQuoteLocator } from '../../domain/locate-quote'
import { checkFindings } from './check-findings'
import { checkNumbers } from './check-numbers'
import { checkQuotes } from './check-quotes'
import { checkRepetition } from './check-repetition'

/** A case made ready for checking steps against it. */
export interface VerifierContext {
  readonly presentation: string
  readonly findings: readonly Finding[]
  /** Reads the findings that a step's own text states. */
  readonly readFindings: (text: string) => readonly Finding[]
  readonly locate: ReturnType<typeof createQuoteLocator>
}

/** Prepares a case. `readFindings` reads any text; `findings` are the case's, where more is known of it than its words. */
export function createVerifierContext(
  presentation: string,
  readFindings: VerifierContext['readFindings'],
  findings = readFindings(presentation),
): VerifierContext {
  return {
    presentation,
    findings,
    readFindings,
    locate: createQuoteLocator(presentation),
  }
}

/**
 * The verifier: a deterministic check of one step against the case and the steps before it. A flag is a hint to the
 * reviewer, never a grade. Spans are offsets into the presentation.
 */
export function verifyStep(
  context: VerifierContext,
  step: ReasoningStepDraft,
  earlier: readonly ReasoningStepDraft[],
): Check[] {
  return [
    ...checkQuotes(context, step),
    ...checkFindings(context, step),
    ...checkNumbers(context, step),
    ...checkRepetition(step, earlier),
  ]
}
