import Ajv from 'ajv'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeTinyGguf } from '../../scripts/make-tiny-gguf.mjs'
import {
  SCRIPTED_CASE,
  scriptedDifferential,
  scriptedSteps,
  scriptedTexts,
  type ScriptedStrategy,
} from '../../scripts/tiny-gguf-script.mjs'
import type { ReasoningEvent } from '../domain/reasoning-event'
import { createWllamaEngine, keepSession, type Session, type SessionKeeper, type Usage } from '../engines'
import { writeAlternatives } from './language-alternatives'
import { createLanguageReasoner } from './language-reasoner'
import { ALL_SCHEMAS } from './strategies/all-schemas'
import { maxAnswerTokens } from './strategies/bounded-schema'
import { createStrategy } from './strategies/create-strategy'
import { createSelfConsistentReasoner } from './strategies/self-consistent'
import type { Strategy } from './strategies/strategy'
import { STRATEGY_IDS, TREE_ROUNDS } from './strategies/strategy-list'
import { createStructuredStrategy } from './strategies/structured'

// Real inference on a machine that may be busy with other work.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const engine = createWllamaEngine()
const strategy = createStructuredStrategy()
const scripted = new File([makeTinyGguf({ name: 'Tiny scripted', script: scriptedTexts() })], 'scripted.gguf')
const subject = { presentation: SCRIPTED_CASE, stages: [] }
const options = { seed: 7, continueFrom: [] }
const never = new AbortController().signal

function keep(file: File, from = engine): SessionKeeper {
  return keepSession((on, signal) => from.load({ kind: 'file', file }, on, signal))
}

function reasonerOf(keeper: SessionKeeper, asked: Strategy = strategy) {
  const model = { name: 'Tiny scripted', fingerprint: null }
  return createLanguageReasoner({
    engine: engine.id, engineVersion: engine.version, model, strategy: asked, openSession: keeper.open,
  }) // prettier-ignore
}

/** The same keeper, and what each call cost. */
function watchUsage({ open, close }: SessionKeeper) {
  const usages: Usage[] = []
  const watched: SessionKeeper['open'] = async (on, signal) => {
    const session = await open(on, signal)
    return {
      ...session,
      async *generate(request, callSignal) {
        for await (const token of session.generate(request, callSignal)) {
          if (token.kind === 'end') usages.push(token.usage)
          yield token
        }
      },
    }
  }
  return { keeper: { open: watched, close }, usages }
}

async function collect(events: AsyncIterable<ReasoningEvent>): Promise<ReasoningEvent[]> {
  const all: ReasoningEvent[] = []
  for await (const event of events) all.push(event)
  return all
}

const stepsOf = (events: readonly ReasoningEvent[]) =>
  events.flatMap((event) => (event.kind === 'step-completed' ? [event.step] : []))

/** Kinds of events with repeats in a row said once, which is the order the seam promises. */
const orderOf = (events: readonly ReasoningEvent[]) =>
  events.map((event) => event.kind).filter((kind, i, kinds) => kind !== kinds[i - 1])

describe('a model that recites its script', () => {
  const keeper = keep(scripted)
  const reasoner = reasonerOf(keeper)
  let events: ReasoningEvent[]
  beforeAll(async () => {
    events = await collect(reasoner.reason(subject, options, never))
  })
  afterAll(() => keeper.close())

  test('gives its steps, each on the words it quotes', () => {
    const given = stepsOf(events).map(({ index, kind, text, quotes, hypotheses }) => ({
      index, kind, text,
      quotes: quotes.map((quote) => quote.span && SCRIPTED_CASE.slice(quote.span.start, quote.span.end)),
      moves: hypotheses.map(({ diagnosis, direction }) => ({ diagnosis, direction })),
    })) // prettier-ignore
    expect(given).toEqual(scriptedSteps().map((step, index) => ({ index, ...step })))
  })

  test('gives its differential', () => {
    const updated = events.filter((event) => event.kind === 'differential-updated')
    expect(updated).toHaveLength(1)
    expect(updated[0]).toMatchObject({
      afterStep: 5,
      differential: {
        noneOfThese: 0.14,
        entries: scriptedDifferential().map((entry) => ({
          diagnosis: entry.diagnosis,
          likelihood: entry.percent / 100,
          isCantMiss: entry.cantMiss,
          stepsFor: entry.for.map((number) => number - 1),
          stepsAgainst: entry.against.map((number) => number - 1),
          nextTest: entry.nextTest,
        })),
      },
    })
  })

  test('keeps the order of the seam, and its text arrives bit by bit', () => {
    const step = ['step-started', 'text-delta', 'step-completed']
    expect(orderOf(events)).toEqual(
      [
        'started',
        'preparing',
        'problem-representation',
        ...scriptedSteps().map(() => step),
        'differential-updated',
        'finished',
      ].flat(),
    )
    for (const { index, text } of stepsOf(events)) {
      const deltas = events.flatMap((event) =>
        event.kind === 'text-delta' && event.index === index ? [event.text] : [],
      )
      expect(deltas.length).toBeGreaterThan(3)
      expect(deltas.join('')).toBe(text)
    }
  })

  test('tells how far loading and reading are, and in the end what they cost', () => {
    for (const activity of ['loading-model', 'reading-case'] as const) {
      const fractions = events.flatMap((event) =>
        event.kind === 'preparing' && event.activity === activity ? [event.fraction ?? -1] : [],
      )
      expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
      expect(fractions.at(-1)).toBe(1)
    }
    const last = events.at(-1)
    if (last?.kind !== 'finished') throw new Error(`ended with ${last?.kind}`)
    expect(last.counts).toMatchObject({ steps: 6, findings: null })
    expect(last.counts.promptTokens).toBeGreaterThan(1000)
    expect(last.counts.outputTokens).toBeGreaterThan(100)
    expect(last.timing.totalMs).toBeGreaterThan(last.timing.firstStepMs ?? Infinity)
    expect(last.timing.computeMs).toBeGreaterThan(0)
  })

  test('goes on after accepted steps, with their numbers', async () => {
    const continued = await collect(
      reasoner.reason(subject, { seed: 7, continueFrom: stepsOf(events) }, never),
    )
    expect(stepsOf(continued).map((step) => step.index)).toEqual([6, 7, 8, 9, 10, 11])
    expect(continued.at(-1)).toMatchObject({ kind: 'finished', counts: { steps: 6 } })
  })

  test('stops within 250 ms wherever it is, and the model stays loaded', async () => {
    // A longer case each time, so that reading it again takes a while.
    const longer = (times: number) => ({ presentation: `${SCRIPTED_CASE}\n`.repeat(times), stages: [] })
    const stops = [
      ['preparing', longer(3)],
      ['text-delta', longer(4)],
      ['step-completed', longer(5)],
    ] as const
    for (const [kind, text] of stops) {
      const controller = new AbortController()
      const reason = new Error('stopped by the reader')
      let abortedAt = 0
      const running = (async () => {
        for await (const event of reasoner.reason(text, options, controller.signal)) {
          const isThere =
            event.kind === kind && !(event.kind === 'preparing' && event.activity === 'loading-model')
          if (!isThere || abortedAt > 0) continue
          abortedAt = performance.now()
          controller.abort(reason)
        }
      })()
      await expect(running).rejects.toBe(reason)
      const latencyMs = performance.now() - abortedAt
      expect(latencyMs).toBeLessThan(250)
    }
    const again = await collect(reasoner.reason(subject, options, never))
    expect(again.at(-1)).toMatchObject({ kind: 'finished' })
    expect(again.some((event) => event.kind === 'preparing' && event.activity === 'loading-model')).toBe(
      false,
    )
    expect(stepsOf(again)).toEqual(stepsOf(events))
  })

  test('two runs at once take turns', async () => {
    const [first, second] = await Promise.all([
      collect(reasoner.reason(subject, options, never)),
      collect(reasoner.reason(subject, { ...options, seed: 8 }, never)),
    ])
    expect(stepsOf(first)).toEqual(stepsOf(events))
    expect(stepsOf(second)).toEqual(stepsOf(events))
  })

  test('a case that does not fit fails before anything is written, with both numbers', async () => {
    const long = { presentation: `${SCRIPTED_CASE}\n`.repeat(30), stages: [] }
    const failed = await collect(reasoner.reason(long, options, never))
    expect(orderOf(failed)).toEqual(['started', 'failed'])
    const last = failed.at(-1)
    expect(last?.kind === 'failed' && last.failure).toEqual({
      code: 'context-overflow',
      detail: expect.stringMatching(/needs \d{1,2},\d{3} tokens .*; this model has 8,192\.$/),
    })
  })
})

describe('every way of asking, by a model that recites its answers', () => {
  const keepers: SessionKeeper[] = []
  // The tiny vocabulary takes more tokens than a real one.
  const contextLength = 16_384
  const roomy = createWllamaEngine({ contextTokens: contextLength })
  const keepScript = (id: ScriptedStrategy) => {
    const model = makeTinyGguf({ script: scriptedTexts(id), contextLength })
    const keeper = keep(new File([model], 'scripted.gguf'), roomy)
    keepers.push(keeper)
    return keeper
  }
  afterAll(async () => {
    await Promise.all(keepers.map((keeper) => keeper.close()))
  })

  test.each(STRATEGY_IDS)('%s', async (id) => {
    const { keeper, usages } = watchUsage(keepScript(id))
    const run = await collect(reasonerOf(keeper, createStrategy(id)).reason(subject, options, never))
    // What was read for one call isn't read again for the next; only the answer in between may be.
    usages.slice(1).forEach((usage, k) => {
      expect(usage.reusedTokens).toBeGreaterThanOrEqual((usages[k]?.promptTokens ?? Infinity) - 8)
    })
    const last = run.at(-1)
    expect(last, JSON.stringify(last)).toMatchObject({ kind: 'finished' })
    const steps = stepsOf(run)
    expect(steps.map(({ index }) => index)).toEqual(steps.map((_, i) => i))
    expect(steps.some((step) => step.quotes.some(({ span }) => span !== null))).toBe(true)
    const differentials = run.flatMap((event) =>
      event.kind === 'differential-updated' ? [event.differential] : [],
    )
    expect(differentials.at(-1)?.entries[0]?.diagnosis).toBe('Acute appendicitis')
    expect(differentials.at(-1)?.revision?.reason).toBe(
      id === 'reflect' ? 'Torsion was put too low.' : undefined,
    )
    expect(steps.filter((step) => step.alternatives?.length === 2)).toHaveLength(
      id === 'tree' ? TREE_ROUNDS : 0,
    )
    const authors = new Set(steps.flatMap((step) => step.author ?? []))
    expect(authors.size).toBe({ structured: 0, free: 0, tree: 0, reflect: 1, panel: 5 }[id])
  })

  test('several samples are merged', async () => {
    const keeper = keepScript('free')
    const free = () => reasonerOf(keeper, createStrategy('free'))
    const run = await collect(
      createSelfConsistentReasoner(free, { samples: 3 }).reason(subject, options, never),
    )
    const updated = run.find((event) => event.kind === 'differential-updated')
    expect(updated?.differential.samples).toHaveLength(3)
    expect(updated?.differential.entries[0]).toMatchObject({ diagnosis: 'Acute appendicitis', agreement: 1 })
    expect(stepsOf(run)).toHaveLength(4)
  })

  test('one step is written in three other ways', async () => {
    const { open } = keepScript('alternatives')
    const ways = await collect(writeAlternatives(open, { subject, steps: [], index: 0, seed: 1 }, never))
    expect(stepsOf(ways).map(({ index, text }) => ({ index, text }))).toEqual(
      scriptedSteps()
        .slice(0, 3)
        .map(({ text }) => ({ index: 0, text })),
    )
  })
})

describe('random weights at temperature 1.5', () => {
  const ajv = new Ajv({ strict: true })
  const CONTEXT = 65_536
  let session: Session
  beforeAll(async () => {
    const file = new File([makeTinyGguf({ dim: 64, ff: 64, contextLength: CONTEXT })], 'random.gguf')
    session = await createWllamaEngine({ contextTokens: CONTEXT }).load(
      { kind: 'file', file },
      () => undefined,
      never,
    )
  })
  afterAll(() => session.dispose())

  const seeds = [2, 4]
  const cases = Object.entries(ALL_SCHEMAS).flatMap(([name, schema]) =>
    seeds.map((seed) => [name, seed, schema] as const),
  )
  test.each(cases)('%s keeps to the schema, seed %i', async (_, seed, schema) => {
    let text = ''
    const messages = [{ role: 'user' as const, content: SCRIPTED_CASE }]
    const call = { messages, schema, maxTokens: maxAnswerTokens(schema), minTokens: 100 }
    for await (const token of session.generate({ ...call, temperature: 1.5, seed }, never)) {
      if (token.kind === 'text') text += token.text
      if (token.kind === 'end') expect(token.reason).toBe('complete')
    }
    const validate = ajv.compile(schema)
    expect(validate(JSON.parse(text)), ajv.errorsText(validate.errors)).toBe(true)
  })
})

test.each([
  ['a web page', new File(['<!DOCTYPE html>'], 'model.gguf'), 'starts with <!DO'],
  ['a cut model', new File([scripted.slice(0, scripted.size / 2)], 'model.gguf'), 'corrupted or incomplete'],
])('%s fails the run as a corrupt model', async (_, file, words) => {
  const events = await collect(reasonerOf(keep(file)).reason(subject, options, never))
  const last = events.at(-1)
  expect(last?.kind === 'failed' && last.failure).toEqual({
    code: 'model-corrupt',
    detail: expect.stringContaining(words),
  })
})
