import { engineFailure, type Generation, type Session, type Token } from '../engine'
import { abortable, createMutex } from '../mutex'
import { createWatchdog } from '../watchdog'
import { classifyReadError, classifyRefusal, classifyStreamError } from './classify-answer'
import { readRefusal, request as sendRequest, type Connection } from './connection'
import { readCompletion, type CompletionReading } from './read-completion'
import { adaptDialect, FULL_DIALECT, toRequestBody, type Dialect } from './request-body'
import { createEventStream, type ServerEvent } from './sse'

export interface OpenAiSessionSettings {
  readonly connection: Connection
  readonly model: string
  /** Infinity where the server doesn't tell. */
  readonly contextTokens: number
  readonly firstTokenMs: number
  readonly stallMs: number
  readonly isSerial: boolean
}

interface Sent {
  readonly response: Response
  readonly dialect: Dialect
}

/** The chunks of a body; @throws EngineFailure `answer-cut` when the connection breaks. */
async function* readChunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body.getReader()
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      yield value
    }
  } catch (error) {
    throw classifyReadError(error)
  } finally {
    reader.releaseLock()
  }
}

async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent, void, undefined> {
  const stream = createEventStream()
  for await (const bytes of readChunks(body)) yield* stream.push(bytes)
  const last = stream.end()
  if (last) yield last
}

/** The value; @throws EngineFailure `stalled` after `limitMs`, or the signal's reason on abort. */
async function waitFor<T>(work: Promise<T>, limitMs: number, signal: AbortSignal): Promise<T> {
  const watchdog = createWatchdog(limitMs, () => engineFailure('stalled', `no token for ${limitMs} ms`))
  try {
    return await abortable(Promise.race([work, watchdog.barked]), signal)
  } finally {
    watchdog.stop()
  }
}

/** A chat with one model of a server. Nothing is loaded here; the server keeps the model. */
export function createOpenAiSession(settings: OpenAiSessionSettings): Session {
  const { connection, model, contextTokens } = settings
  const { apiKey } = connection
  const mutex = createMutex()
  const disposal = new AbortController()
  let dialect = FULL_DIALECT

  /** Asks in the dialect learned so far, and with one thing less after each refusal that names it. */
  async function send(request: Generation, signal: AbortSignal): Promise<Sent> {
    for (let tried = dialect; ;) {
      const body = toRequestBody(model, request, tried)
      const response = await sendRequest(connection, '/chat/completions', body, signal)
      if (response.ok) {
        dialect = tried
        return { response, dialect: tried }
      }
      const refusal = await readRefusal(response, Date.now())
      const next = adaptDialect(tried, refusal, request.schema !== null)
      if (!next) throw classifyRefusal(refusal, apiKey)
      tried = next
    }
  }

  async function readWhole(response: Response, reading: CompletionReading): Promise<Token[]> {
    const text = await response.text().catch((error: unknown) => {
      throw classifyReadError(error)
    })
    try {
      return reading.readWhole(JSON.parse(text))
    } catch (error) {
      if (error instanceof SyntaxError) throw classifyStreamError('an answer that is no JSON', apiKey)
      throw error
    }
  }

  /** Tokens of one call, without regard to abort and silence: those race against it. */
  async function* readTokens(
    request: Generation,
    signal: AbortSignal,
  ): AsyncGenerator<Token, void, undefined> {
    const { response, dialect: spoken } = await send(request, signal)
    const reading = readCompletion({ request, dialect: spoken, contextTokens, apiKey })
    const type = response.headers.get('Content-Type') ?? ''
    if (type.includes('text/html') || !response.body)
      throw engineFailure('server-missing', 'the address answers with a web page, not with a model')
    if (type.includes('application/json')) yield* await readWhole(response, reading)
    else {
      for await (const event of readEvents(response.body)) {
        yield* reading.read(event)
        if (reading.isDone) break
      }
    }
    yield* reading.end()
  }

  async function* generate(
    request: Generation,
    callerSignal: AbortSignal,
  ): AsyncGenerator<Token, void, undefined> {
    const signal = AbortSignal.any([callerSignal, disposal.signal])
    signal.throwIfAborted()
    const release = settings.isSerial ? await mutex.acquire(signal) : () => undefined
    const controller = new AbortController()
    const tokens = readTokens(request, controller.signal)
    let limitMs = settings.firstTokenMs
    try {
      for (;;) {
        const next = await waitFor(tokens.next(), limitMs, signal)
        if (next.done) return
        limitMs = settings.stallMs
        yield next.value
      }
    } finally {
      controller.abort()
      // Not awaited: it ends with the connection, which the line above has closed.
      void tokens.return().then(undefined, () => undefined)
      release()
    }
  }

  return {
    contextTokens,
    generate,
    async dispose() {
      disposal.abort(engineFailure('engine-crashed', 'the session was closed'))
    },
  }
}
