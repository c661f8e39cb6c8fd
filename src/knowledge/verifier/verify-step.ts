import { type Check, certaintyOf } from '../../domain/check'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import { checkConclusion } from './check-conclusion'
import { checkDemographics } from './check-demographics'
import { checkDenials } from './check-denials'
import { checkFindings } from './check-findings'
import { checkKnowledge } from './check-knowledge'
import { checkLevels } from './check-levels'
import { checkQuantities } from './check-quantities'
import { checkQuotes } from './check-quotes'
import { checkRepetition } from './check-repetition'
import { checkSides } from './check-sides'
import { type Manner, classifyManner } from './classify-manner'
import { type StepReading, readStep } from './read-step'
import type { VerifierContext } from './verifier-context'

/** The quotes of reference statements come from an article's discussion, so they are never looked for in the case. */
export interface VerifyOptions {
  readonly checksQuotes: boolean
}

/**
 * The verifier: a deterministic check of one step against the case and the steps before it. A flag is a hint to the
 * reviewer, never a grade. Spans are offsets into the presentation. The surest flags come first.
 */
export function verifyStep(
  context: VerifierContext,
  step: ReasoningStepDraft,
  earlier: readonly ReasoningStepDraft[],
  { checksQuotes }: VerifyOptions = { checksQuotes: true },
): Check[] {
  const reading = readStep(step, context.compiled)
  const repetition = checkRepetition(step, earlier)
  const checks: Check[] = [
    ...(checksQuotes ? checkQuotes(context, step) : []),
    ...checkDemographics(context, reading),
    ...checkStatements(context, reading),
    ...checkQuantities(context, reading),
    ...checkSides(context, reading),
    ...checkLevels(context, reading),
    ...repetition,
    ...checkConclusion(context, step, earlier),
    ...checkKnowledge(context, reading, step),
  ]
  // A step that is wrong or said before has more to tell than its manner.
  if (checks.length === 0) return flagManner(classifyManner(context, reading, step))
  return checks.sort((a, b) => ORDER[certaintyOf(a)] - ORDER[certaintyOf(b)])
}

/** What the pack names goes before what is told by neighbouring words alone. */
function checkStatements(context: VerifierContext, reading: StepReading): Check[] {
  const byPack = checkFindings(context, reading)
  return byPack.some(({ code }) => code === 'finding-negated')
    ? byPack
    : [...byPack, ...checkDenials(context, reading)]
}

function flagManner(manner: Manner): Check[] {
  if (manner === 'reasoning') return []
  return [{ code: manner === 'citation' ? 'only-cites' : 'adds-nothing' }]
}

const ORDER = { certain: 0, likely: 1, hint: 2 } as const
