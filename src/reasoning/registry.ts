import type { CaseText } from '../domain/case'
import type { CaseAnswer } from '../domain/case-answer'
import type { Check } from '../domain/check'
import type { Finding } from '../domain/finding'
import type { ReasoningStepDraft } from '../domain/reasoning-step'
import type { CheckedRun, RunVerification } from '../domain/run-check'
import type { EngineId, Run } from '../domain/run'
import type { Disease } from '../knowledge/pack/pack'
import type { Scripts } from '../knowledge/pack/read-scripts'
import type { DiseaseSearch, FindingSummary } from '../knowledge/pack/search-diseases'
import type { PackProblem } from '../knowledge/pack/validate-pack'
import type { ExplainedFocus, ExplainedRanking, ModelRef, RankingRequest, ReplayPacing } from '../engines'
import type { ReasoningEvent } from '../domain/reasoning-event'
import type { AlternativesRequest } from './language-alternatives'
import type { PromptSet, PromptTools } from './prompts/prompt-tools'
import type { Reasoner } from './reasoner'
import type { StrategyId } from './strategies/strategy-list'

/** Engines that run a language model. */
export type LanguageEngineId = Exclude<EngineId, 'knowledge' | 'replay'>

/** A model, how it is led, and how often it is asked. */
export interface LanguageChoice {
  readonly engine: LanguageEngineId
  readonly model: ModelRef
  readonly strategy: StrategyId
  /** An edited copy of the strategy's words; null for those that come with Rounds. */
  readonly prompts: PromptSet | null
  /** More than one: the rankings of so many seeded samples are merged. */
  readonly samples: number
}

/** What a person picked to reason with. */
export type ReasonerChoice =
  | { readonly engine: 'knowledge' }
  | { readonly engine: 'replay'; readonly run: Run; readonly pacing: ReplayPacing }
  | LanguageChoice

/** What the knowledge engine knows, to look at. */
export interface DiseaseLibrary {
  search(words: string, limit: number): Promise<DiseaseSearch>
  searchFindings(words: string, limit: number): Promise<readonly FindingSummary[]>
  /** What is wrong with a disease that a person wrote; nothing where it is fit to use. */
  check(disease: Disease): Promise<readonly PackProblem[]>
  /** The disease that each diagnosis in free text names; null where none is known by that name. */
  matchDiagnoses(names: readonly string[]): Promise<readonly (string | null)[]>
  readScripts(ids: readonly string[]): Promise<Scripts>
}

/** Gives out reasoners, loading an engine's code when it is first asked for. The app builds it. */
export interface ReasonerRegistry {
  create(choice: ReasonerChoice): Promise<Reasoner>
  /** Other ways to put one step of a trace. Events as `writeAlternatives` gives them. */
  writeAlternatives(
    choice: LanguageChoice,
    request: AlternativesRequest,
    signal: AbortSignal,
  ): Promise<AsyncIterable<ReasoningEvent>>
  loadPrompts(): Promise<PromptTools>
  extract(subject: CaseText): Promise<readonly Finding[]>
  /** What the knowledge engine knows, packs and local changes as they are now. */
  readonly diseases: DiseaseLibrary
  verify(
    subject: CaseText,
    step: ReasoningStepDraft,
    earlier: readonly ReasoningStepDraft[],
  ): Promise<Check[]>
  /** All steps anew, and the run as a whole. */
  verifyRun(subject: CaseText, run: CheckedRun): Promise<RunVerification>
  /** The knowledge engine's ranking with its reasons, by the reader's answers and pins too. */
  rank(request: RankingRequest): Promise<ExplainedRanking>
  /** Null where the knowledge pack doesn't know the disease. */
  focus(request: RankingRequest, diseaseId: string): Promise<ExplainedFocus | null>
  /** A typed value as an answer; null where it can't be read as a value of that concept. */
  readValue(presentation: string, conceptId: string, value: string): Promise<CaseAnswer | null>
}
