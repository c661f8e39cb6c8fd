import type { CaseText } from '../../domain/case'
import type { CaseAnswer } from '../../domain/case-answer'
import type { Check } from '../../domain/check'
import type { ReasoningEvent, ReasoningOptions } from '../../domain/reasoning-event'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import type { CheckedRun, RunVerification } from '../../domain/run-check'
import type { Extraction } from '../../knowledge/extraction/extract-findings'
import type { LocalChange } from '../../knowledge/local/local-change'
import type { Disease } from '../../knowledge/pack/pack'
import type { Scripts } from '../../knowledge/pack/read-scripts'
import type { DiseaseSearch, FindingSummary } from '../../knowledge/pack/search-diseases'
import type { PackProblem } from '../../knowledge/pack/validate-pack'
import type { ExplainedFocus, ExplainedRanking, RankingRequest } from './explain-ranking'

/** What takes part beside the pack that ships with Rounds. `same` keeps the dropped pack that the worker has. */
export interface KnowledgeSources {
  readonly hpo:
    | { readonly kind: 'none' | 'same' }
    /** As `encodeHpoPack` wrote them; handed over, not copied. */
    | { readonly kind: 'bytes'; readonly bytes: ArrayBuffer }
  readonly changes: readonly LocalChange[]
}

/** What the page may ask of the knowledge worker. */
export interface Protocol {
  /** Changes what all later answers draw on. */
  configure: { params: KnowledgeSources; result: { version: string } }
  extract: { params: { subject: CaseText }; result: Extraction }
  searchDiseases: { params: { words: string; limit: number }; result: DiseaseSearch }
  searchFindings: { params: { words: string; limit: number }; result: readonly FindingSummary[] }
  /** What is wrong with a disease that a person wrote. */
  checkDisease: { params: { disease: Disease }; result: readonly PackProblem[] }
  /** The disease that each diagnosis in free text names; null where none is known by that name. */
  matchDiagnoses: { params: { names: readonly string[] }; result: readonly (string | null)[] }
  readScripts: { params: { ids: readonly string[] }; result: Scripts }
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
