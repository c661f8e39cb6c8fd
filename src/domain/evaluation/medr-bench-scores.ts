/** What a step does, after MedR-Bench. */
export const STEP_CATEGORIES = ['Reasoning', 'Citation', 'Repetition', 'Redundancy'] as const
export type StepCategory = (typeof STEP_CATEGORIES)[number]

/** A step as judged: null where nobody said, or where the judge's word could not be read. */
export interface JudgedStep {
  readonly category: StepCategory | null
  readonly isFactual: boolean | null
}

/**
 * `compatible` does as MedR-Bench's code does: steps behind the tenth are dropped, an unread category counts as
 * Redundancy, and factuality without any reasoning step is 0. `strict` counts every step that has a judgement and leaves
 * what is undefined undefined. Say which was used.
 */
export const MEDR_BENCH_MODES = ['compatible', 'strict'] as const
export type MedRBenchMode = (typeof MEDR_BENCH_MODES)[number]

/** Fractions from 0 to 1; null where undefined. */
export interface MedRBenchScores {
  readonly efficiency: number | null
  readonly factuality: number | null
  readonly completeness: number | null
}

const MOST_STEPS = 10

/**
 * Efficiency: reasoning steps / steps. Factuality: factual reasoning steps / reasoning steps judged. Completeness:
 * reference statements covered / reference statements.
 * @see Qiu P et al. Quantifying the reasoning abilities of LLMs on clinical cases. Nat Commun 2025 (MedR-Bench).
 */
export function scoreMedRBench(
  steps: readonly JudgedStep[],
  covered: readonly boolean[],
  mode: MedRBenchMode,
): MedRBenchScores {
  const completeness = divide(covered.filter(Boolean).length, covered.length)
  if (mode === 'compatible') {
    const counted = steps.slice(0, MOST_STEPS)
    const reasoning = counted.filter(({ category }) => category === 'Reasoning')
    const factual = reasoning.filter(({ isFactual }) => isFactual === true)
    return {
      efficiency: divide(reasoning.length, counted.length),
      factuality: divide(factual.length, reasoning.length) ?? 0,
      completeness,
    }
  }
  const judged = steps.filter(({ category }) => category !== null)
  const reasoning = judged.filter(({ category }) => category === 'Reasoning')
  const checked = reasoning.filter(({ isFactual }) => isFactual !== null)
  return {
    efficiency: divide(reasoning.length, judged.length),
    factuality: divide(checked.filter(({ isFactual }) => isFactual === true).length, checked.length),
    completeness,
  }
}

const divide = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
