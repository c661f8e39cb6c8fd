import { createFreeAnswerReader } from '../parsing/free-answer'
import type { SegmentWay } from '../../formats/free-text/segment-steps'
import { textsOf, type PromptSet } from '../prompts/prompt-set'
import { ANSWER_LIMITS, differentialSchema, type AnswerLimits } from './answer-schema'
import { createConversation, openConversation, promptFacts, type Turn } from './conversation'
import { askDifferential } from './differential-turn'
import { nextIndex, type Strategy, type StrategyInput } from './strategy'

const MIN_TOKENS = 400
/** About 1,000 words; a text that is cut off there still counts. */
const MAX_TOKENS = 1600

export interface FreeLimits extends AnswerLimits {
  readonly steps: number
  readonly segmentWay: SegmentWay
}
export const FREE_LIMITS: FreeLimits = { ...ANSWER_LIMITS, steps: 12, segmentWay: 'auto' }

/** Chain of thought in plain text, cut into steps as it arrives; then the differential under a schema. */
export function createFreeStrategy(prompts?: PromptSet, limits: FreeLimits = FREE_LIMITS): Strategy {
  const texts = textsOf('free', prompts)

  function askText(input: StrategyInput): Turn {
    const { presentation, continueFrom } = input
    return {
      content: openConversation(input, texts, texts.task, { ...promptFacts(limits), most: limits.steps }),
      schema: null,
      maxTokens: MAX_TOKENS,
      minTokens: MIN_TOKENS,
      createReader: () =>
        createFreeAnswerReader({ presentation, firstIndex: nextIndex(continueFrom), way: limits.segmentWay }),
    }
  }

  return createConversation({
    name: 'free',
    constants: [texts, limits, differentialSchema(limits, 1)],
    ask(input, results) {
      if (results.length === 0) return askText(input)
      return results.length === 1
        ? askDifferential(input, results, texts.differential, limits, 'problem')
        : null
    },
  })
}
