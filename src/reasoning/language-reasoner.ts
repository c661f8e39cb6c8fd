import type { CaseText } from '../domain/case'
import type { Differential } from '../domain/differential'
import type { ReasoningEvent, ReasoningOptions } from '../domain/reasoning-event'
import type { ReasoningStepDraft } from '../domain/reasoning-step'
import type { EngineId, RunFailure } from '../domain/run'
import { abortable, createPushQueue, engineFailure, isEngineFailure } from '../engines'
import type { LoadProgress, ModelFacts, Session, Token, Usage } from '../engines'
import { hashText } from './prompts/write-prompt'
import type { Reasoner } from './reasoner'
import {
  answerFault,
  isAnswerFault,
  nextIndex,
  type AnswerEvent,
  type CallResult,
  type Strategy,
  type StrategyCall,
  type StrategyInput,
} from './strategies/strategy'

export interface LanguageReasonerOptions {
  readonly engine: EngineId
  readonly engineVersion: string
  readonly model: ModelFacts
  readonly strategy: Strategy
  /** Gives the session of `model`, loading it where need be. It stays loaded after the run. */
  readonly openSession: (on: (progress: LoadProgress) => void, signal: AbortSignal) => Promise<Session>
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
/** Smallest growth of a progress bar worth an event. */
const FRACTION_STEP = 0.01

/** An expected failure as the run keeps it; null for a bug. */
function toRunFailure(error: unknown): RunFailure | null {
  if (isEngineFailure(error) || isAnswerFault(error)) return { code: error.code, detail: error.message }
  return null
}

/** @throws EngineFailure | AnswerFault when the engine's last token says that the answer was cut off. */
function checkComplete(end: Extract<Token, { kind: 'end' }>, contextTokens: number): void {
  const { promptTokens, outputTokens } = end.usage
  if (end.reason === 'token-limit') throw answerFault(`answer cut off after ${outputTokens} tokens`)
  if (end.reason === 'context-full') {
    const words = `prompt of ${promptTokens} tokens and answer of ${outputTokens} fill the context of ${contextTokens} tokens`
    throw engineFailure('context-overflow', words)
  }
}

/** Progress events of opening the session, and the session as the result. */
async function* openWithProgress(
  openSession: LanguageReasonerOptions['openSession'],
  signal: AbortSignal,
): AsyncGenerator<ReasoningEvent, Session, undefined> {
  const queue = createPushQueue<ReasoningEvent>()
  let shown = -1
  const opening = openSession(({ fraction }) => {
    if (fraction !== null && fraction < shown + FRACTION_STEP && fraction < 1) return
    shown = fraction ?? shown
    queue.push({ kind: 'preparing', activity: 'loading-model', fraction })
  }, signal)
  opening.then(
    () => queue.close(),
    () => queue.close(),
  )
  for (
    let event = await abortable(queue.next(), signal);
    event;
    event = await abortable(queue.next(), signal)
  )
    yield event
  return abortable(opening, signal)
}

/** What a run has cost and brought so far. */
interface Tally {
  steps: number
  /** Index that the next step will have. */
  nextIndex: number
  firstStepMs: number | null
  promptTokens: number
  outputTokens: number
  /** Null once a call didn't tell. */
  computeMs: number | null
}

function addUsage(tally: Tally, usage: Usage): void {
  tally.promptTokens += usage.promptTokens
  tally.outputTokens += usage.outputTokens
  tally.computeMs =
    tally.computeMs === null || usage.computeMs === null ? null : tally.computeMs + usage.computeMs
}

interface Sampling {
  readonly temperature: number
  readonly seed: number
}

/** The events of one call, and what it brought as the result. @throws EngineFailure | AnswerFault */
async function* runCall(
  session: Session,
  { messages, schema, maxTokens, minTokens, createReader }: StrategyCall,
  sampling: Sampling,
  tally: Tally,
  signal: AbortSignal,
): AsyncGenerator<ReasoningEvent, CallResult, undefined> {
  const reader = createReader()
  let text = ''
  const steps: ReasoningStepDraft[] = []
  let differential: Differential | null = null

  function take(events: readonly AnswerEvent[]): readonly AnswerEvent[] {
    for (const event of events) {
      if (event.kind === 'differential-updated') differential = event.differential
      if (event.kind !== 'step-completed') continue
      steps.push(event.step)
      tally.steps += 1
      tally.nextIndex = event.step.index + 1
    }
    return events
  }

  const request = { messages, schema, maxTokens, minTokens, ...sampling }
  for await (const token of session.generate(request, signal)) {
    if (token.kind === 'text') {
      text += token.text
      yield* take(reader.push(token.text))
    } else if (token.kind === 'thinking') {
      yield { kind: 'thinking-delta', beforeStep: tally.nextIndex, text: token.text }
    } else if (token.kind === 'end') {
      const isCut = token.reason === 'token-limit' && reader.cut !== undefined
      if (!isCut) checkComplete(token, session.contextTokens)
      yield* take(isCut ? (reader.cut?.() ?? []) : await abortable(Promise.resolve(reader.end()), signal))
      addUsage(tally, token.usage)
      return { text, steps, differential }
    } else if (tally.steps === 0) {
      yield {
        kind: 'preparing',
        activity: 'reading-case',
        fraction: token.total > 0 ? token.read / token.total : null,
      }
    }
  }
  throw answerFault('the answer stopped without an end')
}

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

    const tally: Tally = {
      steps: 0,
      nextIndex: nextIndex(continueFrom),
      firstStepMs: null,
      promptTokens: 0,
      outputTokens: 0,
      computeMs: 0,
    }
    const input: StrategyInput = {
      presentation,
      continueFrom,
      examples,
      ...(countFlags && { countFlags: (step, earlier) => countFlags(subject, step, earlier) }),
    }
    try {
      for await (const event of runCalls(input, usedSeed, tally, signal)) {
        if (event.kind === 'step-completed') tally.firstStepMs ??= now() - startedAt
        yield event
      }
    } catch (error) {
      if (signal.aborted) throw signal.reason
      const failure = toRunFailure(error)
      if (!failure) throw error
      yield { kind: 'failed', failure }
      return
    }
    const { steps, firstStepMs, promptTokens, outputTokens, computeMs } = tally
    const timing = { totalMs: now() - startedAt, computeMs, firstStepMs }
    yield { kind: 'finished', timing, counts: { steps, findings: null, promptTokens, outputTokens } }
  }

  return { engine, reason }
}
