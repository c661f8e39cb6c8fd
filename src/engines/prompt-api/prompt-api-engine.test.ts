import { describe, expect, test } from 'vitest'
import { isEngineFailure, type Generation, type JsonSchema, type Message, type Token } from '../engine'
import type { CreateOptions, PromptApi, PromptOptions, PromptSession } from './prompt-api'
import { createPromptApiEngine } from './prompt-api-engine'

const never = new AbortController().signal
const builtIn = { kind: 'built-in' } as const

interface Asked {
  readonly prompt: string
  readonly options: PromptOptions | undefined
}

/** A conforming double of `LanguageModel`: one token a word, a context of 100, answers by script. */
function createDouble(answers: readonly (readonly string[] | 'hang' | DOMException)[] = []) {
  const created: CreateOptions[] = []
  const asked: Asked[] = []
  const open = new Set<PromptSession>()
  const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean).length
  let at = 0

  const api: PromptApi = {
    availability: async () => 'available',
    async create(options) {
      options.signal?.throwIfAborted()
      created.push(options)
      const monitor = new EventTarget()
      options.monitor?.(monitor)
      for (const loaded of [0.5, 0.25, 1])
        monitor.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded }))
      let used = (options.initialPrompts ?? []).reduce((sum, { content }) => sum + wordsOf(content), 0)
      if (used > 100) throw new DOMException('The initial prompts are too long.', 'QuotaExceededError')
      const session: PromptSession = {
        get contextUsage() {
          return used
        },
        contextWindow: 100,
        measureContextUsage: async (prompt) => wordsOf(prompt),
        promptStreaming(prompt, promptOptions) {
          asked.push({ prompt, options: promptOptions })
          const answer = answers[at++] ?? []
          used += wordsOf(prompt)
          return new ReadableStream<string>({
            start(controller) {
              const stop = () => controller.error(promptOptions?.signal?.reason)
              promptOptions?.signal?.addEventListener('abort', stop)
              if (answer === 'hang') return
              if (answer instanceof DOMException) return controller.error(answer)
              for (const piece of answer) {
                used += 1
                controller.enqueue(piece)
              }
              promptOptions?.signal?.removeEventListener('abort', stop)
              controller.close()
            },
          })
        },
        destroy: () => void open.delete(session),
      }
      open.add(session)
      return session
    },
  }
  return { api, created, asked, open }
}

const schema: JsonSchema = { type: 'boolean' }
const user = (content: string): Message => ({ role: 'user', content })
const request = (messages: readonly Message[], more: Partial<Generation> = {}): Generation => ({
  messages,
  schema,
  maxTokens: 50,
  minTokens: 5,
  temperature: 0.2,
  seed: 1,
  ...more,
})

async function openSession(double: ReturnType<typeof createDouble>, stallMs = 5000) {
  const engine = createPromptApiEngine({ findApi: () => double.api, stallMs })
  return engine.load(builtIn, () => undefined, never)
}

async function collect(tokens: AsyncIterable<Token>): Promise<Token[]> {
  const all: Token[] = []
  for await (const token of tokens) all.push(token)
  return all
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (isEngineFailure(error)) return error.code
    throw error
  }
  return 'no failure'
}

describe('availability', () => {
  test('its absence is told from its refusal', async () => {
    const none = createPromptApiEngine({ findApi: () => undefined })
    expect(await none.availability()).toEqual({ kind: 'unsupported', reason: 'no-prompt-api' })
    expect(await codeOf(none.load(builtIn, () => undefined, never))).toBe('engine-unsupported')
  })

  test.each([
    ['available', { kind: 'ready' }],
    ['downloadable', { kind: 'needs-download', bytes: 0 }],
    ['downloading', { kind: 'needs-download', bytes: 0 }],
    ['unavailable', { kind: 'unsupported', reason: 'prompt-api-unavailable' }],
  ] as const)('%s', async (said, availability) => {
    const { api } = createDouble()
    const engine = createPromptApiEngine({ findApi: () => ({ ...api, availability: async () => said }) })
    expect(await engine.availability()).toEqual(availability)
  })

  test('no other kind of model is its own', async () => {
    const engine = createPromptApiEngine({ findApi: () => createDouble().api })
    const server = { kind: 'server', baseUrl: 'http://x', model: 'm', apiKey: null } as const
    expect(await codeOf(engine.describe(server))).toBe('engine-unsupported')
  })
})

describe('loading', () => {
  test('tells its progress, which never falls', async () => {
    const seen: (number | null)[] = []
    const engine = createPromptApiEngine({ findApi: () => createDouble().api })
    const session = await engine.load(builtIn, ({ fraction }) => seen.push(fraction), never)
    expect(seen).toEqual([0, 0.5, 0.5, 1, 1])
    expect(session.contextTokens).toBe(100)
  })

  test.each([
    ['NotSupportedError', 'engine-unsupported'],
    ['NotAllowedError', 'engine-unsupported'],
    ['NetworkError', 'download-failed'],
    ['OperationError', 'engine-crashed'],
  ])('a %s is %s', async (name, code) => {
    const create = () => Promise.reject(new DOMException('no', name))
    const engine = createPromptApiEngine({ findApi: () => ({ ...createDouble().api, create }) })
    expect(await codeOf(engine.load(builtIn, () => undefined, never))).toBe(code)
  })

  test('an abort leaves no session behind, also where the browser ignores it', async () => {
    const double = createDouble()
    let answer = () => undefined as void
    const asked = new Promise<void>((resolve) => (answer = resolve))
    const create = async () => {
      await asked
      return double.api.create({})
    }
    const engine = createPromptApiEngine({ findApi: () => ({ ...double.api, create }) })
    const controller = new AbortController()
    const work = engine.load(builtIn, () => undefined, controller.signal)
    controller.abort(new Error('stopped'))
    await expect(work).rejects.toThrow('stopped')
    answer()
    await expect.poll(() => double.created.length).toBe(1)
    await expect.poll(() => double.open.size).toBe(0)
  })
})

describe('an answer', () => {
  test('is held to the schema, and counted', async () => {
    const double = createDouble([['tr', 'ue']])
    const session = await openSession(double)
    const tokens = await collect(session.generate(request([user('Is it so?')]), never))
    expect(tokens).toEqual([
      { kind: 'prompt-read', read: 0, total: 3, reused: 0 },
      { kind: 'text', text: 'tr' },
      { kind: 'text', text: 'ue' },
      {
        kind: 'end',
        reason: 'complete',
        usage: { promptTokens: 3, reusedTokens: 0, outputTokens: 2, computeMs: null },
      },
    ])
    expect(double.asked[0]?.options).toMatchObject({
      responseConstraint: schema,
      omitResponseConstraintInput: true,
    })
  })

  test('of free text has no constraint', async () => {
    const double = createDouble([['So.']])
    await collect((await openSession(double)).generate(request([user('Why?')], { schema: null }), never))
    expect(double.asked[0]?.options).not.toHaveProperty('responseConstraint')
  })

  test('that goes on from the last one is asked in the same conversation; any other begins anew', async () => {
    const double = createDouble([['one'], ['two'], ['three']])
    const session = await openSession(double)
    const first = [{ role: 'system', content: 'Be brief.' } as const, user('First?')]
    await collect(session.generate(request(first), never))
    const second = [...first, { role: 'assistant', content: 'one' } as const, user('Second?')]
    const [read] = await collect(session.generate(request(second), never))
    expect(read).toMatchObject({ reused: 4, total: 5 })
    await collect(session.generate(request([user('Else?')]), never))
    expect(double.created.slice(1).map(({ initialPrompts }) => initialPrompts)).toEqual([
      first.slice(0, 1),
      undefined,
    ])
    expect(double.open.size).toBe(2) // the one that holds the model, and the last conversation
    await session.dispose()
    expect(double.open.size).toBe(0)
  })

  test('past its bound is cut', async () => {
    const double = createDouble([['a', 'b', 'c']])
    const session = await openSession(double)
    const tokens = await collect(session.generate(request([user('x')], { maxTokens: 2 }), never))
    expect(tokens.at(-1)).toMatchObject({ kind: 'end', reason: 'token-limit' })
    expect(double.open.size).toBe(1)
  })
})

describe('a failing call', () => {
  test('a prompt without room for an answer fails before anything is written', async () => {
    const double = createDouble([['x']])
    const session = await openSession(double)
    const long = user('word '.repeat(96))
    expect(await codeOf(collect(session.generate(request([long]), never)))).toBe('context-overflow')
    expect(await codeOf(collect(session.generate(request([long, long, user('x')]), never)))).toBe(
      'context-overflow',
    )
    expect(double.asked).toHaveLength(0)
    expect(await collect(session.generate(request([user('x')]), never))).toHaveLength(3)
  })

  test('silence is a stall, and the session goes on', async () => {
    const session = await openSession(createDouble(['hang', ['x']]), 40)
    expect(await codeOf(collect(session.generate(request([user('x')]), never)))).toBe('stalled')
    expect(await collect(session.generate(request([user('x')]), never))).toHaveLength(3)
  })

  test('an abort takes effect at once, with its reason', async () => {
    const double = createDouble(['hang'])
    const session = await openSession(double)
    const controller = new AbortController()
    const work = collect(session.generate(request([user('x')]), controller.signal))
    await expect.poll(() => double.asked.length).toBe(1)
    const reason = new Error('stopped')
    const startedAt = performance.now()
    controller.abort(reason)
    await expect(work).rejects.toBe(reason)
    expect(performance.now() - startedAt).toBeLessThan(250)
    expect(double.open.size).toBe(1)
  })

  test.each([
    ['NotSupportedError', 'engine-unsupported'],
    ['UnknownError', 'engine-crashed'],
  ])('a %s is %s', async (name, code) => {
    const session = await openSession(createDouble([new DOMException('no', name)]))
    expect(await codeOf(collect(session.generate(request([user('x')]), never)))).toBe(code)
  })
})
