import { createStepsAnswerReader } from '../parsing/steps-answer'
import { textsOf, type PromptSet } from '../prompts/prompt-set'
import { fillSlots, outlineSteps } from '../prompts/write-prompt'
import { differentialSchema, stepSchema, type AnswerLimits } from './answer-schema'
import { createConversation, promptFacts, type Turn } from './conversation'
import { askDifferential } from './differential-turn'
import { line, list, record } from './schema-parts'
import { askTrace, STRUCTURED_LIMITS, traceSchema, type StructuredLimits } from './structured'
import { nextIndex, stepsSoFar, type CallResult, type Strategy, type StrategyInput } from './strategy'

const MIN_TOKENS = 250
const ATTACK_KINDS = ['refute', 'hypothesis', 'discriminate', 'test'] as const

export interface ReflectLimits extends StructuredLimits {
  readonly attacks: number
}
export const REFLECT_LIMITS: ReflectLimits = { ...STRUCTURED_LIMITS, attacks: 5 }

/** `steps`: how many there are to argue with. */
export function attackSchema(limits: ReflectLimits, steps: number) {
  const shape = { kinds: ATTACK_KINDS, minQuotes: 0, repliesUpTo: steps }
  return record({ attacks: list(stepSchema(limits, shape), 1, limits.attacks) })
}

/** The reason comes first: what was decided, then the list that follows from it. */
export function revisionSchema(limits: AnswerLimits, steps: number) {
  return record({ reason: line(limits.stepLength), differential: differentialSchema(limits, steps) })
}

/** A trace and its differential, then objections to it, then the differential revised in their light. */
export function createReflectStrategy(prompts?: PromptSet, limits: ReflectLimits = REFLECT_LIMITS): Strategy {
  const texts = textsOf('reflect', prompts)

  function askAttack(input: StrategyInput, results: readonly CallResult[]): Turn {
    const firstIndex = nextIndex(stepsSoFar(input, results))
    const schema = attackSchema(limits, firstIndex)
    const facts = promptFacts(limits)
    return {
      content: fillSlots(texts.attack, { ...facts, fields: fillSlots(texts.fields, facts) }),
      schema,
      minTokens: MIN_TOKENS,
      createReader: () =>
        createStepsAnswerReader({
          presentation: input.presentation,
          schema,
          firstIndex,
          places: { attacks: null },
          author: 'critic',
        }),
    }
  }

  function askRevision(input: StrategyInput, results: readonly CallResult[]): Turn {
    const steps = stepsSoFar(input, results)
    const firstIndex = nextIndex(steps)
    const schema = revisionSchema(limits, firstIndex)
    const before = results[1]?.differential?.entries ?? []
    const revises = before.map(({ diagnosis, likelihood }) => ({ diagnosis, likelihood }))
    return {
      content: fillSlots(texts.revision, { ...promptFacts(limits), steps: outlineSteps(steps) }),
      schema,
      minTokens: MIN_TOKENS,
      createReader: () =>
        createStepsAnswerReader({
          presentation: input.presentation,
          schema,
          firstIndex,
          places: {},
          revises,
        }),
    }
  }

  return createConversation({
    name: 'reflect',
    constants: [texts, traceSchema(limits, false), attackSchema(limits, 1), revisionSchema(limits, 1)],
    ask(input, results) {
      if (results.length === 0) return askTrace(input, texts, limits)
      if (results.length === 1) return askDifferential(input, results, texts.differential, limits)
      if (results.length === 2) return askAttack(input, results)
      return results.length === 3 ? askRevision(input, results) : null
    },
  })
}
