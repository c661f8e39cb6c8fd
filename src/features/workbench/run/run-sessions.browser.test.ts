import { expect, test, vi } from 'vitest'
import type { ClinicalCase } from '../../../domain/case'
import type { CaseId, RunId } from '../../../domain/ids'
import type { ReasoningEvent } from '../../../domain/reasoning-event'
import type { Services } from '../../services'
import { beginRun, useRunSessions } from './run-sessions'

const subject = { id: 'case-1' as CaseId, revision: 1, presentation: 'Chest pain.' } as ClinicalCase // all that is read
const started: ReasoningEvent = {
  kind: 'started',
  manifest: {
    engine: 'knowledge',
    engineVersion: '1',
    model: null,
    strategy: 's',
    promptVersion: 'p',
    sampling: null,
  },
}
const finished: ReasoningEvent = {
  kind: 'finished',
  timing: { totalMs: 1, computeMs: 1, firstStepMs: 1 },
  counts: { steps: 0, findings: 0, promptTokens: null, outputTokens: null },
}

test('a run begun while the one before is being stored stays on screen', async () => {
  let storeFirst = () => {}
  let finishSecond = () => {}
  const isFirstStored = new Promise<void>((resolve) => (storeFirst = resolve))
  const isSecondFinished = new Promise<void>((resolve) => (finishSecond = resolve))
  let runs = 0
  const services = {
    storage: {
      runs: {
        create: async () => {},
        end: (id: RunId) => (id === 'run-1' ? isFirstStored : Promise.resolve()),
      },
    },
    reasoners: {
      create: async () => ({
        engine: 'knowledge',
        async *reason() {
          const isSecond = ++runs === 2
          yield started
          if (isSecond) await isSecondFinished
          yield finished
        },
      }),
    },
    clock: () => 0,
    ids: { runId: () => `run-${runs}` as RunId },
    appVersion: '0',
  } as unknown as Services // all that a run without steps uses
  const start = {
    subject,
    choice: { engine: 'knowledge' },
    start: null,
    seed: 1,
    examples: [],
    onStarted: () => {},
  } as const
  const shown = () => useRunSessions.getState().byCase[subject.id]?.live.run

  const first = beginRun(services, start)
  await vi.waitFor(() => expect(shown()?.status).toBe('finished'))
  const second = beginRun(services, start)
  await vi.waitFor(() => expect(shown()).toMatchObject({ id: 'run-2', status: 'running' }))
  storeFirst()
  await first
  expect(shown()).toMatchObject({ id: 'run-2', status: 'running' })
  finishSecond()
  await second
  expect(shown()).toBeUndefined()
})
