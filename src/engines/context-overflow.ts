import { type EngineFailure, engineFailure } from './engine'

const count = (tokens: number) => tokens.toLocaleString('en')

/** A prompt and the least answer that can't share the model's context, in words that a person can act on. */
export function contextOverflow(
  needs: { readonly promptTokens: number; readonly answerTokens: number; readonly isLeast?: boolean },
  contextTokens: number,
  cause?: unknown,
): EngineFailure {
  const { promptTokens, answerTokens, isLeast = false } = needs
  const most = isLeast ? 'at least ' : ''
  return engineFailure(
    'context-overflow',
    `This case needs ${most}${count(promptTokens + answerTokens)} tokens (${count(promptTokens)} to read, ${count(answerTokens)} to answer); this model has ${count(contextTokens)}.`,
    cause,
  )
}

/** Engines name the prompt's tokens and the context's, in this order, in words of their own. */
const TWO_COUNTS = /\b(\d{2,7})\b\D+?\b(\d{2,7})\b/

/** The same out of an engine's own words; these as they are where they hold no two counts. */
export function readContextOverflow(words: string, cause?: unknown): EngineFailure {
  const [, first, second] = TWO_COUNTS.exec(words) ?? []
  const [prompt, context] = [Number(first), Number(second)]
  return prompt > context
    ? engineFailure(
        'context-overflow',
        `This case needs ${count(prompt)} tokens to read alone; this model has ${count(context)}.`,
        cause,
      )
    : engineFailure('context-overflow', words, cause)
}
