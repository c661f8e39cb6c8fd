import { createStepsAnswerReader } from '../parsing/steps-answer'
import { ALTERNATIVES_TEXTS } from '../prompts/prompt-set'
import { fillSlots, listSteps } from '../prompts/write-prompt'
import { ANSWER_LIMITS, ANSWER_STEP_KINDS, stepSchema } from './answer-schema'
import { openConversation, promptFacts, toCall } from './conversation'
import { list, record } from './schema-parts'
import type { StrategyCall, StrategyInput } from './strategy'

const MIN_TOKENS = 250

export function alternativesSchema(count: number) {
  const step = stepSchema(ANSWER_LIMITS, { kinds: ANSWER_STEP_KINDS, minQuotes: 0 })
  return record({ alternatives: list(step, count, count) })
}

/**
 * One call that writes step `index` (0-based) anew in `count` ways, for a person to choose from. `input.continueFrom` is the whole
 * trace; steps from `index` on are not told, but for the one to be replaced. The reader gives the alternatives one after the other
 * as steps of that same index.
 */
export function planAlternatives(
  input: StrategyInput,
  index: number,
  count = 3,
  texts: typeof ALTERNATIVES_TEXTS = ALTERNATIVES_TEXTS,
): StrategyCall {
  const continueFrom = input.continueFrom.filter((step) => step.index < index)
  const present = input.continueFrom.filter((step) => step.index === index)
  const schema = alternativesSchema(count)
  const values = { ...promptFacts(ANSWER_LIMITS), count, number: index + 1 }
  const parts = [openConversation({ ...input, continueFrom }, texts, texts.task, values)]
  if (present.length > 0) parts.push(fillSlots(texts.present, { ...values, step: listSteps(present) }))
  parts.push(fillSlots(texts.request, values))
  return toCall({
    content: parts.join('\n\n'),
    schema,
    minTokens: MIN_TOKENS,
    createReader: () =>
      createStepsAnswerReader({
        presentation: input.presentation,
        schema,
        firstIndex: index,
        places: { alternatives: null },
        isOnePlace: true,
      }),
  })
}
