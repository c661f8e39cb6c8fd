import type { CaseText } from '../domain/case'
import type { ReasoningEvent, ReasoningOptions } from '../domain/reasoning-event'
import type { ReasoningStepDraft } from '../domain/reasoning-step'
import type { EngineId } from '../domain/run'
import type { ModelFacts } from '../engines'
import {
  createTally,
  openWithProgress,
  runCall,
  toExpectedFailure,
  type OpenSession,
  type Tally,
} from './language-calls'
import { hashText } from './prompts/write-prompt'
import type { Reasoner } from './reasoner'
import { nextIndex, type CallResult, type Strategy, type StrategyInput } from './strategies/strategy'

export interface LanguageReasonerOptions {
  readonly engine: EngineId
  readonly engineVersion: string
  readonly model: ModelFacts
  readonly strategy: Strategy
  /** Gives the session of `model`, loading it where need be. It stays loaded after the run. */
  readonly openSession: OpenSession
  readonly temperature?: number
  /** Number of the verifier's flags on a step, for strategies that choose between steps. */
  readonly countFlags?: (
    subject: CaseText,
    step: ReasoningStepDraft,
    earlier: readonly ReasoningStepDraft[],
  ) => Promise<number>
  /** Milliseconds from any start. */
  readonly now?: () => number
}

/** Low, so that a run is about the case rather than about chance, yet different seeds give different runs. */
const TEMPERATURE = 0.2

/** A strategy over a session of a language model, as a reasoner. */
export function createLanguageReasoner(options: LanguageReasonerOptions): Reasoner {
  const { engine, engineVersion, model, strategy, openSession, countFlags } = options
  const { temperature = TEMPERATURE, now = () => performance.now() } = options

  async function* runCalls(
    input: StrategyInput,
    seed: number,
    tally: Tally,
    signal: AbortSignal,
  ): AsyncGenerator<ReasoningEvent, void, undefined> {
    const session = yield* openWithProgress(openSession, signal)
    const results: CallResult[] = []
    for (let call = strategy.plan(input, results); call; call = strategy.plan(input, results)) {
      results.push(yield* runCall(session, call, { temperature, seed }, tally, signal))
    }
  }

  async function* reason(
    subject: CaseText,
    { seed, continueFrom, examples = [] }: ReasoningOptions,
    signal: AbortSignal,
  ): AsyncGenerator<ReasoningEvent, void, undefined> {
    signal.throwIfAborted()
    const startedAt = now()
    const usedSeed = seed >>> 0
    const { presentation } = subject
    const { name } = strategy
    const promptVersion =
      examples.length === 0
        ? strategy.promptVersion
        : `${strategy.promptVersion}+${hashText(JSON.stringify(examples))}`
    const manifest = {
      engine,
      engineVersion,
      model,
      strategy: name,
      promptVersion,
      sampling: { temperature, seed: usedSeed },
    }
    yield { kind: 'started', manifest }
    if (presentation.trim() === '') {
      yield { kind: 'failed', failure: { code: 'empty-case', detail: 'the case has no text' } }
      return
    }

    const tally = createTally(nextIndex(continueFrom), now)
    let firstStepMs: number | null = null
    const input: StrategyInput = {
      presentation,
      continueFrom,
      examples,
      ...(countFlags && { countFlags: (step, earlier) => countFlags(subject, step, earlier) }),
    }
    try {
      for await (const event of runCalls(input, usedSeed, tally, signal)) {
        if (event.kind === 'step-completed') firstStepMs ??= now() - startedAt
        yield event
      }
    } catch (error) {
      if (signal.aborted) throw signal.reason
      const failure = toExpectedFailure(error)
      if (!failure) throw error
      yield { kind: 'failed', failure }
      return
    }
    const { steps, promptTokens, outputTokens, computeMs, firstTokenAt, writingMs } = tally
    const firstTokenMs = firstTokenAt === null ? null : firstTokenAt - startedAt
    const timing = { totalMs: now() - startedAt, computeMs, firstStepMs, firstTokenMs, writingMs }
    yield { kind: 'finished', timing, counts: { steps, findings: null, promptTokens, outputTokens } }
  }

  return { engine, reason }
}
