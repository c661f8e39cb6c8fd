export { createPromptApiEngine, PROMPT_API_VERSION, type PromptApiOptions } from './prompt-api-engine'
