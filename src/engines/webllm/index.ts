export { writeEbnf } from './write-ebnf'
export { createWebLlmEngine, type WebLlmOptions } from './webllm-engine'
export {
  CURATED_MODELS,
  estimateBytes,
  listCatalogue,
  type CatalogueModel,
  type CuratedModel,
} from './catalogue'
