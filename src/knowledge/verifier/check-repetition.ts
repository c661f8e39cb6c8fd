import type { Check } from '../../domain/check'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import { readWords } from '../extraction/words'

/** Words that any two medical sentences share. */
const COMMON = new Set(
  'a an and are as at be but by for from has have in is it its no not of on or that the this to was with which patient odds multiply multiplie lower finding case noted mentioned said stated above before again already previously'.split(
    ' ',
  ),
)
/** Share of the words in common from which a step counts as said before. */
const REPEATS = 0.8
/** Shorter steps are alike by chance, unless every word is the same. */
const FEWEST_WORDS = 5

/** A step that says again, in whatever order, what one before it said. */
export function checkRepetition(step: ReasoningStepDraft, earlier: readonly ReasoningStepDraft[]): Check[] {
  const own = wordSet(step.text)
  if (own.size === 0) return []
  let best = { similarity: 0, index: 0 }
  for (const other of earlier) {
    const words = wordSet(other.text)
    const shared = [...own].filter((word) => words.has(word)).length
    const similarity = shared / (own.size + words.size - shared)
    const isLong = own.size >= FEWEST_WORDS && words.size >= FEWEST_WORDS
    if ((isLong || similarity === 1) && similarity > best.similarity)
      best = { similarity, index: other.index }
  }
  return best.similarity >= REPEATS
    ? [{ code: 'repeats-step', earlierStep: best.index, similarity: best.similarity }]
    : []
}

function wordSet(text: string): Set<string> {
  return new Set(readWords(text).flatMap(({ form }) => (COMMON.has(form) ? [] : [form])))
}
