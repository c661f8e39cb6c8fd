import { expect, test } from 'vitest'
import type { ClinicalCase } from '../domain/case'
import type { CaseId, RunId } from '../domain/ids'
import type { ReasoningEvent } from '../domain/reasoning-event'
import { branchRun, type RunStart } from '../domain/run-start'
import { type LiveRun, type RunSink, startRun } from './orchestrator'
import type { Reasoner } from './reasoner'

const subject: ClinicalCase = {
  id: 'case-1' as CaseId,
  revision: 2,
  title: 'Secret title',
  presentation: 'Chest pain.',
  stages: [],
  source: 'own',
  specialty: null,
  isFictional: false,
  goldDiagnosis: 'Secret',
  referenceReasoning: [],
  expectedDifferential: [],
  cantMiss: [],
  teachingPoints: [],
  citation: null,
  extra: {},
  createdAt: 0,
  updatedAt: 0,
}
const manifest = {
  engine: 'knowledge' as const,
  engineVersion: '1',
  model: null,
  strategy: 's',
  promptVersion: 'p',
  sampling: null,
}
const stepEvents = (index: number): ReasoningEvent[] => [
  { kind: 'step-started', index, stepKind: 'support' },
  { kind: 'text-delta', index, text: `Step ${index}` },
  {
    kind: 'step-completed',
    step: { index, kind: 'support', text: `Step ${index}`, quotes: [], hypotheses: [] },
  },
]
const finished: ReasoningEvent = {
  kind: 'finished',
  timing: { totalMs: 1, computeMs: 1, firstStepMs: 1 },
  counts: { steps: 2, findings: 0, promptTokens: null, outputTokens: null },
}

function reasonerOf(
  events: readonly ReasoningEvent[],
  after: () => Promise<void> = () => Promise.resolve(),
): Reasoner {
  return {
    engine: 'knowledge',
    async *reason() {
      yield* events
      await after()
    },
  }
}

function setUp(reasoner: Reasoner, sink: Partial<RunSink> = {}, start: RunStart | null = null) {
  const kept: string[] = []
  const lives: LiveRun[] = []
  const note = (what: string) => {
    kept.push(what)
    return Promise.resolve()
  }
  const handle = startRun(
    {
      sink: {
        create: () => note('create'),
        setProblemRepresentation: () => note('problem'),
        appendStep: (_, step) => note(`step ${step.index}`),
        setDifferential: () => note('differential'),
        end: (_, ending) => note(`end ${ending.status}`),
        ...sink,
      },
      verify: (_, step) =>
        Promise.resolve([{ code: 'repeats-step', earlierStep: step.index, similarity: 1 }]),
      clock: () => 7,
      newRunId: () => 'run-1' as RunId,
      paint: () => Promise.resolve(),
      rest: () => Promise.resolve(),
      onChange: (live) => lives.push(live),
      appVersion: 'test',
    },
    { subject, reasoner, seed: 1, start },
  )
  return { handle, kept, lives }
}

test('each step is kept the moment it is complete, and the run ends once', async () => {
  const { handle, kept } = setUp(
    reasonerOf([{ kind: 'started', manifest }, ...stepEvents(0), ...stepEvents(1), finished]),
  )
  const run = await handle.done
  expect(kept).toEqual(['create', 'step 0', 'step 1', 'end finished'])
  expect(run).toMatchObject({ status: 'finished', caseRevision: 2, manifest: { appVersion: 'test' } })
})

test('the solver sees neither title nor gold diagnosis', async () => {
  let seen: unknown = null
  const reasoner: Reasoner = {
    engine: 'knowledge',
    async *reason(text) {
      seen = text
      yield { kind: 'started', manifest }
      yield finished
    },
  }
  await setUp(reasoner).handle.done
  expect(JSON.stringify(seen)).not.toContain('Secret')
})

test('stop ends the run even when the engine never answers', async () => {
  const { handle, kept, lives } = setUp(
    reasonerOf([{ kind: 'started', manifest }, ...stepEvents(0)], () => new Promise(() => {})),
  )
  await expect.poll(() => lives.at(-1)?.run?.steps.length).toBe(1)
  handle.stop()
  expect(await handle.done).toMatchObject({ status: 'stopped' })
  expect(kept.at(-1)).toBe('end stopped')
})

test('an engine that throws ends the run with its code, steps kept', async () => {
  const failing = reasonerOf([{ kind: 'started', manifest }, ...stepEvents(0)], () =>
    Promise.reject(Object.assign(new Error('gone'), { code: 'out-of-memory' })),
  )
  expect(await setUp(failing).handle.done).toMatchObject({
    status: 'failed',
    failure: { code: 'out-of-memory', detail: 'gone' },
    steps: [{ index: 0 }],
  })
})

test('a full disk ends the run and leaves on screen what came', async () => {
  const full = { appendStep: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) }
  const run = await setUp(reasonerOf([{ kind: 'started', manifest }, ...stepEvents(0), finished]), full)
    .handle.done
  expect(run).toMatchObject({ status: 'failed', failure: { code: 'storage-full' } })
})

test('an engine that stops without a word is told apart from one that finished', async () => {
  const run = await setUp(reasonerOf([{ kind: 'started', manifest }, ...stepEvents(0)])).handle.done
  expect(run).toMatchObject({ status: 'failed', failure: { code: 'engine-crashed' } })
})

test('a branch takes over the corrected trace, checks the correction, and asks the engine to go on from it', async () => {
  const parent = await setUp(
    reasonerOf([{ kind: 'started', manifest }, ...stepEvents(0), ...stepEvents(1), finished]),
  ).handle.done
  if (!parent) throw new Error('no run')
  let seen: readonly string[] = []
  const reasoner: Reasoner = {
    engine: 'knowledge',
    async *reason(_, { continueFrom }) {
      seen = continueFrom.map(({ text }) => text)
      yield { kind: 'started', manifest }
      yield* stepEvents(2)
      yield finished
    },
  }
  const start = branchRun(parent, subject.presentation, { kind: 'edit', step: 1, text: 'Corrected' })
  const run = await setUp(reasoner, {}, start).handle.done
  expect(seen).toEqual(['Step 0', 'Corrected'])
  expect(run).toMatchObject({ continuedFrom: parent.id, branch: { kind: 'edit', atStep: 1 } })
  expect(run?.steps.map(({ text }) => text)).toEqual(['Step 0', 'Corrected', 'Step 2'])
  expect(run?.steps[1]?.checks).toHaveLength(1)
})

test('thinking is kept with the run, joined by the step it comes before', async () => {
  const think = (beforeStep: number, text: string): ReasoningEvent => ({
    kind: 'thinking-delta',
    beforeStep,
    text,
  })
  const endings: unknown[] = []
  const end: RunSink['end'] = (_, ending) => {
    endings.push(ending.thinking)
    return Promise.resolve()
  }
  const events = [think(0, 'Hm, '), think(0, 'pain.'), ...stepEvents(0), think(1, 'Rank.'), finished]
  const { handle, lives } = setUp(reasonerOf([{ kind: 'started', manifest }, ...events]), { end })
  const thinking = [
    { beforeStep: 0, text: 'Hm, pain.' },
    { beforeStep: 1, text: 'Rank.' },
  ]
  expect(await handle.done).toMatchObject({ thinking, steps: [{ index: 0 }] })
  expect(endings).toEqual([thinking])
  expect(lives.some(({ run }) => run?.thinking?.[0]?.text === 'Hm, ')).toBe(true)
})
