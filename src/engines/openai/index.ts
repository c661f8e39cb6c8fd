export { createOpenAiEngine, type OpenAiOptions } from './openai-engine'
export { readRetryAfterMs } from './classify-answer'
export { readBaseUrl, type BaseUrlRead } from './endpoint'
export { listServerModels, type ServerModel } from './list-models'
