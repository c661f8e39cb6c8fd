import type { CaseId, RunId } from '../domain/ids'
import type { RunFailure } from '../domain/run'
import type { StrategyId } from './strategies/strategy-list'

/** One run to be made: a case, what reasons about it, and the seed. */
export interface BatchItem {
  readonly caseId: CaseId
  /** Of the models that can be picked; null for the knowledge engine. */
  readonly modelId: string | null
  /** Means nothing to the knowledge engine. */
  readonly strategy: StrategyId
  readonly seed: number
  readonly state: 'waiting' | 'done' | 'failed'
  readonly runId: RunId | null
  readonly failure: RunFailure | null
  readonly tookMs: number | null
}

/** A queue of runs. It outlives the tab: what was under way when the tab closed is waiting again. */
export interface Batch {
  readonly createdAt: number
  /** Whether the screen is kept on while it runs, after a pause and a reload too; absent in older queues. */
  readonly staysAwake?: boolean
  readonly items: readonly BatchItem[]
}

export interface BatchPlan {
  readonly caseIds: readonly CaseId[]
  readonly modelIds: readonly (string | null)[]
  readonly strategies: readonly StrategyId[]
  /** Runs of each combination, with seeds from 1 on. */
  readonly samples: number
}

/**
 * Every combination, by model first, so that a model is loaded once. The knowledge engine is deterministic and knows no
 * strategies: it gets one run a case.
 */
export function planBatch({ caseIds, modelIds, strategies, samples }: BatchPlan, createdAt: number): Batch {
  const waiting = { state: 'waiting', runId: null, failure: null, tookMs: null } as const
  const items = modelIds.flatMap((modelId): BatchItem[] => {
    if (modelId === null)
      return caseIds.map((caseId) => ({ caseId, modelId, strategy: 'structured', seed: 1, ...waiting }))
    return caseIds.flatMap((caseId) =>
      strategies.flatMap((strategy) =>
        Array.from({ length: samples }, (_, sample) => ({
          caseId,
          modelId,
          strategy,
          seed: sample + 1,
          ...waiting,
        })),
      ),
    )
  })
  return { createdAt, items }
}

export interface BatchSummary {
  readonly waiting: number
  readonly done: number
  readonly failed: number
  /** Time the waiting ones will take at the pace so far; null before there is one. */
  readonly leftMs: number | null
}

/** Counts and time left. A model's own pace counts where it has one; else that of all. */
export function summariseBatch({ items }: Batch): BatchSummary {
  const paces = new Map<string | null, { sum: number; count: number }>()
  let [all, counted] = [0, 0]
  for (const { modelId, tookMs } of items) {
    if (tookMs === null) continue
    const pace = paces.get(modelId) ?? { sum: 0, count: 0 }
    paces.set(modelId, { sum: pace.sum + tookMs, count: pace.count + 1 })
    all += tookMs
    counted++
  }
  const waiting = items.filter(({ state }) => state === 'waiting')
  const expect = ({ modelId }: BatchItem) => {
    const pace = paces.get(modelId)
    return pace ? pace.sum / pace.count : all / counted
  }
  return {
    waiting: waiting.length,
    done: items.filter(({ state }) => state === 'done').length,
    failed: items.filter(({ state }) => state === 'failed').length,
    leftMs: counted === 0 ? null : waiting.reduce((sum, item) => sum + expect(item), 0),
  }
}

/** The failed ones wait again. */
export function retryFailed(batch: Batch): Batch {
  const items = batch.items.map((item): BatchItem =>
    item.state === 'failed' ? { ...item, state: 'waiting', failure: null, runId: null } : item,
  )
  return { ...batch, items }
}

/** What became of one item: a run that finished, or why there is none. */
export type BatchOutcome =
  | { readonly kind: 'done'; readonly runId: RunId }
  | { readonly kind: 'failed'; readonly failure: RunFailure; readonly runId: RunId | null }

export interface BatchDeps {
  /** Makes one run. Rejects only when aborted. */
  readonly run: (item: BatchItem, signal: AbortSignal) => Promise<BatchOutcome>
  /** Keeps the queue; called after each item, before the next begins. */
  readonly save: (batch: Batch) => Promise<void>
  readonly clock: () => number
}

/**
 * Works through what is waiting, one after the other, until nothing is left or the signal stops it; an item cut short waits
 * again. Failures are set aside and don't stop the others.
 *
 * @throws what `save` throws: a queue that can't be kept must not go on.
 */
export async function runBatch(deps: BatchDeps, batch: Batch, signal: AbortSignal): Promise<Batch> {
  let current = batch
  for (let index = 0; index < current.items.length && !signal.aborted; index++) {
    const item = current.items[index]
    if (item?.state !== 'waiting') continue
    const startedAt = deps.clock()
    let outcome: BatchOutcome
    try {
      outcome = await deps.run(item, signal)
    } catch (error) {
      if (signal.aborted) break
      throw error
    }
    const isDone = outcome.kind === 'done'
    const failure = outcome.kind === 'failed' ? outcome.failure : null
    const next: BatchItem = {
      ...item,
      state: outcome.kind,
      runId: outcome.runId,
      failure,
      tookMs: isDone ? deps.clock() - startedAt : null,
    }
    current = { ...current, items: current.items.with(index, next) }
    await deps.save(current)
  }
  return current
}
