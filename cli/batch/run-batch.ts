import { setMaxListeners } from 'node:events'
import type { ClinicalCase } from '../../src/domain/case'
import type { CaseId } from '../../src/domain/ids'
import type { Run, RunFailure } from '../../src/domain/run'
import type { CaseDraft } from '../../src/formats/case-draft'
import type { RowOutcome, RowProblem } from '../../src/formats/import-outcome'
import type { RunRow } from '../../src/formats/runs-jsonl/runs-jsonl'
import { backoffMs, judgeFailure, type BackoffOptions } from './retry'

/** A row without a finished run: unreadable, or failed after all its tries. */
export type SetAside = { readonly line: number } & (
  | { readonly kind: 'rejected'; readonly problem: RowProblem }
  | {
      readonly kind: 'failed'
      readonly caseId: CaseId
      readonly title: string
      readonly tries: number
      readonly failure: RunFailure
    }
)

/** The rows add up: `rows` is the sum of the others but `retries`, where the batch came to its end. */
export interface BatchCounts {
  readonly rows: number
  readonly finished: number
  /** Finished in a former session. */
  readonly skipped: number
  /** Rows with the words of an earlier one. */
  readonly duplicates: number
  readonly rejected: number
  readonly failed: number
  readonly retries: number
}

export interface BatchDeps {
  readonly rows: AsyncIterable<RowOutcome>
  readonly toCase: (draft: CaseDraft) => ClinicalCase
  readonly isDone: (id: CaseId) => boolean
  /** One try; null where the run was stopped before it began. */
  readonly reason: (subject: ClinicalCase, signal: AbortSignal) => Promise<Run | null>
  readonly write: (row: RunRow) => Promise<void>
  readonly setAside: (entry: SetAside) => Promise<void>
  /** The wait that a failure asks for; null where it asks for none. */
  readonly retryAfterMs: (failure: RunFailure) => number | null
  /** Rejects with the signal's reason when aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  readonly backoff: BackoffOptions
  readonly concurrency: number
  /** Tries for a case in all, from 1. */
  readonly tries: number
  readonly onProgress: (counts: BatchCounts) => void
}

/** `stopped` has the failure that every further case would meet; null where the batch came to its end. */
export interface BatchResult {
  readonly counts: BatchCounts
  readonly stopped: RunFailure | null
}

/**
 * Reasons about every row that isn't done, so many at a time, and writes each finished run. A row is read when there is room
 * for it, so the memory doesn't grow with the file.
 *
 * @throws the signal's reason when aborted, and what reading and writing throw; rows under way are then not written.
 */
export async function runBatch(deps: BatchDeps, signal: AbortSignal): Promise<BatchResult> {
  const controller = new AbortController()
  const inside = AbortSignal.any([signal, controller.signal])
  setMaxListeners(0, inside) // one for each case under way, which Node would take for a leak
  const rows = deps.rows[Symbol.asyncIterator]()
  const counts = { rows: 0, finished: 0, skipped: 0, duplicates: 0, rejected: 0, failed: 0, retries: 0 }
  const faults: unknown[] = []
  let stopped: RunFailure | null = null
  let unreachableInARow = 0

  const count = (name: keyof BatchCounts) => {
    counts[name] += 1
    deps.onProgress({ ...counts })
  }

  const stop = (failure: RunFailure) => {
    stopped ??= failure
    controller.abort(new Error('the batch was stopped'))
  }

  /** The others end too, and are waited for: nothing is written once this function has returned. */
  const fail = (error: unknown) => {
    faults.push(error)
    controller.abort(error)
  }

  async function finish(subject: ClinicalCase, line: number): Promise<void> {
    for (let tried = 1; ; tried++) {
      const run = await deps.reason(subject, inside)
      inside.throwIfAborted()
      if (run?.status === 'finished') {
        unreachableInARow = 0
        await deps.write({ subject, run })
        return count('finished')
      }
      const failure = run?.failure ?? { code: 'unknown', detail: 'the run ended without a reason' }
      const consequence = judgeFailure(failure)
      if (consequence === 'stop') return stop(failure)
      if (consequence === 'set-aside' || tried >= deps.tries) {
        // A server that is gone would fail the whole file row by row.
        unreachableInARow = failure.code === 'server-unreachable' ? unreachableInARow + 1 : 0
        if (unreachableInARow >= Math.max(3, deps.concurrency)) return stop(failure)
        const { id: caseId, title } = subject
        await deps.setAside({ kind: 'failed', line, caseId, title, tries: tried, failure })
        return count('failed')
      }
      count('retries')
      await deps.wait(backoffMs(tried, deps.retryAfterMs(failure), deps.backoff), inside)
    }
  }

  async function take(outcome: RowOutcome): Promise<void> {
    counts.rows += 1
    if (outcome.kind === 'duplicate') return count('duplicates')
    if (outcome.kind === 'rejected') {
      await deps.setAside({ kind: 'rejected', line: outcome.line, problem: outcome.problem })
      return count('rejected')
    }
    const subject = deps.toCase(outcome.draft)
    if (deps.isDone(subject.id)) return count('skipped')
    await finish(subject, outcome.line)
  }

  async function work(): Promise<void> {
    for (;;) {
      inside.throwIfAborted()
      const next = await rows.next()
      if (next.done) return
      await take(next.value)
    }
  }

  try {
    await Promise.all(Array.from({ length: deps.concurrency }, () => work().catch(fail)))
  } finally {
    await rows.return?.()
  }
  if (faults.length > 0 && !stopped) throw faults[0]
  return { counts: { ...counts }, stopped }
}
