import type { CaseText } from '../domain/case'
import type { Check } from '../domain/check'
import type { Finding } from '../domain/finding'
import type { ReasoningStepDraft } from '../domain/reasoning-step'
import type { EngineId, Run } from '../domain/run'
import type { ModelRef, ReplayPacing } from '../engines'
import type { Reasoner } from './reasoner'

/** Engines that run a language model. */
export type LanguageEngineId = Exclude<EngineId, 'knowledge' | 'replay'>

/** What a person picked to reason with. */
export type ReasonerChoice =
  | { readonly engine: 'knowledge' }
  | { readonly engine: 'replay'; readonly run: Run; readonly pacing: ReplayPacing }
  | { readonly engine: LanguageEngineId; readonly model: ModelRef }

/** Gives out reasoners, loading an engine's code when it is first asked for. The app builds it. */
export interface ReasonerRegistry {
  create(choice: ReasonerChoice): Promise<Reasoner>
  extract(text: string): Promise<readonly Finding[]>
  verify(
    subject: CaseText,
    step: ReasoningStepDraft,
    earlier: readonly ReasoningStepDraft[],
  ): Promise<Check[]>
}
