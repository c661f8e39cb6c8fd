import { create } from 'zustand'

/** What the next run reasons with. A picked file is kept while the tab lives; the browser lets no page keep more. */
export interface EngineChoice {
  readonly engine: 'knowledge' | 'wllama'
  readonly file: File | null
}

export const useEngineChoice = create<EngineChoice>(() => ({ engine: 'knowledge', file: null }))

export function chooseEngine(choice: EngineChoice): void {
  useEngineChoice.setState(choice)
}
