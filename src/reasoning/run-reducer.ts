import { snapshotDifferential } from '../domain/differential'
import type { CaseId, RunId } from '../domain/ids'
import type { ReasoningEvent } from '../domain/reasoning-event'
import type { ReasoningStep } from '../domain/reasoning-step'
import type { Run, RunManifest, RunThinking } from '../domain/run'
import type { RunStart } from '../domain/run-start'

export interface RunBeginning {
  readonly id: RunId
  readonly caseId: CaseId
  readonly caseRevision: number
  readonly manifest: RunManifest
  readonly startedAt: number
  readonly start: RunStart | null
}

/** A run at its start: empty, or holding what it takes over from another. */
export function beginRun({ id, caseId, caseRevision, manifest, startedAt, start }: RunBeginning): Run {
  return {
    id,
    caseId,
    caseRevision,
    manifest,
    continuedFrom: start?.parent ?? null,
    ...(start?.branch && { branch: start.branch }),
    status: 'running',
    problemRepresentation: start?.problemRepresentation ?? null,
    steps: start?.steps ?? [],
    differential: start?.differential ?? null,
    trajectory: start?.trajectory ?? [],
    stepTimesMs: start?.steps.map(() => 0) ?? [],
    failure: null,
    timing: null,
    counts: null,
    startedAt,
    endedAt: null,
  }
}

/** Adds a finished and checked step. */
export function addStep(run: Run, step: ReasoningStep, atMs: number): Run {
  return { ...run, steps: [...run.steps, step], stepTimesMs: [...run.stepTimesMs, atMs] }
}

/** Takes in the events that change a run other than by a step; the others leave it as it is. */
export function applyEvent(run: Run, event: ReasoningEvent, at: number): Run {
  switch (event.kind) {
    case 'problem-representation':
      return { ...run, problemRepresentation: event.text }
    case 'differential-updated':
      return {
        ...run,
        differential: event.differential,
        trajectory: [...run.trajectory, snapshotDifferential(event.differential, event.afterStep)],
      }
    case 'finished':
      return { ...run, status: 'finished', timing: event.timing, counts: event.counts, endedAt: at }
    case 'failed':
      return { ...run, status: 'failed', failure: event.failure, endedAt: at }
    case 'thinking-delta':
      return { ...run, thinking: addThinking(run.thinking ?? [], event) }
    case 'started':
    case 'preparing':
    case 'step-started':
    case 'text-delta':
    case 'step-completed':
      return run
  }
}

/** Thinking before one step is one text, however it is cut on its way. */
function addThinking(
  thinking: readonly RunThinking[],
  { beforeStep, text }: Extract<ReasoningEvent, { kind: 'thinking-delta' }>,
): RunThinking[] {
  const last = thinking.at(-1)
  if (last?.beforeStep !== beforeStep) return [...thinking, { beforeStep, text }]
  return [...thinking.slice(0, -1), { beforeStep, text: last.text + text }]
}
