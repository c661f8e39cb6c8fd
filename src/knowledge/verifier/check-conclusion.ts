import type { Check } from '../../domain/check'
import type { HypothesisTouch, ReasoningStepDraft } from '../../domain/reasoning-step'
import { readWords } from '../extraction/words'
import type { VerifierContext } from './verifier-context'

/** A conclusion on a diagnosis that no step before it spoke for, by hypothesis or in words. */
export function checkConclusion(
  context: VerifierContext,
  step: ReasoningStepDraft,
  earlier: readonly ReasoningStepDraft[],
): Check[] {
  if (step.kind !== 'conclude' || earlier.length === 0) return []
  const concluded = step.hypotheses.find(({ direction }) => direction === 'for')
  if (!concluded) return []
  const isSupported = earlier.some(
    ({ text, hypotheses }) =>
      hypotheses.some((touch) => touch.direction === 'for' && isSame(context, touch, concluded)) ||
      names(text, concluded.diagnosis),
  )
  return isSupported ? [] : [{ code: 'conclusion-unsupported', diagnosis: concluded.diagnosis }]
}

type Named = Pick<HypothesisTouch, 'diagnosis' | 'diseaseId'>

/** The id in the pack of a diagnosis; null where the pack knows none by that name. */
export function idOf({ diagnoses }: VerifierContext, { diagnosis, diseaseId }: Named): string | null {
  return diseaseId ?? diagnoses.findDisease(diagnosis)?.id ?? null
}

/** Whether two names are of one disease: by the pack, else by their words. */
export function isSame(context: VerifierContext, a: Named, b: Named): boolean {
  const [idA, idB] = [idOf(context, a), idOf(context, b)]
  if (idA !== null && idB !== null) return idA === idB
  return fold(a.diagnosis) === fold(b.diagnosis)
}

const fold = (name: string) =>
  readWords(name)
    .map(({ form }) => form)
    .join(' ')

/** Whether a text holds most of the words that name a diagnosis. */
function names(text: string, diagnosis: string): boolean {
  const held = new Set(readWords(text).map(({ form }) => form))
  const wanted = readWords(diagnosis)
    .map(({ form }) => form)
    .filter((form) => form.length > 3)
  return wanted.length > 0 && wanted.filter((form) => held.has(form)).length / wanted.length >= 0.5
}
