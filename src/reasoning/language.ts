/** The language-model side of this room, apart from its index so that it is loaded only with a model. */
export { createLanguageReasoner, type LanguageReasonerOptions } from './language-reasoner'
export { defaultPromptSet, missingSlots, type PromptSet } from './prompts/prompt-set'
export { createStrategy } from './strategies/create-strategy'
export { createStructuredStrategy } from './strategies/structured'
export type { Strategy } from './strategies/strategy'
