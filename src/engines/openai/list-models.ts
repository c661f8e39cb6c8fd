import { engineFailure } from '../engine'
import { abortable } from '../mutex'
import { classifyReadError, classifyRefusal } from './classify-answer'
import { readRefusal, request, toConnection, type Connection } from './connection'

/** A model that a server offers. */
export interface ServerModel {
  readonly id: string
  /** Tokens that prompt and answer share; null where the server doesn't say (Ollama, LM Studio). */
  readonly contextTokens: number | null
}

function countIn(value: unknown, key: string): number | null {
  if (typeof value !== 'object' || value === null) return null
  const count = (value as Readonly<Record<string, unknown>>)[key]
  return typeof count === 'number' && Number.isInteger(count) && count > 0 ? count : null
}

function readModel(value: unknown): ServerModel[] {
  if (typeof value !== 'object' || value === null || !('id' in value) || typeof value.id !== 'string')
    return []
  const meta = 'meta' in value ? value.meta : null
  // vLLM says `max_model_len`; newer llama.cpp `meta.n_ctx` (`n_ctx_train` is what the model could, not what is set).
  return [{ id: value.id, contextTokens: countIn(value, 'max_model_len') ?? countIn(meta, 'n_ctx') }]
}

/**
 * The models a server offers, in its order, by `GET /models`.
 *
 * @throws EngineFailure `mixed-content`, `server-unreachable`, `server-refused` (401, 403), `server-missing` (404),
 * `server-busy` (429) or `server-error`; `server-unreachable` also after 30 s without an answer; the signal's reason on abort.
 */
export async function listServerModels(
  baseUrl: string,
  apiKey: string | null,
  signal: AbortSignal,
  options: { readonly fetch?: typeof fetch; readonly pageProtocol?: string | null } = {},
): Promise<ServerModel[]> {
  const { fetch: send = globalThis.fetch.bind(globalThis), pageProtocol = protocolOfPage() } = options
  return readModels(toConnection({ baseUrl, apiKey, fetch: send, pageProtocol }), signal)
}

/** The list is short and at hand; a server that takes longer is taken for gone. */
const LIST_MS = 30_000

export async function readModels(
  connection: Connection,
  callerSignal: AbortSignal,
  limitMs = LIST_MS,
): Promise<ServerModel[]> {
  callerSignal.throwIfAborted()
  const controller = new AbortController()
  const late = () =>
    controller.abort(engineFailure('server-unreachable', `no list of models within ${limitMs} ms`))
  const timer = setTimeout(late, limitMs)
  try {
    return await askForModels(connection, AbortSignal.any([callerSignal, controller.signal]))
  } finally {
    clearTimeout(timer)
    controller.abort()
  }
}

async function askForModels(connection: Connection, signal: AbortSignal): Promise<ServerModel[]> {
  const response = await abortable(request(connection, '/models', null, signal), signal)
  if (!response.ok) throw classifyRefusal(await readRefusal(response, Date.now()), connection.apiKey)
  let value: unknown
  try {
    value = await abortable(response.json(), signal)
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (!(error instanceof SyntaxError)) throw classifyReadError(error)
    throw engineFailure('server-missing', 'the address answers, but not with a list of models', error)
  }
  const data = typeof value === 'object' && value !== null && 'data' in value ? value.data : null
  if (data === null) return [] // Ollama without a model
  if (!Array.isArray(data))
    throw engineFailure('server-missing', 'the address answers, but not with a list of models')
  return data.flatMap(readModel)
}

/** Null in Node, which has no page. */
export function protocolOfPage(): string | null {
  return (globalThis as { location?: { protocol: string } }).location?.protocol ?? null
}
