export { createWllamaEngine, type WllamaOptions } from './wllama-engine'
export type { GgufHeader, GgufHeaderResult, GgufProblem } from './gguf-header'
