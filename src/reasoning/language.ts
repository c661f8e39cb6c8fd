/** The language-model side of this room, apart from its index so that it is loaded only with a model. */
export { createLanguageReasoner } from './language-reasoner'
export { createStructuredStrategy } from './strategies/structured'
