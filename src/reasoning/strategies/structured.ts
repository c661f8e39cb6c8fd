import { createStructuredAnswerReader } from '../parsing/structured-answer'
import { hashText, STRUCTURED_PROMPT_WORDS, writeStructuredPrompt } from '../prompts/structured'
import { maxAnswerTokens } from './bounded-schema'
import type { Strategy } from './strategy'
import { STRUCTURED_LIMITS, structuredSchemas, type StructuredLimits } from './structured-schema'

const FEWEST_STEPS = 4
/** A short but whole answer: four steps and three diagnoses. */
const MIN_TOKENS = 400

/**
 * Problem representation, steps and differential in one JSON object and one call: on a CPU, reading the prompt is what costs.
 */
export function createStructuredStrategy(limits: StructuredLimits = STRUCTURED_LIMITS): Strategy {
  const facts = {
    fewest: Math.min(FEWEST_STEPS, limits.steps),
    most: limits.steps,
    quotes: limits.quotes,
    hypotheses: limits.hypotheses,
    entries: limits.entries,
  }
  const constant = [
    STRUCTURED_PROMPT_WORDS,
    JSON.stringify(facts),
    JSON.stringify(structuredSchemas(limits, 0).answer),
  ]
  return {
    name: 'structured',
    promptVersion: hashText(constant.join('\n')),
    plan({ presentation, continueFrom }, answers) {
      if (answers.length > 0) return null
      const firstIndex = (continueFrom.at(-1)?.index ?? -1) + 1
      const schemas = structuredSchemas(limits, firstIndex)
      return {
        messages: [{ role: 'user', content: writeStructuredPrompt(presentation, continueFrom, facts) }],
        schema: schemas.answer,
        maxTokens: maxAnswerTokens(schemas.answer),
        minTokens: MIN_TOKENS,
        createReader: () => createStructuredAnswerReader({ presentation, schemas, firstIndex }),
      }
    },
  }
}
