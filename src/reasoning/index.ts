/**
 * Reasoning: how a case becomes a run.
 *
 * A *reasoner* yields events; a *strategy* leads a language model through a case; the *orchestrator* checks, keeps and
 * shows what comes, and ends the run.
 */
export type { Reasoner } from './reasoner'
export type { LanguageChoice, LanguageEngineId, ReasonerChoice, ReasonerRegistry } from './registry'
export * from './batch'
export { startRun, toRunFailure } from './orchestrator'
export type { LiveRun, RunDeps, RunHandle, RunRequest, RunSink } from './orchestrator'
export type { PromptSet, PromptTools } from './prompts/prompt-tools'
export { listStrategies, type StrategyId, type StrategyInfo } from './strategies/strategy-list'
