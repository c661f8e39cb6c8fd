export { createWllamaEngine, WLLAMA_VERSION, type WllamaOptions } from './wllama-engine'
export type { GgufHeader, GgufHeaderResult, GgufProblem } from './gguf-header'
