import type { Check } from '../../domain/check'
import { type Finding, isEvidence } from '../../domain/finding'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import type { VerifierContext } from './verify-step'

/** Sentences that speak of what one would expect, or of a test, state nothing about the patient. */
const CONDITIONAL =
  /\b(?:would|could|should|if|expected|expect|typically|usually|often|classically|may|might|consider|rule out|exclude|look for|test for|check|order|absence|lack|without|asks?|next|suggests? testing|separates?)\b/i
const STATING_KINDS = new Set<ReasoningStepDraft['kind']>([
  'problem-representation',
  'finding',
  'support',
  'refute',
  'conclude',
])

/** A finding that the step states the other way round than the case does. */
export function checkFindings(context: VerifierContext, step: ReasoningStepDraft): Check[] {
  if (!STATING_KINDS.has(step.kind)) return []
  const checks: Check[] = []
  const flagged = new Set<string>()
  for (const sentence of step.text.split(/(?<=[.;!?])\s+/)) {
    if (CONDITIONAL.test(sentence)) continue
    for (const claimed of context.readFindings(sentence)) {
      if (!isEvidence(claimed) || flagged.has(claimed.conceptId) || isInQuotation(sentence, claimed)) continue
      const inCase = context.findings.filter(
        (finding) => finding.conceptId === claimed.conceptId && finding.experiencer === 'patient',
      )
      const isSupported = inCase.some(
        (finding) =>
          finding.polarity === claimed.polarity || finding.isUncertain || finding.temporality !== 'current',
      )
      const [first] = inCase
      if (!first || isSupported) continue
      flagged.add(claimed.conceptId)
      checks.push({
        code: 'finding-negated',
        finding: first.label.toLowerCase(),
        caseSays: first.polarity,
        span: first.span,
      })
    }
  }
  return checks
}

/** A name inside quotation marks is the quote's affair. */
function isInQuotation(sentence: string, finding: Finding): boolean {
  const before = sentence.slice(0, finding.span.start)
  return (before.match(/["“”]/g)?.length ?? 0) % 2 === 1
}
