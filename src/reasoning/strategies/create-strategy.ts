import type { PromptSet } from '../prompts/prompt-set'
import { createFreeStrategy } from './free'
import { createPanelStrategy } from './panel'
import { createReflectStrategy } from './reflect'
import type { Strategy } from './strategy'
import type { StrategyId } from './strategy-list'
import { createStructuredStrategy } from './structured'
import { createTreeStrategy } from './tree'

const CREATORS: Readonly<Record<StrategyId, (prompts?: PromptSet) => Strategy>> = {
  structured: createStructuredStrategy,
  free: createFreeStrategy,
  tree: createTreeStrategy,
  reflect: createReflectStrategy,
  panel: createPanelStrategy,
}

/** A strategy by its id, in its own words or in those of an edited copy. @throws RangeError for another strategy's prompts. */
export function createStrategy(id: StrategyId, prompts?: PromptSet): Strategy {
  return CREATORS[id](prompts)
}
