import type { CaseText } from '../../domain/case'
import type { Differential, DifferentialSnapshot } from '../../domain/differential'
import type { ReasoningEvent, ReasoningOptions } from '../../domain/reasoning-event'
import type { ReasoningStep } from '../../domain/reasoning-step'
import type { Run } from '../../domain/run'
import type { ReplayPacing } from './replay-pacing'

/** Resolves after `ms`, rejects with the signal's reason on abort. Injected, so that tests need not wait. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

/** The longest pause of a recording that is kept: nobody wants to watch a model load again. */
const LONGEST_PAUSE_MS = 8000
const DELTAS_PER_STEP = 6

/**
 * Plays a stored run back through the same events as the engine that made it, at its own pace, faster, or step by
 * step. The case isn't looked at.
 */
export function createReplayReasoner(run: Run, pacing: ReplayPacing, wait: Wait) {
  return {
    engine: 'replay' as const,
    async *reason(
      _subject: CaseText,
      options: ReasoningOptions,
      signal: AbortSignal,
    ): AsyncGenerator<ReasoningEvent> {
      const { appVersion: _replaced, ...manifest } = run.manifest
      yield { kind: 'started', manifest: { ...manifest, engine: 'replay' } }
      if (run.problemRepresentation) yield { kind: 'problem-representation', text: run.problemRepresentation }
      for (const step of run.steps.slice(options.continueFrom.length)) {
        const durationMs = stepDuration(run, step.index)
        await awaitTurn(pacing, signal)
        yield { kind: 'step-started', index: step.index, stepKind: step.kind }
        for (const text of cutIntoDeltas(step.text, DELTAS_PER_STEP)) {
          const speed = pacing.getSpeed()
          if (speed !== 'step') await wait(durationMs / DELTAS_PER_STEP / speed, signal)
          await awaitResume(pacing, signal)
          yield { kind: 'text-delta', index: step.index, text }
        }
        yield { kind: 'step-completed', step: withoutChecks(step) }
        for (const snapshot of run.trajectory.filter(({ afterStep }) => afterStep === step.index)) {
          yield {
            kind: 'differential-updated',
            afterStep: step.index,
            differential: rebuildDifferential(run, snapshot),
          }
        }
      }
      const timing = run.timing ?? {
        totalMs: run.stepTimesMs.at(-1) ?? 0,
        computeMs: null,
        firstStepMs: run.stepTimesMs[0] ?? null,
      }
      const counts = run.counts ?? {
        steps: run.steps.length,
        findings: null,
        promptTokens: null,
        outputTokens: null,
      }
      if (run.failure) yield { kind: 'failed', failure: run.failure }
      else yield { kind: 'finished', timing, counts }
    },
  }
}

function withoutChecks({ checks: _checks, ...draft }: ReasoningStep) {
  return draft
}

function stepDuration(run: Run, index: number): number {
  const duration = (run.stepTimesMs[index] ?? 0) - (run.stepTimesMs[index - 1] ?? 0)
  return Math.min(Math.max(duration, 0), LONGEST_PAUSE_MS)
}

/** Cuts at word boundaries; the pieces joined give the text. */
export function cutIntoDeltas(text: string, count: number): string[] {
  const words = text.match(/\S+\s*|\s+/g) ?? []
  const size = Math.max(1, Math.ceil(words.length / count))
  const deltas: string[] = []
  for (let at = 0; at < words.length; at += size) deltas.push(words.slice(at, at + size).join(''))
  return deltas
}

/**
 * The list as it stood after a step. Evidence was kept for the last list only, so an earlier one shows what that says of
 * the steps up to then.
 */
function rebuildDifferential(run: Run, snapshot: DifferentialSnapshot): Differential {
  const last = run.differential
  if (last && snapshot === run.trajectory.at(-1)) return last
  const entries = snapshot.ranked.map(({ diagnosis, likelihood }) => {
    const known = last?.entries.find((entry) => entry.diagnosis === diagnosis)
    const soFar = (steps: readonly number[] | undefined) =>
      steps?.filter((step) => step <= snapshot.afterStep) ?? []
    return {
      diagnosis,
      likelihood,
      diseaseId: known?.diseaseId ?? null,
      isCantMiss: known?.isCantMiss ?? false,
      evidenceFor: [],
      evidenceAgainst: [],
      stepsFor: soFar(known?.stepsFor),
      stepsAgainst: soFar(known?.stepsAgainst),
      nextTest: null,
    }
  })
  const listed = entries.reduce((sum, entry) => sum + entry.likelihood, 0)
  return { entries, noneOfThese: Math.max(0, 1 - listed) }
}

async function awaitTurn(pacing: ReplayPacing, signal: AbortSignal): Promise<void> {
  await awaitResume(pacing, signal)
  if (pacing.getSpeed() === 'step')
    await until(() => pacing.takeNext() || pacing.getSpeed() !== 'step', pacing, signal)
}

function awaitResume(pacing: ReplayPacing, signal: AbortSignal): Promise<void> {
  return until(() => !pacing.isPaused(), pacing, signal)
}

function until(isDone: () => boolean, pacing: ReplayPacing, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    if (isDone()) return resolve()
    const onAbort = () => {
      unsubscribe()
      reject(signal.reason)
    }
    const unsubscribe = pacing.subscribe(() => {
      if (!isDone()) return
      unsubscribe()
      signal.removeEventListener('abort', onAbort)
      resolve()
    })
    signal.addEventListener('abort', onAbort, { once: true })
  })
}
