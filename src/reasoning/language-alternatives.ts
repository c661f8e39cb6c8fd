import type { CaseText } from '../domain/case'
import type { ReasoningEvent } from '../domain/reasoning-event'
import type { ReasoningStepDraft } from '../domain/reasoning-step'
import { createTally, openWithProgress, runCall, toExpectedFailure, type OpenSession } from './language-calls'
import { planAlternatives } from './strategies/alternatives'

export interface AlternativesRequest {
  readonly subject: CaseText
  /** The whole trace. */
  readonly steps: readonly ReasoningStepDraft[]
  /** 0-based place of the step to write anew. */
  readonly index: number
  readonly count?: number
  readonly seed: number
  readonly temperature?: number
}

/** High enough that the ways differ. */
const TEMPERATURE = 0.7

/**
 * Writes one step anew in several ways: `preparing`*, then for each way `step-started`, `text-delta`*, `step-completed`, all of the
 * same index, and where it fails `failed` as the last. An abort rejects with the signal's reason.
 */
export async function* writeAlternatives(
  openSession: OpenSession,
  { subject, steps, index, count = 3, seed, temperature = TEMPERATURE }: AlternativesRequest,
  signal: AbortSignal,
): AsyncGenerator<ReasoningEvent, void, undefined> {
  signal.throwIfAborted()
  try {
    const session = yield* openWithProgress(openSession, signal)
    const call = planAlternatives({ presentation: subject.presentation, continueFrom: steps }, index, count)
    yield* runCall(
      session,
      call,
      { temperature, seed: seed >>> 0 },
      createTally(index, () => performance.now()),
      signal,
    )
  } catch (error) {
    if (signal.aborted) throw signal.reason
    const failure = toExpectedFailure(error)
    if (!failure) throw error
    yield { kind: 'failed', failure }
  }
}
