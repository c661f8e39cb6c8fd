import { createCandidatesAnswerReader } from '../parsing/candidates-answer'
import { textsOf, type PromptSet } from '../prompts/prompt-set'
import { fillSlots, listSteps } from '../prompts/write-prompt'
import {
  ANSWER_LIMITS,
  ANSWER_STEP_KINDS,
  differentialSchema,
  stepSchema,
  type AnswerLimits,
} from './answer-schema'
import { createConversation, openConversation, promptFacts, type Turn } from './conversation'
import { askDifferential } from './differential-turn'
import { line, list, record } from './schema-parts'
import { nextIndex, stepsSoFar, type CallResult, type Strategy, type StrategyInput } from './strategy'
import { TREE_ROUNDS } from './strategy-list'

const MIN_TOKENS = 300
/** Steps before a candidate may conclude. */
const FEWEST_STEPS = 2

export interface TreeLimits extends AnswerLimits {
  readonly candidates: number
  readonly rounds: number
}
export const TREE_LIMITS: TreeLimits = { ...ANSWER_LIMITS, candidates: 3, rounds: TREE_ROUNDS }

/** Candidates for one step, each scored once it is written; the first round also gives the problem representation. */
export function candidatesSchema(limits: TreeLimits, isFirst: boolean, mayConclude = true) {
  const kinds = ANSWER_STEP_KINDS.filter((kind) => mayConclude || kind !== 'conclude')
  const step = stepSchema(limits, { kinds, minQuotes: 0, isScored: true })
  return record({
    ...(isFirst && { problemRepresentation: line(limits.stepLength) }),
    candidates: list(step, limits.candidates, limits.candidates),
  })
}

/**
 * Several candidates for each next step, scored by the model and by the verifier; the best is kept and gone on from, until one
 * concludes or the rounds are over; then the differential.
 *
 * Candidates are asked for in one call rather than in several seeded ones: the case is read once, and a model that sees its
 * other candidates doesn't write the same one again.
 */
export function createTreeStrategy(prompts?: PromptSet, limits: TreeLimits = TREE_LIMITS): Strategy {
  const texts = textsOf('tree', prompts)

  function askCandidates(input: StrategyInput, results: readonly CallResult[]): Turn {
    const earlier = stepsSoFar(input, results)
    const index = nextIndex(earlier)
    const isFirst = results.length === 0
    const schema = candidatesSchema(limits, isFirst, earlier.length >= FEWEST_STEPS)
    const { candidates, rounds } = limits
    const values = { ...promptFacts(limits), candidates, rounds, next: index + 1 }
    const content = isFirst
      ? `${openConversation(input, texts, texts.task, values)}\n\n${fillSlots(texts.first, values)}`
      : fillSlots(texts.next, { ...values, kept: listSteps(earlier.slice(-1)) })
    return {
      content,
      schema,
      minTokens: MIN_TOKENS,
      createReader: () =>
        createCandidatesAnswerReader({
          presentation: input.presentation,
          schema,
          index,
          earlier,
          ...(input.countFlags && { countFlags: input.countFlags }),
        }),
    }
  }

  /** Rounds before the reasoning ends: all of them, or those up to the first conclusion. */
  function countRounds(results: readonly CallResult[]): number {
    const concluded = results.findIndex((result) => result.steps.some((step) => step.kind === 'conclude'))
    return concluded === -1 ? limits.rounds : Math.min(limits.rounds, concluded + 1)
  }

  return createConversation({
    name: 'tree',
    constants: [texts, limits, candidatesSchema(limits, true), differentialSchema(limits, 1)],
    ask(input, results) {
      const rounds = countRounds(results)
      if (results.length < rounds) return askCandidates(input, results)
      return results.length === rounds ? askDifferential(input, results, texts.differential, limits) : null
    },
  })
}
