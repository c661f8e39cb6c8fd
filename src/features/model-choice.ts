import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { ModelRef } from '../engines'
import { type LanguageChoice, type LanguageEngineId, type StrategyId, listStrategies } from '../reasoning'

/** A language model that can be picked for the next run. */
export interface ModelOption {
  /** Stays the same over reloads, but for a file picked from disk. */
  readonly id: string
  readonly label: string
  readonly engine: LanguageEngineId
  readonly ref: ModelRef
}

export const FILE_MODEL_ID = 'file'
const DEFAULT_STRATEGY: StrategyId = 'structured'

/** What the next run reasons with: a model, or the knowledge engine where `modelId` is null. */
interface ModelChoice {
  readonly modelId: string | null
  /** A file picked from disk is kept while the tab lives; the browser lets no page keep more. */
  readonly file: File | null
  readonly strategy: StrategyId
  /** Seeded samples whose rankings are merged. */
  readonly samples: number
}

export const useModelChoice = create<ModelChoice>()(
  persist((): ModelChoice => ({ modelId: null, file: null, strategy: DEFAULT_STRATEGY, samples: 1 }), {
    name: 'rounds-model-choice',
    // A file picked from disk can't be kept by the page: such a choice ends with the tab.
    partialize: ({ modelId, strategy, samples }) => ({
      modelId: modelId === FILE_MODEL_ID ? null : modelId,
      strategy,
      samples,
    }),
    merge: (kept, initial) => ({ ...initial, ...readKept(kept) }),
  }),
)

/** What an earlier visit chose; what can't be read, or is of an older version, is left out. */
function readKept(kept: unknown): Partial<ModelChoice> {
  if (typeof kept !== 'object' || kept === null) return {}
  const { modelId, strategy, samples } = kept as Record<string, unknown> // an object: checked above
  const known = listStrategies().find(({ id }) => id === strategy)
  return {
    ...(typeof modelId === 'string' && { modelId }),
    ...(known && { strategy: known.id }),
    ...(typeof samples === 'number' && samples >= 1 && samples <= 10 && { samples }),
  }
}

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

export function chooseFile(file: File): void {
  useModelChoice.setState({ modelId: FILE_MODEL_ID, file })
}
