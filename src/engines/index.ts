// Engines run language models (a `Session` streams `Token`s under a schema) or, like the knowledge engine and a recorded run,
// are reasoners themselves. An adapter translates, nothing more: no prompts, no stores.
export {
  engineFailure,
  isEngineFailure,
  type Availability,
  type EndReason,
  type Engine,
  type EngineFailure,
  type Generation,
  type JsonSchema,
  type LoadProgress,
  type Message,
  type ModelFacts,
  type ModelRef,
  type Session,
  type Token,
  type UnsupportedReason,
  type Usage,
} from './engine'
export type {
  AskedQuestion,
  ExplainedEntry,
  ExplainedFocus,
  ExplainedMove,
  ExplainedRanking,
  RankingRequest,
} from './knowledge'
export { keepSession, type SessionKeeper } from './keep-session'
export { abortable } from './mutex'
export { createPushQueue, type PushQueue } from './push-queue'
export {
  createWllamaEngine,
  type GgufHeader,
  type GgufHeaderResult,
  type GgufProblem,
  type WllamaOptions,
} from './wllama'
export { createReplayPacing, createReplayReasoner, type ReplayPacing, type ReplaySpeed } from './replay'
export {
  createOpenAiEngine,
  listServerModels,
  readBaseUrl,
  readRetryAfterMs,
  type BaseUrlRead,
  type OpenAiOptions,
  type ServerModel,
} from './openai'
export { createPromptApiEngine, type PromptApiOptions } from './prompt-api'
export {
  createGgufLibrary,
  readModelAddress,
  type GgufLibrary,
  type KeptModel,
  type TransferProgress,
} from './gguf-library'
export { createMlcLibrary, type MlcLibrary, type MlcModel, type MlcSource } from './mlc-library'
export {
  CURATED_MODELS,
  createWebLlmEngine,
  estimateBytes,
  listCatalogue,
  writeEbnf,
  type CatalogueModel,
  type CuratedModel,
  type WebLlmOptions,
} from './webllm'
export {
  judgeModel,
  readDevice,
  type Device,
  type DeviceVerdict,
  type ModelNeeds,
  type VerdictReason,
} from './device'
