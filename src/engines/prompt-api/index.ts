export { createPromptApiEngine, type PromptApiOptions } from './prompt-api-engine'
