import type { DifferentialEntry } from '../../domain/differential'
import type { Finding } from '../../domain/finding'
import type { Direction, ReasoningStep } from '../../domain/reasoning-step'
import { type Span, spansOverlap } from '../../domain/span'

/** What a finding does to a diagnosis: which way, and by what factor where the engine says. */
export interface FindingUse {
  readonly direction: Direction
  readonly likelihoodRatio: number | null
}

/** The places of a finding's concept in the case; none where `conceptId` is null. */
export function spansOfConcept(findings: readonly Finding[], conceptId: string | null): Span[] {
  return findings.filter((finding) => finding.conceptId === conceptId).map(({ span }) => span)
}

const touches = (spans: readonly Span[], span: Span | null): boolean =>
  span !== null && spans.some((own) => spansOverlap(own, span))

/** The steps that quote words at one of the spans. */
export function stepsUsing(steps: readonly ReasoningStep[], spans: readonly Span[]): ReasoningStep[] {
  return steps.filter(({ quotes }) => quotes.some(({ span }) => touches(spans, span)))
}

/**
 * Diagnosis → what the words at the spans do to it: by the evidence of its entry, or, for engines that give none, by a step that
 * quotes these words and moves it.
 */
export function diagnosesUsing(
  entries: readonly DifferentialEntry[],
  steps: readonly ReasoningStep[],
  spans: readonly Span[],
): ReadonlyMap<string, FindingUse> {
  const quoting = stepsUsing(steps, spans)
  const uses = new Map<string, FindingUse>()
  for (const entry of entries) {
    const use = evidenceUse(entry, spans) ?? stepUse(entry, quoting)
    if (use) uses.set(entry.diagnosis, use)
  }
  return uses
}

function evidenceUse(entry: DifferentialEntry, spans: readonly Span[]): FindingUse | null {
  for (const [direction, evidence] of [
    ['for', entry.evidenceFor],
    ['against', entry.evidenceAgainst],
  ] as const) {
    const found = evidence.find(({ span }) => touches(spans, span))
    if (found) return { direction, likelihoodRatio: found.likelihoodRatio }
  }
  return null
}

function stepUse(entry: DifferentialEntry, quoting: readonly ReasoningStep[]): FindingUse | null {
  if (entry.evidenceFor.length + entry.evidenceAgainst.length > 0) return null
  const touch = quoting
    .flatMap(({ hypotheses }) => hypotheses)
    .find(({ diagnosis }) => diagnosis === entry.diagnosis)
  return touch ? { direction: touch.direction, likelihoodRatio: touch.likelihoodRatio } : null
}
