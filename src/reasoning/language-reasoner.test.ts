import { describe, expect, test } from 'vitest'
import { SCRIPTED_CASE, scriptedText } from '../../scripts/tiny-gguf-script.mjs'
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
import type { Strategy } from './strategies/strategy'
import { createStructuredStrategy } from './strategies/structured'

const never = new AbortController().signal
const subject = { presentation: SCRIPTED_CASE, stages: [] }
const strategy = createStructuredStrategy()

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

const whole: Token[] = [{ kind: 'text', text: scriptedText() }, endToken()]

test('the manifest says what it takes to repeat the run', async () => {
  const { session, requests } = sessionOf([whole])
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
  const told = await run(sessionOf([whole]).session)
  expect(told.at(-1)).toMatchObject({
    kind: 'finished',
    timing: { computeMs: 40 },
    counts: { steps: 4, findings: null, promptTokens: 100, outputTokens: 50 },
  })
  const untold = await run(sessionOf([[...whole.slice(0, 1), endToken('complete', null)]]).session)
  expect(untold.at(-1)).toMatchObject({ kind: 'finished', timing: { computeMs: null } })
})

test('a strategy of two calls sees its first answer, and reading for the second is no preparing', async () => {
  const reading: Token = { kind: 'prompt-read', read: 1, total: 2, reused: 0 }
  const { session, requests } = sessionOf([
    [reading, ...whole],
    [reading, { kind: 'text', text: 'And more.' }, endToken()],
  ])
  const twice: Strategy = {
    ...strategy,
    plan(input, answers) {
      const first = strategy.plan(input, [])
      if (!first || answers.length === 2) return null
      if (answers.length === 0) return first
      const messages = [...first.messages, { role: 'assistant' as const, content: answers[0] ?? '' }]
      return { ...first, messages, createReader: () => ({ push: () => [], end: () => [] }) }
    },
  }
  const events = await run(session, { strategy: twice })
  expect(requests[1]?.messages).toEqual([
    ...(requests[0]?.messages ?? []),
    { role: 'assistant', content: scriptedText() },
  ])
  const firstStep = events.findIndex((event) => event.kind === 'step-started')
  expect(events.slice(firstStep).some((event) => event.kind === 'preparing')).toBe(false)
  expect(events.at(-1)).toMatchObject({ kind: 'finished', counts: { promptTokens: 200, outputTokens: 100 } })
})

describe('an expected failure is the last event', () => {
  test('a case without words', async () => {
    const { session, requests } = sessionOf([whole])
    const reasoner = reasonerOf(session)
    const events = await collect(
      reasoner.reason({ presentation: ' \n', stages: [] }, { seed: 1, continueFrom: [] }, never),
    )
    expect(events.map((event) => event.kind)).toEqual(['started', 'failed'])
    expect(events.at(-1)).toMatchObject({ failure: { code: 'empty-case' } })
    expect(requests).toEqual([])
  })

  test('output that is no answer, after the steps that were', async () => {
    const text = scriptedText()
    const broken = `${text.slice(0, text.indexOf('"refute"'))}"guess"`
    const { failure, events } = await failureOf(
      sessionOf([[{ kind: 'text', text: broken }, endToken()]]).session,
    )
    expect(failure).toEqual({ code: 'malformed-output', detail: expect.stringContaining('/steps/2/kind') })
    expect(events.filter((event) => event.kind === 'step-completed')).toHaveLength(2)
  })

  test('an answer cut off by its token limit, or by the context', async () => {
    const half: Token = { kind: 'text', text: scriptedText().slice(0, 300) }
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
