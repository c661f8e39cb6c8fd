import type { Check } from '../../domain/check'
import type { Laterality } from '../../domain/finding'
import { findStarts } from '../extraction/sentences'
import { type ClassOf, findOpposed, readClassed } from './opposed-words'
import type { StepReading } from './read-step'
import type { VerifierContext } from './verifier-context'

const SIDES: Readonly<Record<string, Laterality>> = {
  left: 'left',
  lt: 'left',
  right: 'right',
  rt: 'right',
  bilateral: 'bilateral',
  both: 'bilateral',
}
const classOf: ClassOf<Laterality> = (form) => SIDES[form] ?? null
/** What is bilateral is on the left and on the right too; said of one side only, it is not said of both. */
const agrees = (claimed: Laterality, other: Laterality) => claimed === other || other === 'bilateral'

/** Sides that the case has otherwise: the step's "left effusion" where the case only ever has a right one. */
export function checkSides(context: VerifierContext, step: StepReading): Check[] {
  if (!step.isStatement) return []
  const { presentation, words } = context
  const claims = readClassed(step.text, step.words, step.starts, classOf).filter(({ span }) => step.isStated(span)) // prettier-ignore
  if (claims.length === 0) return []
  const inCase = readClassed(presentation, words, findStarts(presentation, words), classOf)
  const flagged = new Set<string>()
  return claims.flatMap((claim): Check[] => {
    const opposed = findOpposed(claim, inCase, agrees)
    if (!opposed || flagged.has(claim.things[0] ?? '')) return []
    flagged.add(claim.things[0] ?? '')
    const { span } = opposed.classed
    return [
      {
        code: 'laterality-differs',
        claimed: claim.class,
        of: claim.things.slice(0, opposed.shared).join(' '),
        inCase: presentation.slice(span.start, span.end),
        span,
      },
    ]
  })
}
