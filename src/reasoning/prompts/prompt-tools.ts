import type { StrategyId } from '../strategies/strategy-list'
import type { PromptSet } from './prompt-set'

export type { PromptSet }

/** What an editor of prompts needs of the words themselves, which are loaded with the first model only. */
export interface PromptTools {
  /** The words of a strategy as they come with Rounds. */
  defaultPromptSet(strategy: StrategyId): PromptSet
  /** Slots of the default words that an edited copy lost. */
  missingSlots(set: PromptSet): readonly { readonly text: string; readonly slot: string }[]
}
