import { expect, test } from 'vitest'
import type { ReasoningEvent, ReasoningOptions } from '../../domain/reasoning-event'
import type { RunFailureCode } from '../../domain/run'
import type { Reasoner } from '../reasoner'
import { createSelfConsistentReasoner, type SelfConsistencyOptions } from './self-consistent'

const never = new AbortController().signal
const manifest = {
  engine: 'wllama' as const,
  engineVersion: '1',
  model: null,
  strategy: 'structured',
  promptVersion: 'p',
  sampling: { temperature: 0.7, seed: 0 },
}

function eventsOf(sample: number, ranking: readonly string[]): ReasoningEvent[] {
  const entries = ranking.map((diagnosis, i) => ({
    diagnosis,
    diseaseId: null,
    likelihood: 0.5 / 2 ** i,
    isCantMiss: false,
    evidenceFor: [],
    evidenceAgainst: [],
    stepsFor: [0],
    stepsAgainst: [],
    nextTest: null,
  }))
  const noneOfThese = 1 - entries.reduce((sum, { likelihood }) => sum + likelihood, 0)
  return [
    { kind: 'started', manifest },
    { kind: 'preparing', activity: 'reading-case', fraction: 1 },
    { kind: 'step-started', index: 0, stepKind: 'finding' },
    { kind: 'text-delta', index: 0, text: 'Sample ' },
    { kind: 'text-delta', index: 0, text: String(sample) },
    {
      kind: 'step-completed',
      step: { index: 0, kind: 'finding', text: `Sample ${sample}`, quotes: [], hypotheses: [] },
    },
    { kind: 'differential-updated', afterStep: 0, differential: { entries, noneOfThese } },
    {
      kind: 'finished',
      timing: { totalMs: 1, computeMs: 1, firstStepMs: 1 },
      counts: { steps: 1, findings: null, promptTokens: 100, outputTokens: 10 },
    },
  ]
}

const failing = (code: RunFailureCode): ReasoningEvent[] => [
  ...eventsOf(9, []).slice(0, 6),
  { kind: 'failed', failure: { code, detail: 'as told' } },
]

async function run(samples: readonly ReasoningEvent[][], options: Partial<SelfConsistencyOptions> = {}) {
  const asked: ReasoningOptions[] = []
  const reasoner = createSelfConsistentReasoner(
    (sample): Reasoner => ({
      engine: 'wllama',
      async *reason(_, given) {
        asked.push(given)
        yield* samples[sample] ?? []
      },
    }),
    { samples: samples.length, now: () => 5, ...options },
  )
  const events: ReasoningEvent[] = []
  const given = { seed: 7, continueFrom: [] }
  for await (const event of reasoner.reason({ presentation: 'Pain.', stages: [] }, given, never))
    events.push(event)
  return { events, asked }
}

test('the steps are those of the sample that agrees best, and the ranking is everybody’s', async () => {
  const { events, asked } = await run([
    eventsOf(0, ['Lupus', 'Gout']),
    eventsOf(1, ['Gout', 'Lupus']),
    eventsOf(2, ['Gout', 'Sepsis']),
    eventsOf(3, ['Gout', 'Lupus']),
  ])
  expect(events.map(({ kind }) => kind).filter((kind, i, kinds) => kind !== kinds[i - 1])).toEqual([
    'started',
    'preparing',
    'step-started',
    'text-delta',
    'step-completed',
    'differential-updated',
    'finished',
  ])
  expect(events[0]).toMatchObject({ manifest: { strategy: 'structured ×4', sampling: { seed: 7 } } })
  expect(events.find((event) => event.kind === 'step-completed')?.step.text).toBe('Sample 1')
  const updated = events.find((event) => event.kind === 'differential-updated')
  expect(updated?.differential.entries.map(({ diagnosis, agreement }) => [diagnosis, agreement])).toEqual([
    ['Gout', 1],
    ['Lupus', 0.75],
    ['Sepsis', 0.25],
  ])
  expect(updated?.differential.samples).toHaveLength(4)
  expect(events.at(-1)).toMatchObject({ counts: { steps: 1, promptTokens: 400, outputTokens: 40 } })
  const seeds = asked.map(({ seed }) => seed)
  expect(seeds[0]).toBe(7)
  expect(new Set(seeds).size).toBe(4)
})

test('progress never falls', async () => {
  const { events } = await run([eventsOf(0, ['A']), eventsOf(1, ['A']), eventsOf(2, ['A'])])
  const fractions = events.flatMap((event) =>
    event.kind === 'preparing' && event.activity === 'sampling' ? [event.fraction ?? -1] : [],
  )
  expect(fractions).toHaveLength(3)
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
  expect(fractions.at(-1)).toBeLessThan(1)
})

test('seeds can be given', async () => {
  const { asked } = await run([eventsOf(0, ['A']), eventsOf(1, ['A'])], { seeds: [3, -1] })
  expect(asked.map(({ seed }) => seed)).toEqual([3, 4294967295])
})

test('a malformed sample does not count', async () => {
  const { events } = await run([failing('malformed-output'), eventsOf(1, ['Gout']), eventsOf(2, ['Gout'])])
  const updated = events.find((event) => event.kind === 'differential-updated')
  expect(updated?.differential.samples).toHaveLength(2)
  expect(events.at(-1)).toMatchObject({ kind: 'finished' })
})

test('where none comes to an end, the steps of one are kept and its failure told', async () => {
  const { events, asked } = await run([failing('malformed-output'), failing('malformed-output')])
  expect(asked).toHaveLength(2)
  expect(events.filter((event) => event.kind === 'step-completed')).toHaveLength(1)
  expect(events.at(-1)).toEqual({ kind: 'failed', failure: { code: 'malformed-output', detail: 'as told' } })
})

test('a failure that would come again ends the sampling, and what was sampled counts', async () => {
  const { events, asked } = await run([
    eventsOf(0, ['Gout']),
    failing('out-of-memory'),
    eventsOf(2, ['Gout']),
  ])
  expect(asked).toHaveLength(2)
  expect(events.at(-1)).toMatchObject({ kind: 'finished' })
})
