import { compareTexts } from '../similar-texts'

/** A step or a statement as it is compared: its words, and the ids of the concepts read in it. */
export interface AlignedText {
  readonly text: string
  readonly concepts: ReadonlySet<string>
}

/** A pair that may say the same. `score` from 0 to 1. */
export interface SuggestedLink {
  readonly step: number
  readonly statement: number
  readonly score: number
}

/** Below this, a pair has little more in common than the case they are both about. */
const LEAST_SCORE = 0.12
const MOST_PER_STATEMENT = 2
const WORDS_SHARE = 0.6

/**
 * Pairs of step and statement that may say the same, the best two of each statement, best first within it. The score is
 * 0.6 × the likeness of their words plus 0.4 × the share of concepts in common (Jaccard); words alone where neither text
 * has a concept. A hint for a reviewer, who decides.
 */
export function suggestLinks(
  steps: readonly AlignedText[],
  statements: readonly AlignedText[],
): SuggestedLink[] {
  const likeness = compareTexts(
    statements.map(({ text }) => text),
    steps.map(({ text }) => text),
  )
  return statements.flatMap((statement, index) =>
    steps
      .map((step, at) => {
        const words = likeness[index]?.[at] ?? 0
        const shared = shareOfConcepts(statement.concepts, step.concepts)
        const score = shared === null ? words : WORDS_SHARE * words + (1 - WORDS_SHARE) * shared
        return { step: at, statement: index, score }
      })
      .filter(({ score }) => score >= LEAST_SCORE)
      .sort((a, b) => b.score - a.score || a.step - b.step)
      .slice(0, MOST_PER_STATEMENT),
  )
}

function shareOfConcepts(a: ReadonlySet<string>, b: ReadonlySet<string>): number | null {
  const common = [...a].filter((concept) => b.has(concept)).length
  const all = a.size + b.size - common
  return all === 0 ? null : common / all
}
