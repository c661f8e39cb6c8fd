import { createContext, useContext } from 'react'
import type { Blinding } from '../../../domain/project'
import { DEFAULT_RUBRIC, type Rubric } from '../../../domain/rubric'

/** Under what a run is graded: a project's rubric and blinding, or the default with nothing hidden. */
export interface GradingRules {
  readonly rubric: Rubric
  readonly blinding: Blinding
  /** Whether the time spent on each step is kept. */
  readonly isTimed: boolean
}

export const FREE_RULES: GradingRules = {
  rubric: DEFAULT_RUBRIC,
  blinding: { gold: false, engine: false, flags: false, otherReviewers: false },
  isTimed: false,
}

export const GradingRulesContext = createContext<GradingRules>(FREE_RULES)

export function useGradingRules(): GradingRules {
  return useContext(GradingRulesContext)
}
