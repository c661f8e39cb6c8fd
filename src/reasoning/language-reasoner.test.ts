import { describe, expect, test } from 'vitest'
import { SCRIPTED_CASE, scriptedTexts } from '../../scripts/tiny-gguf-script.mjs'
import type { ReasoningEvent } from '../domain/reasoning-event'
import {
  abortable,
  engineFailure,
  type EndReason,
  type Generation,
  type Session,
  type Token,
} from '../engines'
import { createLanguageReasoner, type LanguageReasonerOptions } from './language-reasoner'
import { createStructuredStrategy } from './strategies/structured'

const never = new AbortController().signal
const subject = { presentation: SCRIPTED_CASE, stages: [] }
const strategy = createStructuredStrategy()
const [traceText = '', differentialText = ''] = scriptedTexts()

function endToken(reason: EndReason = 'complete', computeMs: number | null = 40): Token {
  return { kind: 'end', reason, usage: { promptTokens: 100, reusedTokens: 0, outputTokens: 50, computeMs } }
}

/** A session that answers each call with the tokens given for it, and remembers what it was asked. */
function sessionOf(answers: readonly (readonly Token[])[]) {
  const requests: Generation[] = []
  const session: Session = {
    contextTokens: 4096,
    async *generate(request) {
      requests.push(request)
      yield* answers[requests.length - 1] ?? []
    },
    dispose: async () => undefined,
  }
  return { session, requests }
}

function reasonerOf(session: Session, overrides: Partial<LanguageReasonerOptions> = {}) {
  let time = 0
  return createLanguageReasoner({
    engine: 'wllama',
    engineVersion: 'test 1',
    model: { name: 'Model', fingerprint: 'sha256:00' },
    strategy,
    openSession: async (on) => {
      on({ fraction: 0 })
      on({ fraction: 1 })
      return session
    },
    now: () => (time += 10),
    ...overrides,
  })
}

async function collect(events: AsyncIterable<ReasoningEvent>): Promise<ReasoningEvent[]> {
  const all: ReasoningEvent[] = []
  for await (const event of events) all.push(event)
  return all
}

const run = (session: Session, overrides: Partial<LanguageReasonerOptions> = {}) =>
  collect(reasonerOf(session, overrides).reason(subject, { seed: -1, continueFrom: [] }, never))

async function failureOf(session: Session, overrides: Partial<LanguageReasonerOptions> = {}) {
  const events = await run(session, overrides)
  const last = events.at(-1)
  return { failure: last?.kind === 'failed' ? last.failure : null, events }
}

const trace: Token[] = [{ kind: 'text', text: traceText }, endToken()]
const differential: Token[] = [{ kind: 'text', text: differentialText }, endToken()]
const whole = [trace, differential]

test('the manifest says what it takes to repeat the run', async () => {
  const { session, requests } = sessionOf(whole)
  const [started] = await run(session)
  expect(started).toEqual({
    kind: 'started',
    manifest: {
      engine: 'wllama',
      engineVersion: 'test 1',
      model: { name: 'Model', fingerprint: 'sha256:00' },
      strategy: 'structured',
      promptVersion: strategy.promptVersion,
      sampling: { temperature: 0.2, seed: 4294967295 },
    },
  })
  expect(requests[0]).toMatchObject({ temperature: 0.2, seed: 4294967295 })
})

test('costs are added up, and unknown where a call did not tell', async () => {
  const told = await run(sessionOf(whole).session)
  expect(told.at(-1)).toMatchObject({
    kind: 'finished',
    timing: { computeMs: 80 },
    counts: { steps: 6, findings: null, promptTokens: 200, outputTokens: 100 },
  })
  const untold = await run(
    sessionOf([trace, [...differential.slice(0, 1), endToken('complete', null)]]).session,
  )
  expect(untold.at(-1)).toMatchObject({ kind: 'finished', timing: { computeMs: null } })
})

test('the second call goes on from the first, and reading for it is no preparing', async () => {
  const reading: Token = { kind: 'prompt-read', read: 1, total: 2, reused: 0 }
  const { session, requests } = sessionOf([
    [reading, ...trace],
    [reading, ...differential],
  ])
  const events = await run(session)
  expect(requests[1]?.messages.slice(0, -1)).toEqual([
    ...(requests[0]?.messages ?? []),
    { role: 'assistant', content: traceText },
  ])
  const firstStep = events.findIndex((event) => event.kind === 'step-started')
  expect(events.slice(firstStep).some((event) => event.kind === 'preparing')).toBe(false)
  expect(events.at(-1)).toMatchObject({ kind: 'finished', counts: { promptTokens: 200, outputTokens: 100 } })
})

test('thinking is told apart, before the step it comes before', async () => {
  const think = (text: string): Token => ({ kind: 'thinking', text })
  const { session, requests } = sessionOf([
    [think('Hm, '), think('pain.'), ...trace],
    [think('Rank.'), ...differential],
  ])
  const events = await run(session)
  expect(events.filter((event) => event.kind === 'thinking-delta')).toEqual([
    { kind: 'thinking-delta', beforeStep: 0, text: 'Hm, ' },
    { kind: 'thinking-delta', beforeStep: 0, text: 'pain.' },
    { kind: 'thinking-delta', beforeStep: 6, text: 'Rank.' },
  ])
  expect(JSON.stringify(requests[1])).not.toContain('Hm, ')
  expect(events.at(-1)).toMatchObject({ kind: 'finished', counts: { steps: 6 } })
})

test('examples go behind the case and into the version of the prompt', async () => {
  const { session, requests } = sessionOf(whole)
  const examples = [{ presentation: 'A man with gout.', diagnosis: 'Gout', steps: ['Hot toe.'] }]
  const events = await collect(
    reasonerOf(session).reason(subject, { seed: 1, continueFrom: [], examples }, never),
  )
  expect(requests[0]?.messages[0]?.content).toContain('A man with gout.')
  expect(events[0]).toMatchObject({
    manifest: { promptVersion: expect.stringMatching(`^${strategy.promptVersion}\\+[0-9a-f]{8}$`) },
  })
})

describe('an expected failure is the last event', () => {
  test('a case without words', async () => {
    const { session, requests } = sessionOf(whole)
    const reasoner = reasonerOf(session)
    const events = await collect(
      reasoner.reason({ presentation: ' \n', stages: [] }, { seed: 1, continueFrom: [] }, never),
    )
    expect(events.map((event) => event.kind)).toEqual(['started', 'failed'])
    expect(events.at(-1)).toMatchObject({ failure: { code: 'empty-case' } })
    expect(requests).toEqual([])
  })

  test('output that is no answer, after the steps that were', async () => {
    const broken = `${traceText.slice(0, traceText.indexOf('"refute"'))}"guess"`
    const { failure, events } = await failureOf(
      sessionOf([[{ kind: 'text', text: broken }, endToken()]]).session,
    )
    expect(failure).toEqual({ code: 'malformed-output', detail: expect.stringContaining('/weighing/1/kind') })
    expect(events.filter((event) => event.kind === 'step-completed')).toHaveLength(3)
  })

  test('an answer cut off by its token limit, or by the context', async () => {
    const half: Token = { kind: 'text', text: traceText.slice(0, 300) }
    const limited = await failureOf(sessionOf([[half, endToken('token-limit')]]).session)
    expect(limited.failure).toEqual({ code: 'malformed-output', detail: 'answer cut off after 50 tokens' })
    const full = await failureOf(sessionOf([[half, endToken('context-full')]]).session)
    expect(full.failure).toEqual({
      code: 'context-overflow',
      detail: 'prompt of 100 tokens and answer of 50 fill the context of 4096 tokens',
    })
  })

  test('whatever the engine says while loading or writing', async () => {
    for (const code of ['model-corrupt', 'out-of-memory', 'stalled', 'engine-crashed'] as const) {
      const openSession = async () => Promise.reject(engineFailure(code, 'in its own words'))
      const { failure } = await failureOf(sessionOf([]).session, { openSession })
      expect(failure).toEqual({ code, detail: 'in its own words' })
    }
  })
})

test('a bug is thrown, not told as a failure', async () => {
  const openSession = async () => Promise.reject(new TypeError('undefined is not a function'))
  await expect(run(sessionOf([]).session, { openSession })).rejects.toThrow(TypeError)
})

test('stopping while the model loads rejects with the reason', async () => {
  const controller = new AbortController()
  const reason = new Error('stopped by the reader')
  const openSession = (on: (progress: { fraction: number | null }) => void, signal: AbortSignal) => {
    on({ fraction: 0.1 })
    return abortable(new Promise<Session>(() => undefined), signal)
  }
  const reasoner = reasonerOf(sessionOf([]).session, { openSession })
  const seen: string[] = []
  const running = (async () => {
    for await (const event of reasoner.reason(subject, { seed: 1, continueFrom: [] }, controller.signal)) {
      seen.push(event.kind)
      if (event.kind === 'preparing') controller.abort(reason)
    }
  })()
  await expect(running).rejects.toBe(reason)
  expect(seen).toEqual(['started', 'preparing'])
})

test('leaving the loop early ends the call of the session', async () => {
  let isEnded = false
  const session: Session = {
    contextTokens: 4096,
    async *generate() {
      try {
        for (;;) yield { kind: 'prompt-read', read: 1, total: 2, reused: 0 }
      } finally {
        isEnded = true
      }
    },
    dispose: async () => undefined,
  }
  for await (const event of reasonerOf(session).reason(subject, { seed: 1, continueFrom: [] }, never)) {
    if (event.kind === 'preparing' && event.activity === 'reading-case') break
  }
  expect(isEnded).toBe(true)
})
