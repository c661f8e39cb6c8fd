import type { CheckedRun, RunCheck } from '../../domain/run-check'
import { isSame } from './check-conclusion'
import type { VerifierContext } from './verifier-context'

const FEWEST_STEPS = 3
const CHALLENGING =
  /\b(?:however|against|unlikely|less likely|rule[sd]? out|exclud\w+|differential|alternativ\w+|other (?:causes|diagnoses|conditions|possibilities)|versus|vs|rather than|instead|could also|consider\w*|mimic\w*)\b/iu

/** The first hypothesis is the conclusion, and no step speaks against it, for another, or weighs it against one. */
export function findPrematureClosure(
  context: VerifierContext,
  { steps, differential }: CheckedRun,
): RunCheck[] {
  if (steps.length < FEWEST_STEPS) return []
  const firstStep = steps.find(({ hypotheses }) => hypotheses.length > 0)
  const first = firstStep?.hypotheses[0]
  const concluded = steps.findLast(({ kind }) => kind === 'conclude')?.hypotheses.find(({ direction }) => direction === 'for') // prettier-ignore
  const last = differential?.entries[0] ?? concluded
  if (!firstStep || !first || !last || !isSame(context, first, last)) return []
  const isChallenged = steps.some(
    ({ kind, text, hypotheses }) =>
      kind === 'refute' ||
      kind === 'discriminate' ||
      hypotheses.some((touch) => touch.direction === 'against' || !isSame(context, touch, first)) ||
      CHALLENGING.test(text),
  )
  return isChallenged
    ? []
    : [{ code: 'premature-closure', diagnosis: first.diagnosis, firstStep: firstStep.index }]
}
