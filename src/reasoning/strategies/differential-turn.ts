import { createStepsAnswerReader } from '../parsing/steps-answer'
import { fillSlots, outlineSteps } from '../prompts/write-prompt'
import { differentialSchema, type AnswerLimits } from './answer-schema'
import { promptFacts, type Turn } from './conversation'
import { line, record } from './schema-parts'
import { nextIndex, stepsSoFar, type CallResult, type StrategyInput } from './strategy'

/** Three diagnoses with their reasons. */
const MIN_TOKENS = 200

/** `steps`: how many there are to be named for and against. */
export function differentialAnswerSchema(limits: AnswerLimits, steps: number, first: 'problem' | null) {
  return record({
    ...(first === 'problem' && { problemRepresentation: line(limits.stepLength) }),
    differential: differentialSchema(limits, steps),
  })
}

/** The last question of most strategies: the differential that follows from all steps so far. */
export function askDifferential(
  input: StrategyInput,
  results: readonly CallResult[],
  words: string,
  limits: AnswerLimits,
  first: 'problem' | null = null,
): Turn {
  const steps = stepsSoFar(input, results)
  const firstIndex = nextIndex(steps)
  const schema = differentialAnswerSchema(limits, firstIndex, first)
  return {
    content: fillSlots(words, { ...promptFacts(limits), steps: outlineSteps(steps) }),
    schema,
    minTokens: MIN_TOKENS,
    createReader: () =>
      createStepsAnswerReader({ presentation: input.presentation, schema, firstIndex, places: {} }),
  }
}
