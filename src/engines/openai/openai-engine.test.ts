import { afterEach, describe, expect, test } from 'vitest'
import { isEngineFailure, type Generation, type JsonSchema, type Session, type Token } from '../engine'
import { createOpenAiEngine, type OpenAiOptions } from './openai-engine'
import { llamaCppShape, STREAM_SHAPES, vllmShape } from '../../../scripts/model-server-shapes'
import {
  json,
  startTestServer,
  streamed,
  type Answering,
  type TestServer,
} from '../../../scripts/model-server'

const never = new AbortController().signal
const KEY = 'sk-test-4711'
const open: TestServer[] = []

afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

async function serve(answer: Answering): Promise<TestServer> {
  const server = await startTestServer((request) =>
    request.path === '/v1/models' ? json(200, { object: 'list', data: [{ id: 'm' }] }) : answer(request),
  )
  open.push(server)
  return server
}

async function openSession(
  server: Pick<TestServer, 'baseUrl'>,
  options: Partial<OpenAiOptions> = {},
): Promise<Session> {
  const model = { kind: 'server', baseUrl: server.baseUrl, model: 'm', apiKey: KEY } as const
  return createOpenAiEngine(options).load(model, () => undefined, never)
}

const schema: JsonSchema = {
  type: 'object',
  properties: { a: { type: 'string', pattern: '^[a-z ]{1,9}$', maxLength: 9 } },
  required: ['a'],
  additionalProperties: false,
}
const request: Generation = {
  messages: [{ role: 'user', content: 'Fièvre et toux – 38,2 °C' }],
  schema: null,
  maxTokens: 50,
  minTokens: 5,
  temperature: 0.2,
  seed: 4_294_967_295,
}
const shaped: Generation = { ...request, schema }

async function collect(session: Session, asked = request, signal = never): Promise<Token[]> {
  const tokens: Token[] = []
  for await (const token of session.generate(asked, signal)) tokens.push(token)
  return tokens
}

const joined = (tokens: readonly Token[], kind: 'text' | 'thinking') =>
  tokens.flatMap((token) => (token.kind === kind ? [token.text] : [])).join('')

async function failureOf(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  try {
    await work
  } catch (error) {
    if (isEngineFailure(error)) return { code: error.code, message: error.message }
    throw error
  }
  throw new Error('it did not fail')
}

describe.each(Object.entries(STREAM_SHAPES))('%s', (name, shape) => {
  const pieces = ['{"a":"péri', 'cardite 🫀', ' 痛"}']
  const thinking = ['Fever', ' and a rub.']

  test.each<[string, (text: string) => (string | Uint8Array)[]]>([
    ['as it comes', (text) => [text]],
    ['byte by byte', (text) => Array.from(Buffer.from(text), (byte) => Uint8Array.of(byte))],
    ['with CRLF, cut in the middle', (text) => cutInTwo(text.replaceAll('\n', '\r\n'))],
  ])('an answer %s', async (_how, cut) => {
    const server = await serve(() =>
      streamed(
        shape({ pieces, thinking, promptTokens: 90, cachedTokens: 30 }).flatMap((event) => cut(event)),
      ),
    )
    const tokens = await collect(await openSession(server))
    expect(joined(tokens, 'text')).toBe(pieces.join(''))
    expect(joined(tokens, 'thinking')).toBe(thinking.join(''))
    const cached = name === 'llama.cpp' || name === 'vLLM' ? 30 : 0
    expect(tokens.at(-1)).toEqual({
      kind: 'end',
      reason: 'complete',
      usage: {
        promptTokens: 90,
        reusedTokens: cached,
        outputTokens: 5,
        computeMs: name === 'llama.cpp' ? 420.5 : null,
      },
    })
  })

  test('an answer cut by its limit says so', async () => {
    const server = await serve(() => streamed(shape({ pieces, finish: 'length' })))
    const session = await openSession(server)
    expect((await collect(session, { ...request, maxTokens: 3 })).at(-1)).toMatchObject({
      reason: 'token-limit',
    })
  })

  test('a stream that breaks anywhere before its end is a cut answer', async () => {
    const events = shape({ pieces })
    const upTo = events.slice(0, 2).join('')
    for (const ending of ['break', 'end'] as const) {
      const server = await serve(() => streamed([upTo, `data: {"choices":[{"index":0,"de`], ending))
      expect((await failureOf(collect(await openSession(server)))).code).toBe('answer-cut')
    }
    const server = await serve(() => streamed([upTo]))
    expect((await failureOf(collect(await openSession(server)))).code).toBe('answer-cut')
  })
})

const cutInTwo = (text: string) => [text.slice(0, text.length - 3), text.slice(text.length - 3)]

test('what is sent: the messages, the bounds, the key in its header and nowhere else', async () => {
  const server = await serve(() => streamed(vllmShape({ pieces: ['{}'] })))
  await collect(await openSession(server), shaped)
  expect(server.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /v1/models',
    'POST /v1/chat/completions',
  ])
  const [, sent] = server.received
  expect(sent?.headers['authorization']).toBe(`Bearer ${KEY}`)
  expect(sent?.body).toEqual({
    model: 'm',
    messages: request.messages,
    response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } },
    max_tokens: 50,
    temperature: 0.2,
    seed: 4_294_967_295,
    stream: true,
    stream_options: { include_usage: true },
  })
  expect(JSON.stringify(server.received.map(({ path, body }) => [path, body]))).not.toContain(KEY)
})

test('free text asks for no format', async () => {
  const server = await serve(() => streamed(vllmShape({ pieces: ['Fever.'] })))
  await collect(await openSession(server))
  expect(server.received[1]?.body).not.toHaveProperty('response_format')
})

test('a server that does not stream is read whole', async () => {
  const message = { role: 'assistant', content: '```json\n{"a":"b"}\n```', reasoning: 'Hm.' }
  const usage = { prompt_tokens: 3, completion_tokens: 4 }
  const server = await serve(() =>
    json(200, { choices: [{ index: 0, message, finish_reason: 'stop' }], usage }),
  )
  const tokens = await collect(await openSession(server), shaped)
  expect([joined(tokens, 'thinking'), joined(tokens, 'text')]).toEqual(['Hm.', '{"a":"b"}'])
  expect(tokens.at(-1)).toMatchObject({ usage: { promptTokens: 3, outputTokens: 4 } })
})

describe('a server that refuses', () => {
  const formatOf = (body: Readonly<Record<string, unknown>> | null) =>
    (body?.['response_format'] as { type: string } | undefined)?.type ?? 'none'

  test('json_schema is asked for any JSON, then in words, and next time at once so', async () => {
    const server = await serve(({ body }) => {
      const type = formatOf(body)
      if (type === 'json_schema')
        return json(400, { error: { message: "'response_format' of type json_schema is not supported" } })
      if (type === 'json_object')
        return json(400, { error: `'response_format.type' must be 'json_schema' or 'text'` })
      return streamed(llamaCppShape({ pieces: ['```json\n', '{"a":"b"}', '\n```'] }))
    })
    const session = await openSession(server)
    expect(joined(await collect(session, shaped), 'text')).toBe('{"a":"b"}')
    await collect(session, shaped)
    const asked = server.received.slice(1).map(({ body }) => formatOf(body))
    expect(asked).toEqual(['json_schema', 'json_object', 'none', 'none'])
    const [first, second] = [1, 2].map(
      (at) => server.received[at]?.body?.['messages'] as { content: string }[],
    )
    expect(second?.[0]?.content.startsWith(first?.[0]?.content ?? '?')).toBe(true)
    expect(second?.[0]?.content).toContain('"a": string of at most 9 characters, without " \\ [ ]')
  })

  test('stream_options is asked without them, and counts what it sees', async () => {
    const server = await serve(({ body }) =>
      body && 'stream_options' in body
        ? json(422, { detail: [{ loc: ['body', 'stream_options'], msg: 'extra fields not permitted' }] })
        : streamed(vllmShape({ pieces: ['a', 'b'] }).filter((text) => !text.includes('usage'))),
    )
    const tokens = await collect(await openSession(server))
    expect(tokens.at(-1)).toMatchObject({ usage: { promptTokens: 0, outputTokens: 2 } })
  })

  test('a bound past its context is asked without one; the bound then holds here', async () => {
    const words =
      "This model's maximum context length is 40 tokens. However, you requested 60 tokens (10 in the messages, 50 in the completion)."
    const server = await serve(({ body }) =>
      body && 'max_tokens' in body
        ? json(400, { object: 'error', message: words, type: 'BadRequestError', code: 400 })
        : streamed(vllmShape({ pieces: Array.from({ length: 80 }, () => 'x') })),
    )
    const tokens = await collect(await openSession(server))
    expect(joined(tokens, 'text')).toBe('x'.repeat(50))
    expect(tokens.at(-1)).toMatchObject({ kind: 'end', reason: 'token-limit' })
  })

  test('max_tokens by its new name is asked by that', async () => {
    const words = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
    const server = await serve(({ body }) =>
      body && 'max_tokens' in body
        ? json(400, { error: { message: words } })
        : streamed(vllmShape({ pieces: ['a'] })),
    )
    await collect(await openSession(server))
    expect(server.received[2]?.body).toMatchObject({ max_completion_tokens: 50 })
  })
})

describe('failures have their codes', () => {
  const overflow = { error: { message: 'the request exceeds the available context size', n_ctx: 4096 } }
  test.each([
    [401, { error: { message: `Incorrect API key provided: ${KEY}.` } }, 'server-refused'],
    [403, { detail: 'no' }, 'server-refused'],
    [404, { error: { message: 'model "m" not found, try pulling it first' } }, 'server-missing'],
    [400, overflow, 'context-overflow'],
    [500, { error: 'the input length exceeds the context length' }, 'context-overflow'],
    [500, { error: { message: 'CUDA error' } }, 'server-error'],
    [503, { error: { message: 'Loading model' } }, 'server-error'],
    [400, { error: { message: 'bad seed' } }, 'server-error'],
  ])('HTTP %i %j is %s', async (status, body, code) => {
    const server = await serve(() => json(status, body))
    const failure = await failureOf(collect(await openSession(server)))
    expect(failure.code).toBe(code)
    expect(failure.message).toContain(`HTTP ${status}`)
    expect(failure.message).not.toContain(KEY)
  })

  test('busy, with the wait it asks for', async () => {
    const server = await serve(() => json(429, { error: { message: 'slow down' } }, { 'Retry-After': '7' }))
    const failure = await failureOf(collect(await openSession(server)))
    expect(failure).toEqual({ code: 'server-busy', message: 'HTTP 429 (retry after 7 s): slow down' })
  })

  test.each([
    ['data: {"error":{"message":"CUDA out of memory","code":500}}\n\n', 'server-error'],
    ['error: {"code":500,"message":"slot unavailable"}\n\n', 'server-error'],
    ['data: {"error":{"message":"context size exceeded"}}\n\n', 'context-overflow'],
  ])('an error in mid-stream: %s', async (event, code) => {
    const server = await serve(() =>
      streamed([
        vllmShape({ pieces: ['a'] })
          .slice(0, 2)
          .join(''),
        event,
      ]),
    )
    expect((await failureOf(collect(await openSession(server)))).code).toBe(code)
  })

  test('an answer that is a web page is no model server', async () => {
    const server = await serve(() => ({
      headers: { 'Content-Type': 'text/html' },
      pieces: ['<!doctype html><p>Welcome'],
    }))
    expect((await failureOf(collect(await openSession(server)))).code).toBe('server-missing')
  })

  test('nobody there', async () => {
    const server = await serve(() => json(200, {}))
    await server.close()
    open.length = 0
    const failure = await failureOf(openSession(server))
    expect(failure.code).toBe('server-unreachable')
    expect(failure.message).toContain('ECONNREFUSED')
  })

  test('in a page, a server that answers but may not be read is told from one that is down', async () => {
    const ask = (isUp: boolean) => {
      const sent: RequestInit[] = []
      const fetch = (async (_url: unknown, init: RequestInit) => {
        sent.push(init)
        if (init.mode === 'no-cors' && isUp) return new Response(null, { status: 204 })
        throw new TypeError('Failed to fetch')
      }) as typeof globalThis.fetch
      const session = openSession({ baseUrl: 'https://ward.example/v1' }, { fetch, pageProtocol: 'https:' })
      return failureOf(session).then(({ code }) => ({ code, probe: sent.at(-1) }))
    }
    const refused = await ask(true)
    expect(refused.code).toBe('cors-refused')
    expect(refused.probe).not.toHaveProperty('headers')
    expect((await ask(false)).code).toBe('server-unreachable')
  })

  test('a redirect is not followed: the text goes to the host that was named', async () => {
    const server = await serve(() => ({
      status: 307,
      headers: { Location: 'http://127.0.0.1:9/' },
      pieces: [],
    }))
    expect((await failureOf(collect(await openSession(server)))).code).toBe('server-unreachable')
  })

  test('an unencrypted host under an encrypted page, unless it is this machine', async () => {
    const failure = await failureOf(
      openSession({ baseUrl: 'http://models.ward.example/v1' }, { pageProtocol: 'https:' }),
    )
    expect(failure).toEqual({ code: 'mixed-content', message: 'models.ward.example' })
    const server = await serve(() => streamed(vllmShape({ pieces: ['a'] })))
    expect(await collect(await openSession(server, { pageProtocol: 'https:' }))).toHaveLength(2)
  })

  test('what the injected fetch refuses passes as it is', async () => {
    const refusal = Object.assign(new Error('not asked yet'), {
      name: 'EngineFailure',
      code: 'host-not-allowed',
    })
    const fetch = () => Promise.reject(refusal)
    expect((await failureOf(openSession({ baseUrl: 'http://localhost:1' }, { fetch }))).code).toBe(
      'host-not-allowed',
    )
  })
})

describe('time', () => {
  const begun = vllmShape({ pieces: ['one', 'two'] })
    .slice(0, 2)
    .join('')

  test('silence after a token, and before the first, is a stall; comments are no tokens', async () => {
    async function* pings() {
      for (;;) {
        yield ': ping\n\n'
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    }
    const server = await serve(({ body }) =>
      body?.['temperature'] === 1 ? streamed(pings()) : streamed([begun], 'hang'),
    )
    const session = await openSession(server, { firstTokenMs: 80, stallMs: 60 })
    expect(await failureOf(collect(session))).toEqual({ code: 'stalled', message: 'no token for 60 ms' })
    const silent = await failureOf(collect(session, { ...request, temperature: 1 }))
    expect(silent).toEqual({ code: 'stalled', message: 'no token for 80 ms' })
  })

  test.each([
    ['while the server is silent', [] as string[]],
    ['in mid-stream', [begun]],
  ])('an abort %s takes effect within 250 ms and hangs up', async (_when, pieces) => {
    const server = await serve(() => streamed(pieces, 'hang'))
    const session = await openSession(server)
    const controller = new AbortController()
    const work = collect(session, request, controller.signal)
    await expect.poll(() => server.received.length).toBe(2)
    const reason = new Error('stopped by the reader')
    const at = performance.now()
    controller.abort(reason)
    await expect(work).rejects.toBe(reason)
    expect(performance.now() - at).toBeLessThan(250)
    await expect.poll(() => server.received[1]?.gone.aborted).toBe(true)
  })

  test('leaving the loop early hangs up, and the session goes on', async () => {
    const server = await serve(({ body }) =>
      body?.['seed'] === 1 ? streamed([begun], 'hang') : streamed(vllmShape({ pieces: ['whole'] })),
    )
    const session = await openSession(server)
    for await (const token of session.generate({ ...request, seed: 1 }, never)) {
      expect(token).toEqual({ kind: 'text', text: 'one' })
      break
    }
    await expect.poll(() => server.received[1]?.gone.aborted).toBe(true)
    expect(joined(await collect(session), 'text')).toBe('whole')
  })

  test('calls of a session wait for each other', async () => {
    let answerFirst = () => undefined as void
    const first = new Promise<void>((resolve) => (answerFirst = resolve))
    const server = await serve(async ({ body }) => {
      if (body?.['seed'] !== 1) await first
      return streamed(vllmShape({ pieces: ['x'] }))
    })
    const session = await openSession(server)
    const work = Promise.all([collect(session), collect(session), collect(session)])
    await expect.poll(() => server.received.length).toBe(2)
    await collect(await openSession(server), { ...request, seed: 1 }) // a round trip that the others could have made
    expect(server.received.filter(({ body }) => body?.['seed'] === request.seed)).toHaveLength(1)
    answerFirst()
    expect(await work).toHaveLength(3)
  })

  test('told otherwise they do not', async () => {
    let waiting = 0
    let answerAll = () => undefined as void
    const all = new Promise<void>((resolve) => (answerAll = resolve))
    const server = await serve(async () => {
      if (++waiting === 3) answerAll()
      await all
      return streamed(vllmShape({ pieces: ['x'] }))
    })
    const session = await openSession(server, { isSerial: false })
    expect(await Promise.all([collect(session), collect(session), collect(session)])).toHaveLength(3)
  })

  test('a closed session answers no more', async () => {
    const server = await serve(() => streamed([begun], 'hang'))
    const session = await openSession(server)
    const work = failureOf(collect(session))
    await expect.poll(() => server.received.length).toBe(2)
    await session.dispose()
    expect((await work).code).toBe('engine-crashed')
  })
})

describe('loading', () => {
  test.each([
    ['vLLM', { id: 'm', max_model_len: 4096 }, 4096],
    ['llama.cpp', { id: 'm', meta: { n_ctx: 2048, n_ctx_train: 32768 } }, 2048],
    ['Ollama', { id: 'm', owned_by: 'library' }, Infinity],
  ])('the context as %s tells it', async (_name, entry, contextTokens) => {
    const server = await startTestServer(() => json(200, { data: [entry, { id: 'other' }] }))
    open.push(server)
    expect((await openSession(server)).contextTokens).toBe(contextTokens)
  })

  test('a refused key shows when loading; a server without a list does not fail', async () => {
    const refusing = await startTestServer(() => json(401, { error: 'unauthorized' }))
    const listless = await startTestServer(() => json(404, {}))
    open.push(refusing, listless)
    expect((await failureOf(openSession(refusing))).code).toBe('server-refused')
    expect((await openSession(listless)).contextTokens).toBe(Infinity)
  })

  test('a full context is told from a reached limit', async () => {
    const server = await serve(() =>
      streamed(vllmShape({ pieces: ['a'], finish: 'length', promptTokens: 99 })),
    )
    const session = await openSession(server, { contextTokens: 100 })
    expect((await collect(session)).at(-1)).toMatchObject({ reason: 'context-full' })
  })

  test('other kinds of model are not its own', async () => {
    expect((await failureOf(createOpenAiEngine().describe({ kind: 'built-in' }))).code).toBe(
      'engine-unsupported',
    )
  })
})
