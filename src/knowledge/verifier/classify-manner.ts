import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import type { StepReading } from './read-step'
import type { VerifierContext } from './verifier-context'

/** What a step does, in MedR-Bench's terms; repetition is told by comparing steps. */
export type Manner = 'reasoning' | 'citation' | 'redundancy'

/** Words that draw, weigh or explain; a step with one of them says more than what the case says. */
const INFERS =
  /\b(?:suggest\w*|indicat(?:es?|ing|ive)|impl(?:y|ies|ying)|support\w*|consistent|compatible|point(?:s|ing)? (?:to|towards?|away)|likel(?:y|ihood)|unlikely|probabl[ey]|possibl[ey]|possibilit\w+|because|therefore|thus|hence|due to|since|so (?:the|this|it|that|there)|which (?:is|could|can|may|might|means?|makes?|would)|may|might|could|would|should|must|rul(?:e[sd]?|ing) (?:out|in)|exclud\w+|differential|diagnos[ei]\w*|typical\w*|atypical|characteristic|classic\w*|hallmark|pathognomonic|favou?rs?|against|argu\w+|align\w*|explain\w*|cause[sd]?|causing|secondary|result\w* (?:in|from)|lead(?:s|ing)? to|risk|rais(?:es?|ing) (?:suspicion|concern|the|questions?)|concern\w*|suspic\w+|suspect\w*|confirm\w*|conclu\w+|evidence (?:of|for)|caus\w+|mechanism|associat\w+|relat\w+ to|contribut\w+|reflect\w*|consider\w*|narrow\w*|distinguish\w*|rather than|key|critical|crucial|important\w*|significant\w*|notable|mean(?:s|ing)|commonly?|often|usually|seen in|known|stem\w* from|origin\w*|however|although|unusual|interesting|relevant|helps?|strong(?:ly)?|fits?|match\w*|primary concern|red flags?|think|wonder\w*|maybe|perhaps|seems?|appears? to|question)\b/giu
/** A line that only names what comes next. */
const HEADING = /^[\s#*>\d.)(-]*(?:\*\*)?(?:step\s*\d+\s*[:.-]*)?[^.!?\n]{0,90}:?[\s*]*$/iu
const FEWEST_WORDS = 4

/**
 * Whether a step reasons, only cites the case, or adds nothing. A rule of thumb over its words: inference shows in words that draw
 * or weigh, citation in words that the case holds already.
 */
export function classifyManner(
  context: VerifierContext,
  reading: StepReading,
  step: Pick<ReasoningStepDraft, 'hypotheses' | 'kind' | 'text'>,
): Manner {
  const { words } = reading
  // To state what is there is what these steps are for.
  if (step.kind === 'finding' || step.kind === 'problem-representation') return 'reasoning'
  if (words.length < FEWEST_WORDS) return 'redundancy'
  if (
    step.kind === 'hypothesis' ||
    step.kind === 'test' ||
    step.hypotheses.some(({ direction }) => direction !== 'neutral')
  )
    return 'reasoning'
  const inferring = step.text.match(INFERS)?.length ?? 0
  const telling = words.filter(({ form }) => form.length > 3)
  const held = telling.filter(({ form }) => context.placesOfForm.has(form)).length
  const share = telling.length === 0 ? 0 : held / telling.length
  if (HEADING.test(step.text) && inferring === 0) return 'citation'
  return inferring === 0 && share >= 0.5 ? 'citation' : 'reasoning'
}
