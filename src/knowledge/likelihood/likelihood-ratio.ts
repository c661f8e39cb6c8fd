import type { Polarity } from '../../domain/finding'
import { type Disease, type FindingConcept, frequencyIn, isKnownTo } from '../pack/pack'
import { LEAST_BACKGROUND, RATIO_BOUNDS } from './ranking-constants'

/** A present finding that a disease doesn't list counts against it, the more the rarer it is in others; never below this. */
const LEAST_UNEXPLAINED = 0.6
/** Findings at least this common in other patients need no explanation. */
export const NEEDS_NO_EXPLANATION = 0.06
const UNEXPLAINED_SLOPE = 0.45

/**
 * Likelihood ratio of a finding for a disease against other patients: LR+ = P(f|D) / P(f|others) when present,
 * LR− = (1 − P(f|D)) / (1 − P(f|others)) when absent, bounded.
 * @see Fagan TJ. Nomogram for Bayes's theorem. N Engl J Med 1975;293:257.
 */
export function likelihoodRatio(disease: Disease, concept: FindingConcept, polarity: Polarity): number {
  const inDisease = frequencyIn(disease, concept.id)
  const background = Math.max(LEAST_BACKGROUND, concept.background)
  if (inDisease === undefined)
    return polarity === 'present' && isKnownTo(disease, concept) ? unexplainedRatio(background) : 1
  const ratio = polarity === 'present' ? inDisease / background : (1 - inDisease) / (1 - background)
  return Math.min(RATIO_BOUNDS[1], Math.max(RATIO_BOUNDS[0], ratio))
}

/** What a present finding that no part of a script explains does to its odds. */
export function unexplainedRatio(background: number): number {
  if (background >= NEEDS_NO_EXPLANATION) return 1
  return Math.max(LEAST_UNEXPLAINED, (background / NEEDS_NO_EXPLANATION) ** UNEXPLAINED_SLOPE)
}
