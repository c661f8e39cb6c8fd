import type { Check } from '../../domain/check'
import { type Finding, isEvidence } from '../../domain/finding'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import type { Disease } from '../pack/pack'
import { likelihoodRatio } from '../likelihood/likelihood-ratio'
import { idOf } from './check-conclusion'
import { type StepReading, nameOf } from './read-step'
import type { VerifierContext } from './verifier-context'

/** A likelihood ratio at least this far from 1 argues at all. */
const ARGUES = 2

/**
 * A step that speaks for or against a diagnosis with nothing but findings that, by the knowledge pack, argue the other way.
 * What the pack doesn't list for a disease is silence, not an argument.
 */
export function checkKnowledge(
  context: VerifierContext,
  reading: StepReading,
  step: ReasoningStepDraft,
): Check[] {
  const findings = leansOn(context, reading, step)
  if (findings.length === 0) return []
  return step.hypotheses.flatMap((touch): Check[] => {
    if (touch.direction === 'neutral') return []
    const id = idOf(context, touch)
    const disease = context.compiled.pack.diseases.find((each) => each.id === id)
    if (!disease) return []
    const sign = touch.direction === 'for' ? 1 : -1
    const arguments_ = findings.flatMap((finding) => {
      const ratio = listedRatio(context, disease, finding)
      return ratio === null ? [] : [{ finding, ratio, strength: sign * Math.log(ratio) }]
    })
    const [worst] = arguments_.sort((a, b) => a.strength - b.strength)
    const isSupported = arguments_.some(({ strength }) => strength > 0)
    if (!worst || isSupported || worst.strength > -Math.log(ARGUES)) return []
    return [
      {
        code: 'argues-otherwise',
        finding: worst.finding.polarity === 'absent' ? `no ${nameOf(worst.finding)}` : nameOf(worst.finding),
        diagnosis: disease.name,
        stepSays: touch.direction,
        likelihoodRatio: worst.ratio,
        span: worst.finding.span,
      },
    ]
  })
}

/** The ratio of a finding that the disease lists; null where the pack is silent on it. */
export function listedRatio(
  { compiled }: VerifierContext,
  disease: Disease,
  finding: Finding,
): number | null {
  const concept = compiled.concepts.get(finding.conceptId)
  return concept && disease.findings[finding.conceptId] !== undefined
    ? likelihoodRatio(disease, concept, finding.polarity)
    : null
}

/** The case's findings that a step names in its words or quotes. */
function leansOn(context: VerifierContext, reading: StepReading, step: ReasoningStepDraft): Finding[] {
  const named = new Set(reading.extraction.findings.map(({ conceptId }) => conceptId))
  const spans = step.quotes.flatMap(({ span }) => (span ? [span] : []))
  const byConcept = new Map<string, Finding>()
  for (const finding of context.extraction.findings) {
    if (!isEvidence(finding) || byConcept.has(finding.conceptId)) continue
    const isQuoted = spans.some(({ start, end }) => finding.span.start >= start && finding.span.end <= end)
    if (isQuoted || named.has(finding.conceptId)) byConcept.set(finding.conceptId, finding)
  }
  return [...byConcept.values()]
}
