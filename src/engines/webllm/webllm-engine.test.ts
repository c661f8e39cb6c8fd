import { describe, expect, test } from 'vitest'
import { type Generation, type Token, isEngineFailure } from '../engine'
import type { MlcModel } from '../mlc-library'
import type { WebLlmResponse } from './protocol'
import type { WebLlmWorker } from './webllm-connection'
import { type WebLlmOptions, createWebLlmEngine } from './webllm-engine'
import { type MlcChatRequest, type MlcChunk, type MlcEngineLike, createWebLlmHost } from './webllm-host'

// The host runs as it does in the worker, with a double of the library that keeps to what was seen of 0.2.86.

const never = new AbortController().signal
const kept: MlcModel = {
  id: 'tiny',
  source: null,
  bytes: 1e9,
  storedBytes: 1e9,
  state: 'complete',
  contextTokens: 40_960,
  bytesPerToken: 100_000,
  fingerprint: 'sha256:00',
  addedAt: 0,
}
const request: Generation = {
  messages: [{ role: 'user', content: 'A case.' }],
  schema: null,
  maxTokens: 50,
  minTokens: 10,
  temperature: 0,
  seed: 7,
}
const schema = { type: 'boolean' } as const

interface Library extends MlcEngineLike {
  readonly requests: MlcChatRequest[]
  readonly contexts: number[]
}

type Answer = (request: MlcChatRequest, isInterrupted: () => boolean) => AsyncIterable<MlcChunk>

const chunk = (content: string, finish_reason: string | null = null): MlcChunk => ({
  choices: [{ delta: { content }, finish_reason }],
})
const usage: MlcChunk = {
  choices: [],
  usage: { prompt_tokens: 12, completion_tokens: 3, extra: { e2e_latency_s: 0.5 } },
}

async function* speak(...texts: string[]): AsyncIterable<MlcChunk> {
  for (const text of texts) yield chunk(text)
  yield chunk('', 'stop')
  yield usage
}

const forever = () => new Promise<never>(() => {})

function createLibrary(answer: Answer, reload: () => Promise<void> = async () => {}): Library {
  const requests: MlcChatRequest[] = []
  const contexts: number[] = []
  let isInterrupted = false
  let report: Parameters<MlcEngineLike['setInitProgressCallback']>[0] = () => {}
  return {
    requests,
    contexts,
    setInitProgressCallback: (callback) => (report = callback),
    setAppConfig: () => {},
    async reload(_, options) {
      contexts.push(options.context_window_size)
      report({ progress: 1, text: 'Loading model from cache[3/3]' })
      report({ progress: 0, text: 'Loading GPU shader modules[1/9]' })
      await reload()
      report({ progress: 1, text: 'Finish loading on WebGPU' })
    },
    interruptGenerate: () => (isInterrupted = true),
    chat: {
      completions: {
        async create(asked) {
          isInterrupted = false
          requests.push(asked)
          return answer(asked, () => isInterrupted)
        },
      },
    },
  }
}

interface Double extends WebLlmWorker {
  emit(response: WebLlmResponse): void
  crash(): void
  isTerminated: boolean
}

function createWorker(library: MlcEngineLike): Double {
  let receive: (event: { data: WebLlmResponse }) => void = () => {}
  let fail: (event: { message?: string }) => void = () => {}
  const emit = (response: WebLlmResponse) => {
    if (!worker.isTerminated) receive({ data: structuredClone(response) })
  }
  const handle = createWebLlmHost(
    async () => library,
    (id) => ({ model: '', model_id: id, model_lib: '' }),
    (response) => queueMicrotask(() => emit(response)),
  )
  const worker: Double = {
    isTerminated: false,
    emit,
    crash: () => fail({ message: 'it fell over' }),
    postMessage: (message) => void handle(structuredClone(message)),
    addEventListener(type: 'message' | 'error', listener: (event: never) => void) {
      if (type === 'message') receive = listener as typeof receive
      else fail = listener as typeof fail
    },
    terminate: () => (worker.isTerminated = true),
  }
  return worker
}

function createEngine(libraries: readonly Library[], options: Partial<WebLlmOptions> = {}) {
  const workers: Double[] = []
  const engine = createWebLlmEngine({
    library: { list: async () => [kept] },
    checkAvailability: async () => ({ kind: 'ready' }),
    memoryBytes: 8 * 2 ** 30,
    startWorker() {
      const library = libraries[workers.length]
      if (!library) throw new Error('one worker too many')
      const worker = createWorker(library)
      workers.push(worker)
      return worker
    },
    ...options,
  })
  return { engine, workers }
}

const tiny = { kind: 'mlc', modelId: 'tiny' } as const

async function collect(tokens: AsyncIterable<Token>): Promise<Token[]> {
  const all: Token[] = []
  for await (const token of tokens) all.push(token)
  return all
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no failure',
    (error: unknown) => (isEngineFailure(error) ? error.code : String(error)),
  )

describe('loading', () => {
  test('progress never falls, and the context is as large as memory allows', async () => {
    const library = createLibrary(() => speak('x'))
    const fractions: number[] = []
    const session = await createEngine([library]).engine.load(
      tiny,
      ({ fraction }) => fractions.push(fraction ?? -1),
      never,
    )
    expect(fractions).toEqual([0, 0.5, 0.5, 1])
    expect(session.contextTokens).toBe(16_384)
    expect(library.contexts).toEqual([16_384])
  })

  test('what is not here, not whole, or of another kind is told before a worker is started', async () => {
    const load = (models: MlcModel[], model: Parameters<ReturnType<typeof createWebLlmEngine>['load']>[0]) =>
      codeOf(createEngine([], { library: { list: async () => models } }).engine.load(model, () => {}, never))
    expect(await load([], tiny)).toBe('model-missing')
    expect(await load([{ ...kept, state: 'partial' }], tiny)).toBe('model-missing')
    expect(await load([kept], { kind: 'built-in' })).toBe('engine-unsupported')
    const { engine } = createEngine([], {
      checkAvailability: async () => ({ kind: 'unsupported', reason: 'no-adapter' }),
    })
    expect(await codeOf(engine.load(tiny, () => {}, never))).toBe('engine-unsupported')
  })

  test.each([
    ['LinkError: WebAssembly.instantiate(): Import #0 "env"', 'engine-unsupported'],
    ['ShaderF16SupportError: this model requires it', 'engine-unsupported'],
    ['DeviceLostError: the WebGPU device was lost', 'device-lost'],
    ['RangeError: WebAssembly.Memory(): could not allocate: out of memory', 'out-of-memory'],
    ["TypeError: Failed to execute 'add' on 'Cache': Request failed", 'model-missing'],
    ['SyntaxError: Unexpected token < in JSON', 'model-corrupt'],
    ['something nobody has seen', 'engine-crashed'],
  ])('%s is %s', async (words, code) => {
    const [name = '', message = ''] = words.split(/: (.*)/)
    const error = Object.assign(new Error(message), { name })
    const { engine, workers } = createEngine([
      createLibrary(
        () => speak(),
        () => Promise.reject(words.includes(': ') ? error : new Error(words)),
      ),
    ])
    expect(await codeOf(engine.load(tiny, () => {}, never))).toBe(code)
    expect(workers[0]?.isTerminated).toBe(true)
  })

  test('an abort ends the load by ending its worker; silence is a stall', async () => {
    const stuck = () => createLibrary(() => speak(), forever)
    const controller = new AbortController()
    const { engine, workers } = createEngine([stuck(), stuck()], { loadStallMs: 30 })
    const loading = engine.load(tiny, () => {}, controller.signal)
    setTimeout(() => controller.abort('enough'), 5)
    await expect(loading).rejects.toBe('enough')
    expect(workers[0]?.isTerminated).toBe(true)
    expect(await codeOf(engine.load(tiny, () => {}, never))).toBe('stalled')
  })
})

describe('a call', () => {
  test('streams text and thinking apart, then its counts', async () => {
    const library = createLibrary(() => speak('<think>hm', '</think>', 'Yes', '.'))
    const session = await createEngine([library]).engine.load(tiny, () => {}, never)
    expect(await collect(session.generate(request, never))).toEqual([
      { kind: 'thinking', text: 'hm' },
      { kind: 'text', text: 'Yes' },
      { kind: 'text', text: '.' },
      {
        kind: 'end',
        reason: 'complete',
        usage: { promptTokens: 12, reusedTokens: 0, outputTokens: 3, computeMs: 500 },
      },
    ])
    expect(library.requests[0]).toMatchObject({ seed: 7, max_tokens: 50, temperature: 0, stream: true })
    expect(library.requests[0]).not.toHaveProperty('response_format')
  })

  test('a schema becomes a grammar; what is cut off says so', async () => {
    const library = createLibrary(async function* () {
      yield chunk('tr', 'length')
      yield usage
    })
    const session = await createEngine([library]).engine.load(tiny, () => {}, never)
    const tokens = await collect(session.generate({ ...request, schema }, never))
    expect(tokens.at(-1)).toMatchObject({ kind: 'end', reason: 'token-limit' })
    expect(library.requests[0]?.response_format).toEqual({
      type: 'grammar',
      grammar: 'root ::= ("true" | "false")\n',
    })
  })

  test('a prompt that can’t fit is refused before it is sent', async () => {
    const library = createLibrary(() => speak('x'))
    const session = await createEngine([library], { memoryBytes: null }).engine.load(tiny, () => {}, never)
    const long = { ...request, messages: [{ role: 'user' as const, content: 'word '.repeat(8000) }] }
    expect(await codeOf(collect(session.generate(long, never)))).toBe('context-overflow')
    expect(library.requests).toEqual([])
  })

  test('an abort is quick; the worker goes on with the next call once interrupted', async () => {
    const library = createLibrary(async function* (_, isInterrupted) {
      for (let count = 0; count < 1000 && !isInterrupted(); count++) {
        await new Promise((resolve) => setTimeout(resolve, 1))
        yield chunk('a')
      }
      yield chunk('', isInterrupted() ? 'abort' : 'stop')
    })
    const { engine, workers } = createEngine([library])
    const session = await engine.load(tiny, () => {}, never)
    const controller = new AbortController()
    const first = collect(session.generate(request, controller.signal))
    setTimeout(() => controller.abort('stop'), 10)
    await expect(first).rejects.toBe('stop')
    const next = session.generate(request, never)[Symbol.asyncIterator]()
    expect((await next.next()).value).toEqual({ kind: 'text', text: 'a' })
    await next.return?.()
    expect(workers).toHaveLength(1)
  })

  test('a prefill that listens to nothing is ended with its worker, and the model loaded again', async () => {
    const deaf = createLibrary(async function* () {
      await forever()
      yield chunk('')
    })
    const { engine, workers } = createEngine([deaf, createLibrary(() => speak('again'))], {
      interruptGraceMs: 10,
    })
    const session = await engine.load(tiny, () => {}, never)
    const controller = new AbortController()
    const first = collect(session.generate(request, controller.signal))
    setTimeout(() => controller.abort('stop'), 5)
    await expect(first).rejects.toBe('stop')
    expect((await collect(session.generate(request, never)))[0]).toEqual({ kind: 'text', text: 'again' })
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, false])
  })

  test.each<[string, (worker: Double | undefined) => void, string]>([
    ['a lost device', (worker) => worker?.emit({ kind: 'device-lost', detail: 'reset' }), 'device-lost'],
    ['a crashed worker', (worker) => worker?.crash(), 'engine-crashed'],
  ])('%s ends the call, and the next one loads the model again', async (_, harm, code) => {
    const silent = createLibrary(async function* () {
      yield chunk('a')
      await forever()
    })
    const { engine, workers } = createEngine([silent, createLibrary(() => speak('again'))])
    const session = await engine.load(tiny, () => {}, never)
    const call = session.generate(request, never)[Symbol.asyncIterator]()
    expect((await call.next()).value).toEqual({ kind: 'text', text: 'a' })
    harm(workers[0])
    expect(await codeOf(call.next())).toBe(code)
    expect((await collect(session.generate(request, never)))[0]).toEqual({ kind: 'text', text: 'again' })
  })

  test('silence is a stall, and an error the library recovers from keeps its worker', async () => {
    let calls = 0
    const library = createLibrary(async function* () {
      if (++calls === 1)
        throw Object.assign(new Error('Prompt tokens exceed context window size: 5200 > 4096'), {
          name: 'ContextWindowSizeExceededError',
        })
      yield chunk('a')
      await forever()
    })
    const { engine, workers } = createEngine([library], { stallMs: 20, interruptGraceMs: 5 })
    const session = await engine.load(tiny, () => {}, never)
    expect(await codeOf(collect(session.generate(request, never)))).toBe('context-overflow')
    expect(workers[0]?.isTerminated).toBe(false)
    expect(await codeOf(collect(session.generate(request, never)))).toBe('stalled')
  })

  test('a session that was let go takes no more calls', async () => {
    const { engine, workers } = createEngine([createLibrary(() => speak('x'))])
    const session = await engine.load(tiny, () => {}, never)
    await session.dispose()
    expect(workers[0]?.isTerminated).toBe(true)
    expect(await codeOf(collect(session.generate(request, never)))).toBe('engine-crashed')
  })
})
