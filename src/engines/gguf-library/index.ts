export { createGgufLibrary, type GgufLibrary, type TransferProgress } from './gguf-library'
export { readModelAddress } from './model-address'
export type { KeptModel } from './kept-files'
