import { expect, test } from 'vitest'
import type { ReasoningEvent } from '../../domain/reasoning-event'
import type { CaseId, RunId } from '../../domain/ids'
import type { Run } from '../../domain/run'
import { createReplayPacing } from './replay-pacing'
import { createReplayReasoner, cutIntoDeltas } from './replay-reasoner'

const step = (index: number, text: string) => ({
  index,
  kind: 'support' as const,
  text,
  quotes: [],
  hypotheses: [],
  checks: [],
})
const entry = (diagnosis: string, likelihood: number) => ({
  diagnosis,
  likelihood,
  diseaseId: null,
  isCantMiss: false,
  evidenceFor: [],
  evidenceAgainst: [],
  stepsFor: [0, 1],
  stepsAgainst: [],
  nextTest: null,
})
const stored: Run = {
  id: 'run-1' as RunId,
  caseId: 'case-1' as CaseId,
  caseRevision: 1,
  manifest: {
    engine: 'knowledge',
    engineVersion: '1',
    model: null,
    strategy: 'likelihood',
    promptVersion: 'pack-1',
    sampling: null,
    appVersion: '0',
  },
  continuedFrom: null,
  status: 'finished',
  problemRepresentation: 'A man with chest pain',
  steps: [step(0, 'First this.'), step(1, 'Then that, too.')],
  differential: { entries: [entry('Gout', 0.8)], noneOfThese: 0.2 },
  trajectory: [
    { afterStep: 0, ranked: [{ diagnosis: 'Gout', likelihood: 0.5 }] },
    { afterStep: 1, ranked: [{ diagnosis: 'Gout', likelihood: 0.8 }] },
  ],
  stepTimesMs: [600, 1800],
  failure: null,
  timing: { totalMs: 1800, computeMs: 10, firstStepMs: 600 },
  counts: { steps: 2, findings: 3, promptTokens: null, outputTokens: null },
  startedAt: 0,
  endedAt: 1800,
}
const caseText = { presentation: 'Chest pain.', stages: [] }
const options = { seed: 0, continueFrom: [] }

async function collect(
  reasoner: ReturnType<typeof createReplayReasoner>,
  signal = new AbortController().signal,
) {
  const events: ReasoningEvent[] = []
  for await (const event of reasoner.reason(caseText, options, signal)) events.push(event)
  return events
}

test('a replay gives the recorded steps, lists and end', async () => {
  const events = await collect(createReplayReasoner(stored, createReplayPacing(4), () => Promise.resolve()))
  const completed = events.flatMap((event) => (event.kind === 'step-completed' ? [event.step.text] : []))
  const lists = events.flatMap((event) =>
    event.kind === 'differential-updated' ? [event.differential.entries[0]?.likelihood] : [],
  )
  expect(completed).toEqual(stored.steps.map(({ text }) => text))
  expect(lists).toEqual([0.5, 0.8])
  expect(events.at(-1)).toMatchObject({ kind: 'finished', counts: stored.counts })
  const text = events
    .flatMap((event) => (event.kind === 'text-delta' && event.index === 1 ? [event.text] : []))
    .join('')
  expect(text).toBe('Then that, too.')
})

test.each([
  [1, 1800],
  [2, 900],
  [4, 450],
] as const)('at %s× the waits add up to %s ms', async (speed, expectedMs) => {
  let waited = 0
  const wait = (ms: number) => {
    waited += ms
    return Promise.resolve()
  }
  // Texts of at least six words, so that each step waits its whole time.
  const long = { ...stored, steps: [step(0, 'a b c d e f'), step(1, 'a b c d e f')] }
  await collect(createReplayReasoner(long, createReplayPacing(speed), wait))
  expect(waited).toBeCloseTo(expectedMs, 6)
})

test('step by step, nothing comes before it is asked for', async () => {
  const pacing = createReplayPacing('step')
  const iterator = createReplayReasoner(stored, pacing, () => Promise.resolve()).reason(
    caseText,
    options,
    new AbortController().signal,
  )
  const kinds: string[] = []
  for (let i = 0; i < 2; i++) kinds.push((await iterator.next()).value?.kind ?? 'end')
  const pending = iterator.next()
  let hasCome = false
  void pending.then(() => (hasCome = true))
  await Promise.resolve()
  expect(hasCome).toBe(false)
  pacing.next()
  expect((await pending).value).toMatchObject({ kind: 'step-started', index: 0 })
})

test('an abort ends the waiting at once', async () => {
  const controller = new AbortController()
  const running = collect(
    createReplayReasoner(stored, createReplayPacing('step'), () => Promise.resolve()),
    controller.signal,
  )
  controller.abort()
  await expect(running).rejects.toThrow('abort')
})

test('deltas joined give the text', () => {
  expect(cutIntoDeltas('  one two  three\nfour ', 3).join('')).toBe('  one two  three\nfour ')
})
