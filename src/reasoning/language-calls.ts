import type { Differential } from '../domain/differential'
import type { ReasoningEvent } from '../domain/reasoning-event'
import type { ReasoningStepDraft } from '../domain/reasoning-step'
import type { RunFailure } from '../domain/run'
import { abortable, createPushQueue, engineFailure, isEngineFailure } from '../engines'
import type { LoadProgress, Session, Token, Usage } from '../engines'
import {
  answerFault,
  isAnswerFault,
  type AnswerEvent,
  type CallResult,
  type StrategyCall,
} from './strategies/strategy'

/** Gives a session of a model, loading it where need be. */
export type OpenSession = (on: (progress: LoadProgress) => void, signal: AbortSignal) => Promise<Session>

/** Smallest growth of a progress bar worth an event. */
const FRACTION_STEP = 0.01

/** An expected failure as the run keeps it; null for a bug. */
export function toExpectedFailure(error: unknown): RunFailure | null {
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
export async function* openWithProgress(
  openSession: OpenSession,
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

/** What the calls so far have cost and brought. */
export interface Tally {
  steps: number
  /** Index that the next step will have. */
  nextIndex: number
  promptTokens: number
  outputTokens: number
  /** Null once a call didn't tell. */
  computeMs: number | null
  /** When the first word of all came; null before. */
  firstTokenAt: number | null
  /** From the first to the last word of each call. */
  writingMs: number
  /** Milliseconds from any start. */
  readonly now: () => number
}

export function createTally(firstIndex: number, now: () => number): Tally {
  const nothing = {
    steps: 0,
    promptTokens: 0,
    outputTokens: 0,
    computeMs: 0,
    firstTokenAt: null,
    writingMs: 0,
  }
  return { ...nothing, nextIndex: firstIndex, now }
}

function addUsage(tally: Tally, usage: Usage): void {
  tally.promptTokens += usage.promptTokens
  tally.outputTokens += usage.outputTokens
  tally.computeMs =
    tally.computeMs === null || usage.computeMs === null ? null : tally.computeMs + usage.computeMs
}

export interface Sampling {
  readonly temperature: number
  readonly seed: number
}

/** The events of one call, and what it brought as the result. @throws EngineFailure | AnswerFault */
export async function* runCall(
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

  let firstAt: number | null = null
  let lastAt = 0

  function noteTime(): void {
    lastAt = tally.now()
    firstAt ??= lastAt
    tally.firstTokenAt ??= lastAt
  }

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
      noteTime()
      text += token.text
      yield* take(reader.push(token.text))
    } else if (token.kind === 'thinking') {
      noteTime()
      yield { kind: 'thinking-delta', beforeStep: tally.nextIndex, text: token.text }
    } else if (token.kind === 'end') {
      const isCut = token.reason === 'token-limit' && reader.cut !== undefined
      if (!isCut) checkComplete(token, session.contextTokens)
      yield* take(isCut ? (reader.cut?.() ?? []) : await abortable(Promise.resolve(reader.end()), signal))
      addUsage(tally, token.usage)
      tally.writingMs += lastAt - (firstAt ?? lastAt)
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
