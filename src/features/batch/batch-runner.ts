import { create } from 'zustand'
import type { RunFailure } from '../../domain/run'
import {
  type Batch,
  type BatchItem,
  type BatchOutcome,
  type ReasonerChoice,
  runBatch,
  toRunFailure,
} from '../../reasoning'
import type { ModelOption } from '../model-choice'
import { reasonUnseen } from '../reason-unseen'
import type { Services } from '../services'
import { keepAwake } from './keep-awake'

const KEY = 'batch'

interface BatchState {
  /** Undefined until it has been read; null where there is none. */
  readonly batch: Batch | null | undefined
  /** Pauses after the run under way; null while nothing runs. */
  readonly pause: (() => void) | null
  readonly isPausing: boolean
  /** Why it stopped by itself. */
  readonly failure: unknown
}

export const useBatch = create<BatchState>(() => ({
  batch: undefined,
  pause: null,
  isPausing: false,
  failure: null,
}))

/** Reads the queue of an earlier visit. Nothing runs before the person says so. */
export async function loadBatch({ storage }: Services): Promise<void> {
  if (useBatch.getState().batch === undefined)
    useBatch.setState({ batch: await storage.settings.get<Batch>(KEY) })
}

export async function setBatch({ storage }: Services, batch: Batch | null): Promise<void> {
  await storage.settings.set(KEY, batch)
  useBatch.setState({ batch, failure: null })
}

/** Works through the queue, whatever page is shown, until it is empty, paused, or the tab is closed. */
export async function startBatch(services: Services, models: readonly ModelOption[]): Promise<void> {
  const { batch, pause } = useBatch.getState()
  if (!batch || pause) return
  const controller = new AbortController()
  useBatch.setState({
    failure: null,
    isPausing: false,
    pause: () => {
      controller.abort()
      useBatch.setState({ isPausing: true })
    },
  })
  const letSleep = batch.staysAwake ? keepAwake() : null
  try {
    await runBatch(
      {
        run: (item) => runItem(services, models, item),
        clock: services.clock,
        save: async (next) => {
          await services.storage.settings.set(KEY, next)
          useBatch.setState({ batch: next })
        },
      },
      batch,
      controller.signal,
    )
  } catch (failure) {
    useBatch.setState({ failure })
  } finally {
    letSleep?.()
    useBatch.setState({ pause: null, isPausing: false })
  }
}

async function runItem(
  services: Services,
  models: readonly ModelOption[],
  item: BatchItem,
): Promise<BatchOutcome> {
  const fail = (failure: RunFailure): BatchOutcome => ({ kind: 'failed', failure, runId: null })
  const subject = await services.storage.cases.get(item.caseId)
  if (!subject) return fail({ code: 'empty-case', detail: 'the case is not in the library any more' })
  const choice = choiceOf(item, models)
  if (!choice) return fail({ code: 'model-missing', detail: 'choose the model again on the models page' })
  try {
    const run = await reasonUnseen(services, subject, choice, item.seed)
    if (run?.status === 'finished') return { kind: 'done', runId: run.id }
    const failure = run?.failure ?? { code: 'unknown', detail: 'the run did not begin' }
    return { kind: 'failed', failure, runId: run?.id ?? null }
  } catch (error) {
    return fail(toRunFailure(error))
  }
}

function choiceOf(item: BatchItem, models: readonly ModelOption[]): ReasonerChoice | null {
  if (item.modelId === null) return { engine: 'knowledge' }
  const model = models.find(({ id }) => id === item.modelId)
  return model
    ? { engine: model.engine, model: model.ref, strategy: item.strategy, prompts: null, samples: 1 }
    : null
}
