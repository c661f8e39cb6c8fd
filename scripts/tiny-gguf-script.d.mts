/** A short fictional case that the scripted answers are about. */
export const SCRIPTED_CASE: string

export interface ScriptedStep {
  readonly kind: 'finding' | 'hypothesis' | 'support' | 'refute' | 'discriminate' | 'test' | 'conclude'
  readonly quotes: readonly string[]
  readonly text: string
  readonly moves: readonly {
    readonly diagnosis: string
    readonly direction: 'for' | 'against' | 'neutral'
  }[]
}

export interface ScriptedEntry {
  readonly diagnosis: string
  readonly percent: number
  readonly for: readonly number[]
  readonly against: readonly number[]
  readonly cantMiss: boolean
  readonly nextTest: string
}

/** The steps of the scripted trace in order; the first quotes `quote`, by default words of `SCRIPTED_CASE`. */
export function scriptedSteps(quote?: string): ScriptedStep[]
export function scriptedDifferential(): ScriptedEntry[]
/** The same steps as the structured strategy has them written: by stage. */
export function scriptedTrace(quote?: string): Record<string, unknown>

export type ScriptedStrategy = 'structured' | 'free' | 'tree' | 'reflect' | 'panel' | 'alternatives'

/** What the scripted model answers to the calls of a strategy: the texts to give `makeTinyGguf` as its `script`. */
export function scriptedTexts(strategy?: ScriptedStrategy, quote?: string): string[]
/** The text that answers a call with this schema, null for free text: what a scripted server has to send. */
export function scriptedReply(
  schema: { readonly properties: Readonly<Record<string, unknown>> } | null,
  strategy?: ScriptedStrategy,
): string
