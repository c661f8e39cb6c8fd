import type { Check } from '../../domain/check'
import { type Finding, isEvidence } from '../../domain/finding'
import { spansOverlap } from '../../domain/span'
import { type StepReading, nameOf } from './read-step'
import type { VerifierContext } from './verifier-context'

/** Findings that the step states otherwise than the case does: denied, only suspected, a relative's, of the past, or not there. */
export function checkFindings(context: VerifierContext, step: StepReading): Check[] {
  if (!step.isStatement) return []
  const checks: Check[] = []
  const flagged = new Set<string>()
  for (const claimed of step.extraction.findings) {
    if (!isEvidence(claimed) || flagged.has(claimed.conceptId) || !step.isStated(claimed.span)) continue
    const check = compareFinding(context, step, claimed)
    if (!check) continue
    flagged.add(claimed.conceptId)
    checks.push(check)
  }
  return checks
}

function compareFinding(context: VerifierContext, step: StepReading, claimed: Finding): Check | null {
  const mentions = context.extraction.findings.filter(({ conceptId }) => conceptId === claimed.conceptId)
  if (mentions.length === 0)
    return isForeign(context, step, claimed)
      ? { code: 'finding-not-in-case', finding: nameOf(claimed) }
      : null
  const evidence = mentions.filter(isEvidence)
  if (evidence.some(({ polarity }) => polarity === claimed.polarity)) return null
  const finding = nameOf(claimed)
  const [contrary] = evidence
  if (contrary) return { code: 'finding-negated', finding, caseSays: contrary.polarity, span: contrary.span }
  // What was only suspected when the case was told may be confirmed by the time a step concludes.
  if (claimed.polarity === 'absent' || CONCLUDES.test(step.sentenceAt(claimed.span))) return null
  return describeStanding(mentions, finding)
}

/** Whose or when it is, by the mention that comes nearest to being the patient's own. */
function describeStanding(mentions: readonly Finding[], finding: string): Check | null {
  const present = mentions.filter(({ polarity }) => polarity === 'present')
  const ofPatient = present.filter(({ experiencer }) => experiencer === 'patient')
  const doubted = ofPatient.find(
    ({ isUncertain, temporality }) => isUncertain || temporality === 'hypothetical',
  )
  const past = ofPatient.find(({ temporality }) => temporality === 'past')
  if (doubted) return { code: 'finding-uncertain', finding, span: doubted.span }
  if (past) return { code: 'finding-past', finding, span: past.span }
  const [ofRelative] = present
  return ofRelative ? { code: 'finding-of-relative', finding, span: ofRelative.span } : null
}

/** A sentence that says what the patient has, or what was found. */
const PLAIN =
  /\b(?:has|had|have|presents?|presented|presenting|reports?|reported|complain\w*|shows?|showed|shown|reveals?|revealed|demonstrat\w+|developed|experienced|noted|found|describes?|described)\b/i
/** A sentence that concludes names what it concludes on. */
const CONCLUDES =
  /\b(?:diagnos\w+|confirm\w*|suggest\w*|indicat\w+|consistent|support\w*|point\w* to\w*|favou?r\w*|final|impl\w+|lead\w* to|led to|caus\w+|result\w*|secondary|complicat\w+|treat\w+|postoperat\w+|surg\w+|follow-up|later|subsequent\w*|recover\w+)\b/i
/** How near to each other the words of a finding must stand for the case to hold it in words of its own. */
const TOGETHER = 8

/** Whether a plain statement names a finding of which the case has no word, or none of its words together. */
function isForeign(context: VerifierContext, step: StepReading, claimed: Finding): boolean {
  const { placesOfForm, diagnoses, extraction } = context
  if (claimed.polarity === 'absent') return false
  // "Early diastolic murmur" states a murmur as well: what names it more closely is in the case.
  const isPartOfKnown = step.extraction.findings.some(
    (other) =>
      spansOverlap(other.span, claimed.span) &&
      extraction.findings.some(({ conceptId }) => conceptId === other.conceptId),
  )
  if (isPartOfKnown) return false
  const sentence = step.sentenceAt(claimed.span)
  if (!PLAIN.test(sentence) || CONCLUDES.test(sentence)) return false
  if (claimed.value === null && diagnoses.findDisease(step.text.slice(claimed.span.start, claimed.span.end))) return false // prettier-ignore
  const telling = step.words.filter(
    ({ start, end, form }) => start >= claimed.span.start && end <= claimed.span.end && form.length > 2,
  )
  const [first, ...others] = telling.map(({ form }) => placesOfForm.get(form) ?? [])
  if (!first) return false
  return !first.some((place) =>
    others.every((places) => places.some((other) => Math.abs(other - place) <= TOGETHER)),
  )
}
