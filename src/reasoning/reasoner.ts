import type { CaseText } from '../domain/case'
import type { EngineId } from '../domain/run'
import type { ReasoningEvent, ReasoningOptions } from '../domain/reasoning-event'

/**
 * The seam between whatever reasons and everything else. Every engine, a recorded run included, is one.
 *
 * `reason` yields events in this order: `started`; then any number of `preparing`; then for each step
 * `step-started`, `text-delta`*, `step-completed`, with `problem-representation` and `differential-updated`
 * between steps; and last exactly one `finished` or `failed`. An expected failure is the `failed` event;
 * an abort rejects with the signal's reason within 250 ms; anything else that throws is a bug.
 * Spans are UTF-16 offsets into `subject.presentation`.
 */
export interface Reasoner {
  readonly engine: EngineId
  reason(subject: CaseText, options: ReasoningOptions, signal: AbortSignal): AsyncIterable<ReasoningEvent>
}
