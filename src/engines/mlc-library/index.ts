export { createMlcLibrary, type MlcLibrary } from './mlc-library'
export { type MlcModel, type MlcSource, toWebLlmRecord } from './mlc-cache'
