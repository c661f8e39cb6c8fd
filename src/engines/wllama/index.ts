export { createWllamaEngine, WLLAMA_VERSION, type WllamaOptions } from './wllama-engine'
export { readGgufHeader, type GgufHeader, type GgufHeaderResult, type GgufProblem } from './gguf-header'
