import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { ModelRef } from '../engines'
import {
  type PromptSet,
  type LanguageChoice,
  type LanguageEngineId,
  type StrategyId,
  listStrategies,
} from '../reasoning'

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
  /** An edited copy of the strategy's words; null for those that come with Rounds. */
  readonly promptSetId: string | null
  /** Seeded samples whose rankings are merged. */
  readonly samples: number
  /** Similar graded cases shown to the model as examples; 0 unless a person asked for them. */
  readonly examples: number
}

export const useModelChoice = create<ModelChoice>()(
  persist(
    (): ModelChoice => ({
      modelId: null,
      file: null,
      strategy: DEFAULT_STRATEGY,
      promptSetId: null,
      samples: 1,
      examples: 0,
    }),
    {
      name: 'rounds-model-choice',
      // A file picked from disk can't be kept by the page: such a choice ends with the tab.
      partialize: ({ modelId, strategy, promptSetId, samples, examples }) => ({
        modelId: modelId === FILE_MODEL_ID ? null : modelId,
        strategy,
        promptSetId,
        samples,
        examples,
      }),
      merge: (kept, initial) => ({ ...initial, ...readKept(kept) }),
    },
  ),
)

/** What an earlier visit chose; what can't be read, or is of an older version, is left out. */
function readKept(kept: unknown): Partial<ModelChoice> {
  if (typeof kept !== 'object' || kept === null) return {}
  const { modelId, strategy, promptSetId, samples, examples } = kept as Record<string, unknown> // an object: checked above
  const known = listStrategies().find(({ id }) => id === strategy)
  return {
    ...(typeof modelId === 'string' && { modelId }),
    ...(known && { strategy: known.id }),
    ...(known && typeof promptSetId === 'string' && { promptSetId }),
    ...(typeof samples === 'number' && samples >= 1 && samples <= 10 && { samples }),
    ...(typeof examples === 'number' && examples >= 0 && examples <= 3 && { examples }),
  }
}

export function chooseModel(modelId: string | null): void {
  useModelChoice.setState({ modelId })
}

export function chooseStrategy(strategy: StrategyId, promptSetId: string | null = null): void {
  useModelChoice.setState({ strategy, promptSetId })
}

export function chooseSamples(samples: number): void {
  useModelChoice.setState({ samples })
}

/** The model and how it is led, for the registry. */
export function toLanguageChoice(
  { engine, ref }: ModelOption,
  promptSets: readonly PromptSet[],
): LanguageChoice {
  const { strategy, promptSetId, samples } = useModelChoice.getState()
  const prompts = promptSets.find(({ id }) => id === promptSetId) ?? null
  return { engine, model: ref, strategy, prompts, samples }
}

export function chooseExamples(examples: number): void {
  useModelChoice.setState({ examples })
}

export function chooseFile(file: File): void {
  useModelChoice.setState({ modelId: FILE_MODEL_ID, file })
}
