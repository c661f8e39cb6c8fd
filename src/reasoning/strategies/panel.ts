import { createStepsAnswerReader } from '../parsing/steps-answer'
import { textsOf, type PromptSet } from '../prompts/prompt-set'
import { fillSlots } from '../prompts/write-prompt'
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
import { PANEL_ROLES, PANEL_ROUNDS } from './strategy-list'

const MIN_TOKENS = 150

export interface PanelLimits extends AnswerLimits {
  readonly turnSteps: number
  readonly rounds: number
}
export const PANEL_LIMITS: PanelLimits = { ...ANSWER_LIMITS, turnSteps: 2, rounds: PANEL_ROUNDS }

/** One colleague's turn; the first of all also gives the problem representation. After the first round nothing need be added. */
export function turnSchema(limits: PanelLimits, isFirst: boolean, mayPass = false) {
  const step = stepSchema(limits, { kinds: ANSWER_STEP_KINDS, minQuotes: 0 })
  return record({
    ...(isFirst && { problemRepresentation: line(limits.stepLength) }),
    steps: list(step, mayPass ? 0 : 1, limits.turnSteps),
  })
}

/**
 * Five colleagues on one model, in rounds; then the differential.
 *
 * @see Nori H, et al. Sequential diagnosis with language models. arXiv:2506.22405, 2025, for the five roles.
 */
export function createPanelStrategy(prompts?: PromptSet, limits: PanelLimits = PANEL_LIMITS): Strategy {
  const texts = textsOf('panel', prompts)
  const turns = limits.rounds * PANEL_ROLES.length

  function writeTurn(place: number, next: number): string {
    const role = PANEL_ROLES[place % PANEL_ROLES.length] ?? PANEL_ROLES[0]
    const round = Math.floor(place / PANEL_ROLES.length) + 1
    return fillSlots(texts.turn, { round, rounds: limits.rounds, role: texts[role], next })
  }

  function askTurn(input: StrategyInput, results: readonly CallResult[]): Turn {
    const place = results.length
    const firstIndex = nextIndex(stepsSoFar(input, results))
    const schema = turnSchema(limits, place === 0, place >= PANEL_ROLES.length)
    const turn = writeTurn(place, firstIndex + 1)
    const facts = { ...promptFacts(limits), turnSteps: limits.turnSteps }
    const opening =
      place === 0 ? `${openConversation(input, texts, texts.task, facts)}\n\n${texts.first}\n\n` : ''
    return {
      content: `${opening}${turn}`,
      schema,
      minTokens: MIN_TOKENS,
      createReader: () =>
        createStepsAnswerReader({
          presentation: input.presentation,
          schema,
          firstIndex,
          places: { steps: null },
          author: PANEL_ROLES[place % PANEL_ROLES.length] ?? PANEL_ROLES[0],
        }),
    }
  }

  return createConversation({
    name: 'panel',
    constants: [texts, limits, turnSchema(limits, true), differentialSchema(limits, 1)],
    ask(input, results) {
      if (results.length < turns) return askTurn(input, results)
      return results.length === turns ? askDifferential(input, results, texts.differential, limits) : null
    },
  })
}
