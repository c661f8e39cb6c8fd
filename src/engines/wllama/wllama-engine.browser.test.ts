import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeTinyGguf } from '../../../scripts/make-tiny-gguf.mjs'
import type { Generation, JsonSchema, Session, Token } from '../engine'
import { createWllamaEngine, WLLAMA_VERSION } from './wllama-engine'

// Real inference on a machine that may be busy with other work.
vi.setConfig({ testTimeout: 60_000 })

const CONTEXT = 4096
const bytes = makeTinyGguf({ name: 'Tiny random', dim: 64, ff: 64, contextLength: CONTEXT })
const fileOf = (content: BlobPart, name = 'model.gguf') => new File([content], name)
const never = new AbortController().signal

function textSchema(fewest: number, most: number): JsonSchema {
  const text: JsonSchema = { type: 'string', pattern: `^[a-z ]{${fewest},${most}}$`, maxLength: most }
  return { type: 'object', properties: { text }, required: ['text'], additionalProperties: false }
}

function request(overrides: Partial<Generation> & { readonly prompt?: string } = {}): Generation {
  const { prompt = 'A patient with fever.', ...rest } = overrides
  const messages = [{ role: 'user' as const, content: prompt }]
  return {
    messages,
    schema: textSchema(20, 60),
    maxTokens: 400,
    minTokens: 10,
    temperature: 1,
    seed: 1,
    ...rest,
  }
}

/** Reading this takes the tiny model seconds; writing an answer of `textSchema(2000, 3000)` does, too. */
const LONG_PROMPT = 'Fever and a cough. '.repeat(180)

async function collect(tokens: AsyncIterable<Token>): Promise<Token[]> {
  const all: Token[] = []
  for await (const token of tokens) all.push(token)
  return all
}

const textOf = (tokens: readonly Token[]) =>
  tokens.map((token) => (token.kind === 'text' ? token.text : '')).join('')

/**
 * Aborts a moment after the first token of a kind, while the engine is at work and not between two tokens. Gives back what the
 * reader got, and how long after the abort.
 */
async function abortAt(session: Session, generation: Generation, kind: Token['kind']) {
  const controller = new AbortController()
  const reason = new Error('stopped by the reader')
  let abortedAt = 0
  let isArmed = false
  try {
    for await (const token of session.generate(generation, controller.signal)) {
      if (token.kind !== kind || isArmed) continue
      isArmed = true
      setTimeout(() => {
        abortedAt = performance.now()
        controller.abort(reason)
      }, 10)
    }
    return { rejection: null, reason, latencyMs: 0 }
  } catch (rejection) {
    return { rejection, reason, latencyMs: performance.now() - abortedAt }
  }
}

describe('a loaded model', () => {
  let session: Session
  beforeAll(async () => {
    session = await createWllamaEngine().load({ kind: 'file', file: fileOf(bytes) }, () => undefined, never)
  })
  afterAll(() => session.dispose())

  test('writes under the schema and says what it cost', async () => {
    const tokens = await collect(session.generate(request(), never))
    expect(JSON.parse(textOf(tokens)).text).toMatch(/^[a-z ]{20,60}$/)
    const end = tokens.at(-1)
    expect(end).toMatchObject({ kind: 'end', reason: 'complete' })
    const read = tokens.filter((token) => token.kind === 'prompt-read')
    expect(end?.kind === 'end' && end.usage.promptTokens).toBe(read[0]?.total)
    expect(end?.kind === 'end' && end.usage.outputTokens).toBeGreaterThan(5)
  })

  test('writes the same for the same seed, something else for another', async () => {
    const first = textOf(await collect(session.generate(request(), never)))
    expect(textOf(await collect(session.generate(request(), never)))).toBe(first)
    expect(textOf(await collect(session.generate(request({ seed: 2 }), never)))).not.toBe(first)
  })

  test('reads only what is new in a prompt that begins like the one before', async () => {
    const prompt = LONG_PROMPT.slice(0, 1000)
    await collect(session.generate(request({ prompt }), never))
    const tokens = await collect(session.generate(request({ prompt: `${prompt}And now?` }), never))
    const end = tokens.at(-1)
    expect(end?.kind === 'end' && end.usage.reusedTokens).toBeGreaterThan(900)
  })

  test('takes one call at a time, in the order they came', async () => {
    const log: string[] = []
    const run = async (name: string) => {
      for await (const token of session.generate(request({ prompt: name }), never))
        if (token.kind === 'text') log.push(name)
    }
    await Promise.all([run('first'), run('second'), run('third')])
    expect([...new Set(log)]).toEqual(['first', 'second', 'third'])
    expect(log).toEqual(log.toSorted())
  })

  test('stops within 250 ms while writing, and takes the next call', async () => {
    const generation = request({ schema: textSchema(2000, 3000), maxTokens: 3000 })
    const { rejection, reason, latencyMs } = await abortAt(session, generation, 'text')
    expect(rejection).toBe(reason)
    expect(latencyMs).toBeLessThan(250)
    expect((await collect(session.generate(request(), never))).at(-1)).toMatchObject({ reason: 'complete' })
  })

  test('stops within 250 ms while reading, and takes the next call', async () => {
    const { rejection, reason, latencyMs } = await abortAt(
      session,
      request({ prompt: LONG_PROMPT }),
      'prompt-read',
    )
    expect(rejection).toBe(reason)
    expect(latencyMs).toBeLessThan(250)
    expect((await collect(session.generate(request(), never))).at(-1)).toMatchObject({ reason: 'complete' })
  })

  test('gives up waiting for its turn when aborted', async () => {
    const controller = new AbortController()
    const busy = collect(session.generate(request(), never))
    const waiting = collect(session.generate(request(), controller.signal))
    controller.abort()
    await expect(waiting).rejects.toBe(controller.signal.reason)
    expect((await busy).at(-1)).toMatchObject({ reason: 'complete' })
    expect((await collect(session.generate(request(), never))).at(-1)).toMatchObject({ reason: 'complete' })
  })

  test('is free again when a reader leaves the loop early', async () => {
    for await (const token of session.generate(request({ schema: textSchema(2000, 3000) }), never)) {
      if (token.kind === 'text') break
    }
    expect((await collect(session.generate(request(), never))).at(-1)).toMatchObject({ reason: 'complete' })
  })

  test('refuses a prompt that leaves no room, with both numbers, before it writes', async () => {
    const seen: Token[] = []
    const reading = (async () => {
      const generation = request({ prompt: LONG_PROMPT, minTokens: 1000 })
      for await (const token of session.generate(generation, never)) seen.push(token)
    })()
    await expect(reading).rejects.toMatchObject({
      code: 'context-overflow',
      message: expect.stringMatching(/\b3,\d{3} to read, 1,000 to answer\); this model has 4,096\.$/),
    })
    expect(seen).toEqual([])
    const huge = collect(session.generate(request({ prompt: LONG_PROMPT.repeat(3) }), never))
    await expect(huge).rejects.toMatchObject({
      code: 'context-overflow',
      message: expect.stringMatching(/\d{2},\d{3} tokens to read alone; this model has 4,096\.$/),
    })
    expect((await collect(session.generate(request(), never))).at(-1)).toMatchObject({ reason: 'complete' })
  })

  test('says which limit cut an answer off', async () => {
    const short = await collect(session.generate(request({ maxTokens: 5 }), never))
    expect(short.at(-1)).toMatchObject({ kind: 'end', reason: 'token-limit' })
    const generation = request({ prompt: LONG_PROMPT, schema: textSchema(2000, 3000), maxTokens: 3000 })
    expect((await collect(session.generate(generation, never))).at(-1)).toMatchObject({
      kind: 'end',
      reason: 'context-full',
    })
  })

  test('comes back with a fresh engine after a crash', async () => {
    const broken: JsonSchema = { type: 'string', pattern: '^[a-z{1,5}$', maxLength: 5 }
    await expect(collect(session.generate(request({ schema: broken }), never))).rejects.toMatchObject({
      code: 'engine-crashed',
    })
    expect((await collect(session.generate(request(), never))).at(-1)).toMatchObject({ reason: 'complete' })
  })
})

describe('a file that is no model is refused, with what was found', () => {
  const ofArchitecture = (architecture: string) => fileOf(makeTinyGguf({ architecture }))
  test.each([
    ['cut in the middle', fileOf(bytes.slice(0, bytes.length / 2)), /incomplete|bounds|corrupt/i],
    ['cut in its first facts', fileOf(bytes.slice(0, 100)), /truncated: file ends at byte 100/],
    ['cut in its vocabulary', fileOf(bytes.slice(0, 5000)), /failed to load model/],
    ['of an unknown architecture', ofArchitecture('xlama'), /unknown model architecture: 'xlama'/],
    ['an embedding model', ofArchitecture('nomic-bert'), /not-a-language-model: architecture nomic-bert/],
    ['a web page', fileOf('<!DOCTYPE html><title>Not found</title>'), /not-gguf: starts with <!DO/],
    [
      'another format',
      fileOf(new Uint8Array([0x93, 0x4e, 0x55, 0x4d, 0x50])),
      /not-gguf: starts with bytes 93 4e 55 4d/,
    ],
    ['empty', fileOf(''), /empty-file: no bytes/],
  ])('%s', async (_, file, words) => {
    const engine = createWllamaEngine()
    const loading = engine.load({ kind: 'file', file }, () => undefined, never)
    await expect(loading).rejects.toMatchObject({
      code: 'model-corrupt',
      message: expect.stringMatching(words),
    })
  })
})

test('asked for a graphics processor that is not there, it runs on the processor', async () => {
  const engine = createWllamaEngine({ gpuLayers: 999 })
  const session = await engine.load({ kind: 'file', file: fileOf(bytes) }, () => undefined, never)
  expect(textOf(await collect(session.generate(request(), never)))).not.toBe('')
  await session.dispose()
})

test('loading tells how far it is and never goes back', async () => {
  const fractions: (number | null)[] = []
  const engine = createWllamaEngine({ contextTokens: 512 })
  const session = await engine.load(
    { kind: 'file', file: fileOf(bytes) },
    ({ fraction }) => fractions.push(fraction),
    never,
  )
  expect(session.contextTokens).toBe(512)
  await session.dispose()
  expect(fractions[0]).toBe(0)
  expect(fractions.at(-1)).toBe(1)
  expect(fractions).toEqual(fractions.toSorted((a, b) => Number(a) - Number(b)))
})

test('an aborted load rejects at once with the reason', async () => {
  const controller = new AbortController()
  const loading = createWllamaEngine().load(
    { kind: 'file', file: fileOf(bytes) },
    () => controller.abort(),
    controller.signal,
  )
  await expect(loading).rejects.toBe(controller.signal.reason)
})

test('silence is a failure, not a wait', async () => {
  const file = fileOf(bytes)
  const impatient = createWllamaEngine({ loadStallMs: 0 }).load(
    { kind: 'file', file },
    () => undefined,
    never,
  )
  await expect(impatient).rejects.toMatchObject({ code: 'stalled' })

  const session = await createWllamaEngine({ chunkStallMs: 0 }).load(
    { kind: 'file', file },
    () => undefined,
    never,
  )
  for (let round = 0; round < 2; round++) {
    await expect(collect(session.generate(request(), never))).rejects.toMatchObject({ code: 'stalled' })
  }
  await session.dispose()
})

test('a worker that does not listen to an abort is replaced', async () => {
  const patient = createWllamaEngine({ abortGraceMs: 0 })
  const session = await patient.load({ kind: 'file', file: fileOf(bytes) }, () => undefined, never)
  const { rejection, reason } = await abortAt(session, request({ prompt: LONG_PROMPT }), 'prompt-read')
  expect(rejection).toBe(reason)
  expect((await collect(session.generate(request(), never))).at(-1)).toMatchObject({ reason: 'complete' })
  await session.dispose()
})

// Threads that wait for each other take long where other work has the cores, hence the few words.
test('several threads write what one writes', async () => {
  expect(globalThis.crossOriginIsolated).toBe(true)
  const write = async (threads: number) => {
    const session = await createWllamaEngine({ threads }).load(
      { kind: 'file', file: fileOf(bytes) },
      () => undefined,
      never,
    )
    const text = textOf(await collect(session.generate(request({ schema: textSchema(8, 16) }), never)))
    await session.dispose()
    return text
  }
  expect(await write(2)).toBe(await write(1))
})

test('unloading ends what is in flight', async () => {
  const session = await createWllamaEngine().load(
    { kind: 'file', file: fileOf(bytes) },
    () => undefined,
    never,
  )
  const generation = request({ schema: textSchema(2000, 3000), maxTokens: 3000 })
  const running = collect(session.generate(generation, never))
  await session.dispose()
  await expect(running).rejects.toMatchObject({ code: 'engine-crashed' })
  await expect(collect(session.generate(generation, never))).rejects.toMatchObject({ code: 'engine-crashed' })
})

test('describes a model without loading it', async () => {
  const engine = createWllamaEngine()
  expect(await engine.describe({ kind: 'file', file: fileOf(bytes) })).toEqual({
    name: 'Tiny random',
    fingerprint: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
  })
  await expect(engine.describe({ kind: 'file', file: fileOf('x') })).rejects.toMatchObject({
    code: 'model-corrupt',
  })
  expect(await engine.availability()).toEqual({ kind: 'ready' })
})

test('the version in the manifest is the one installed', async () => {
  const { Wllama } = await import('./runtime')
  expect(WLLAMA_VERSION).toContain(`llama.cpp ${Wllama.getLibllamaVersion().split('-')[0]}`)
})
