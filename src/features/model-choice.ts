import { create } from 'zustand'
import type { ModelRef } from '../engines'
import type { LanguageChoice, LanguageEngineId, StrategyId } from '../reasoning'

/** A language model that can be picked for the next run. */
export interface ModelOption {
  /** Stays the same over reloads, but for a file picked from disk. */
  readonly id: string
  readonly label: string
  readonly engine: LanguageEngineId
  readonly ref: ModelRef
}

/** What the next run reasons with: a model, or the knowledge engine where `modelId` is null. */
interface ModelChoice {
  readonly modelId: string | null
  /** A file picked from disk is kept while the tab lives; the browser lets no page keep more. */
  readonly file: File | null
  readonly strategy: StrategyId
  /** Seeded samples whose rankings are merged. */
  readonly samples: number
}

export const useModelChoice = create<ModelChoice>(() => ({
  modelId: null,
  file: null,
  strategy: 'structured',
  samples: 1,
}))

export function chooseModel(modelId: string | null): void {
  useModelChoice.setState({ modelId })
}

export function chooseStrategy(strategy: StrategyId): void {
  useModelChoice.setState({ strategy })
}

export function chooseSamples(samples: number): void {
  useModelChoice.setState({ samples })
}

/** The model and how it is led, for the registry. */
export function toLanguageChoice({ engine, ref }: ModelOption): LanguageChoice {
  const { strategy, samples } = useModelChoice.getState()
  return { engine, model: ref, strategy, samples }
}

export const FILE_MODEL_ID = 'file'

export function chooseFile(file: File): void {
  useModelChoice.setState({ modelId: FILE_MODEL_ID, file })
}
