import { createStepsAnswerReader } from '../parsing/steps-answer'
import { textsOf, type PromptSet } from '../prompts/prompt-set'
import {
  ANSWER_LIMITS,
  differentialSchema,
  stepSchema,
  type AnswerLimits,
  type AnswerStepKind,
} from './answer-schema'
import { createConversation, openConversation, promptFacts, type Turn } from './conversation'
import { askDifferential } from './differential-turn'
import { line, list, record } from './schema-parts'
import { nextIndex, type Strategy, type StrategyInput } from './strategy'

/** A short but whole trace: five steps. */
const MIN_TOKENS = 400

/** Most steps of each stage. */
export const STAGE_LIMITS = { findings: 4, hypotheses: 3, weighing: 5, tests: 2, conclusion: 1 } as const
/** The kind that a stage's steps have; null where each says its own. */
export const STAGE_KINDS = {
  findings: 'finding',
  hypotheses: 'hypothesis',
  weighing: null,
  tests: 'test',
  conclusion: 'conclude',
} as const satisfies Record<keyof typeof STAGE_LIMITS, AnswerStepKind | null>
const WEIGHING_KINDS = ['support', 'refute', 'discriminate'] as const

export interface StructuredLimits extends AnswerLimits {
  readonly stages: Readonly<Record<keyof typeof STAGE_LIMITS, number>>
}
export const STRUCTURED_LIMITS: StructuredLimits = { ...ANSWER_LIMITS, stages: STAGE_LIMITS }

/**
 * The schema of a trace in stages, in the order in which a clinician reasons. After accepted steps every stage but the last may be
 * empty, for they may have covered it.
 */
export function traceSchema(limits: StructuredLimits, isContinued: boolean) {
  const fewest = isContinued ? 0 : 1
  const { stages } = limits
  const plain = stepSchema(limits, { kinds: null, minQuotes: 0 })
  return record({
    problemRepresentation: line(limits.stepLength),
    findings: list(stepSchema(limits, { kinds: null, minQuotes: 1 }), fewest, stages.findings),
    hypotheses: list(plain, fewest, stages.hypotheses),
    weighing: list(
      stepSchema(limits, { kinds: WEIGHING_KINDS, minQuotes: 0 }),
      fewest * Math.min(2, stages.weighing),
      stages.weighing,
    ),
    tests: list(plain, fewest, stages.tests),
    conclusion: list(plain, 1, stages.conclusion),
  })
}

interface TraceTexts {
  readonly rules: string
  readonly examples: string
  readonly continuation: string
  readonly fields: string
  readonly task: string
}

/** The first question: the trace in stages. */
export function askTrace(input: StrategyInput, texts: TraceTexts, limits: StructuredLimits): Turn {
  const firstIndex = nextIndex(input.continueFrom)
  const schema = traceSchema(limits, input.continueFrom.length > 0)
  return {
    content: openConversation(input, texts, texts.task, promptFacts(limits)),
    schema,
    minTokens: MIN_TOKENS,
    createReader: () =>
      createStepsAnswerReader({
        presentation: input.presentation,
        schema,
        firstIndex,
        places: STAGE_KINDS,
      }),
  }
}

/** A trace in stages, then the differential in a second call that goes on from the first. */
export function createStructuredStrategy(
  prompts?: PromptSet,
  limits: StructuredLimits = STRUCTURED_LIMITS,
): Strategy {
  const texts = textsOf('structured', prompts)
  return createConversation({
    name: 'structured',
    constants: [texts, traceSchema(limits, false), differentialSchema(limits, 1)],
    ask(input, results) {
      if (results.length === 0) return askTrace(input, texts, limits)
      return results.length === 1 ? askDifferential(input, results, texts.differential, limits) : null
    },
  })
}
