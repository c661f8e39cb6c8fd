/** A short fictional case that the scripted answer is about. */
export const SCRIPTED_CASE: string
export interface ScriptedAnswer {
  readonly problemRepresentation: string
  readonly steps: readonly {
    readonly kind: 'finding' | 'hypothesis' | 'support' | 'refute' | 'discriminate' | 'test' | 'conclude'
    readonly text: string
    readonly quotes: readonly string[]
    readonly hypotheses: readonly {
      readonly diagnosis: string
      readonly direction: 'for' | 'against' | 'neutral'
    }[]
  }[]
  readonly differential: readonly {
    readonly diagnosis: string
    readonly percent: number
    readonly for: readonly number[]
    readonly against: readonly number[]
    readonly cantMiss: boolean
    readonly nextTest: string
  }[]
}
/** The answer the scripted model recites; its first step quotes `quote`, by default words of `SCRIPTED_CASE`. */
export function scriptedAnswer(quote?: string): ScriptedAnswer
/** The same as the text to give `makeTinyGguf` as its `script`. */
export function scriptedText(quote?: string): string
