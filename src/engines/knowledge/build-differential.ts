import { type Differential, type Evidence, MAX_ENTRIES } from '../../domain/differential'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import { pickNextTest } from '../../knowledge/likelihood/pick-next-test'
import type { Candidate, Posterior } from '../../knowledge/likelihood/posterior'

/** Ratios nearer to 1 than this are not worth a line. */
const WORTH_SAYING = 1.2
const MOST_EVIDENCE = 8

/** The first ten of a posterior as a differential; what is left goes to "none of these". */
export function buildDifferential(
  posterior: Posterior,
  steps: readonly ReasoningStepDraft[],
  caseWords: ReadonlySet<string>,
): Differential {
  const listed = posterior.candidates.slice(0, MAX_ENTRIES)
  const entries = listed.map((candidate) => ({
    diagnosis: candidate.disease.name,
    diseaseId: candidate.disease.id,
    likelihood: candidate.probability,
    isCantMiss: candidate.disease.isCantMiss,
    ...(candidate.disease.local?.isAdded && { isLocal: true as const }),
    evidenceFor: listEvidence(candidate, (ratio) => ratio >= WORTH_SAYING, -1),
    evidenceAgainst: listEvidence(candidate, (ratio) => ratio <= 1 / WORTH_SAYING, 1),
    stepsFor: stepsTouching(steps, candidate.disease.id, 'for'),
    stepsAgainst: stepsTouching(steps, candidate.disease.id, 'against'),
    nextTest: pickNextTest(candidate.disease, caseWords),
  }))
  const sum = entries.reduce((total, { likelihood }) => total + likelihood, 0)
  return { entries, noneOfThese: Math.max(0, 1 - sum) }
}

function listEvidence(candidate: Candidate, isWanted: (ratio: number) => boolean, order: 1 | -1): Evidence[] {
  return candidate.contributions
    .filter(({ likelihoodRatio }) => isWanted(likelihoodRatio))
    .sort((a, b) => order * (a.likelihoodRatio - b.likelihoodRatio))
    .slice(0, MOST_EVIDENCE)
    .map(({ finding, likelihoodRatio }) => ({
      label: finding.label,
      polarity: finding.polarity,
      span: finding.span,
      likelihoodRatio,
      ...(candidate.disease.local?.findingIds.includes(finding.conceptId) && { isLocal: true as const }),
    }))
}

function stepsTouching(
  steps: readonly ReasoningStepDraft[],
  diseaseId: string,
  direction: 'for' | 'against',
): number[] {
  return steps
    .filter((step) =>
      step.hypotheses.some((touch) => touch.diseaseId === diseaseId && touch.direction === direction),
    )
    .map(({ index }) => index)
}
