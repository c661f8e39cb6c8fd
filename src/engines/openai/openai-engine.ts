import { engineFailure, isEngineFailure, type Engine, type ModelRef } from '../engine'
import { toConnection, type Connection } from './connection'
import { protocolOfPage, readModels } from './list-models'
import { createOpenAiSession } from './openai-session'

export interface OpenAiOptions {
  /** Sends the requests. The page gives one that asks allowed hosts only; an EngineFailure it throws is passed on. */
  readonly fetch: typeof fetch
  /** `location.protocol` of the page; null outside one. */
  readonly pageProtocol: string | null
  /** Context to count with; null to ask the server, where it tells. */
  readonly contextTokens: number | null
  /** Longest silence before the first token. A server that loads the model first, or has a queue, may need more. */
  readonly firstTokenMs: number
  /** Longest silence between two tokens. */
  readonly stallMs: number
  /** False lets calls of one session run side by side, as a batch wants it. */
  readonly isSerial: boolean
}

/** Of the protocol as it is spoken here; the server's own version isn't told. */
export const OPENAI_ENGINE_VERSION = 'chat completions 1'

function serverOf(model: ModelRef): Extract<ModelRef, { kind: 'server' }> {
  if (model.kind === 'server') return model
  throw engineFailure('engine-unsupported', `no server in a model of kind "${model.kind}"`)
}

/**
 * Any server that speaks OpenAI's chat completions: Ollama, llama.cpp, LM Studio, vLLM. Runs in the browser and in Node.
 *
 * `load` asks the server for its models, which tells early that it is down, refuses the key, or isn't one. Servers decide about
 * sampling beyond temperature and seed, and only llama.cpp reports its working time. A server that doesn't know JSON schemas is
 * asked for any JSON, then in words; what it writes is to be checked. Token counts are 0 where it doesn't tell them.
 */
export function createOpenAiEngine(options: Partial<OpenAiOptions> = {}): Engine {
  const settings: OpenAiOptions = {
    fetch: globalThis.fetch.bind(globalThis),
    pageProtocol: protocolOfPage(),
    contextTokens: null,
    firstTokenMs: 60_000,
    stallMs: 60_000,
    isSerial: true,
    ...options,
  }
  const { firstTokenMs, stallMs, isSerial } = settings

  async function findContextTokens(
    connection: Connection,
    model: string,
    signal: AbortSignal,
  ): Promise<number> {
    try {
      const models = await readModels(connection, signal)
      const found = models.find(({ id }) => id === model) ?? (models.length === 1 ? models[0] : undefined)
      return found?.contextTokens ?? Infinity
    } catch (error) {
      // A server may well have no list of models and still answer.
      if (isEngineFailure(error) && error.code === 'server-missing') return Infinity
      throw error
    }
  }

  return {
    id: 'openai',
    version: OPENAI_ENGINE_VERSION,
    availability: async () => ({ kind: 'ready' }),
    describe: async (model) => ({ name: serverOf(model).model, fingerprint: null }),
    async load(model, on, signal) {
      const { baseUrl, model: name, apiKey } = serverOf(model)
      signal.throwIfAborted()
      on({ fraction: null })
      const { fetch, pageProtocol } = settings
      const connection = toConnection({ baseUrl, apiKey, fetch, pageProtocol })
      const contextTokens = settings.contextTokens ?? (await findContextTokens(connection, name, signal))
      on({ fraction: 1 })
      return createOpenAiSession({ connection, model: name, contextTokens, firstTokenMs, stallMs, isSerial })
    },
  }
}
