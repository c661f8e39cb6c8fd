import type { CaseText } from '../../domain/case'
import type { CaseAnswer } from '../../domain/case-answer'
import type { Check } from '../../domain/check'
import type { ReasoningEvent, ReasoningOptions } from '../../domain/reasoning-event'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import type { CheckedRun, RunVerification } from '../../domain/run-check'
import type { Extraction } from '../../knowledge/extraction/extract-findings'
import type { ExplainedFocus, ExplainedRanking, RankingRequest } from './explain-ranking'

/** What the page may ask of the knowledge worker. */
export interface Protocol {
  extract: { params: { text: string }; result: Extraction }
  /** The whole reasoning at once: it takes milliseconds, and the page paces it. */
  reason: { params: { subject: CaseText; options: ReasoningOptions }; result: readonly ReasoningEvent[] }
  verify: {
    params: { subject: CaseText; step: ReasoningStepDraft; earlier: readonly ReasoningStepDraft[] }
    result: Check[]
  }
  verifyRun: { params: { subject: CaseText; run: CheckedRun }; result: RunVerification }
  rank: { params: RankingRequest; result: ExplainedRanking }
  focus: { params: { request: RankingRequest; diseaseId: string }; result: ExplainedFocus | null }
  readValue: {
    params: { presentation: string; conceptId: string; value: string }
    result: CaseAnswer | null
  }
}

export type Method = keyof Protocol
export type WorkerRequest = {
  [M in Method]: { id: number; method: M; params: Protocol[M]['params'] }
}[Method]
export type WorkerResponse =
  | { readonly id: number; readonly kind: 'result'; readonly result: Protocol[Method]['result'] }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string }
