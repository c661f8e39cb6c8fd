import type { Finding } from '../../domain/finding'
import type { CompiledPack } from '../extraction/compile-pack'
import type { Disease, FindingConcept } from '../pack/pack'
import { likelihoodRatio } from './likelihood-ratio'
import { type Demographics, priorWeight } from './prior'

/** One finding's part in one disease's odds. `likelihoodRatio` is what was applied, correlation taken into account. */
export interface Contribution {
  readonly finding: Finding
  readonly likelihoodRatio: number
}

export interface Candidate {
  readonly disease: Disease
  /** Fraction, 0 to 1; all candidates and `noneOfThese` add up to 1. */
  readonly probability: number
  readonly contributions: readonly Contribution[]
}

export interface Posterior {
  /** All diseases, by falling probability. */
  readonly candidates: readonly Candidate[]
  readonly noneOfThese: number
}

/** What the strongest finding of a cluster leaves to the others: its ratio to this power. */
const CLUSTER_SHARE = 0.25
/** Findings are not independent even beyond their clusters, so every ratio is taken to this power before it is applied. */
const DAMPING = 0.8
/**
 * Log odds are tempered by this before they are shown as likelihoods. It keeps every order and takes back the certainty that
 * sums over dependent findings claim: untempered, each teaching case ended at 100 % with nothing listed behind it.
 */
export const TEMPER = 0.4
/** Prior mass of all diseases that the pack doesn't know. */
const UNLISTED_SHARE = 0.12

/**
 * Ranks all diseases by the odds form of Bayes' rule over the evidence, one finding a concept. Findings of one cluster say
 * much the same: the strongest counts whole, the others to the power 0.25. Computed in logarithms.
 */
export function computePosterior(
  compiled: CompiledPack,
  evidence: readonly Finding[],
  who: Demographics,
): Posterior {
  const known = evidence.flatMap((finding) => {
    const concept = compiled.concepts.get(finding.conceptId)
    return concept ? [{ finding, concept }] : []
  })
  const scored = compiled.pack.diseases.map((disease) => {
    const contributions = weighEvidence(disease, known)
    const sum = contributions.reduce((total, each) => total + Math.log(each.likelihoodRatio), 0)
    return { disease, contributions, score: TEMPER * (Math.log(priorWeight(disease, who)) + sum) }
  })
  const priorSum = compiled.pack.diseases.reduce((sum, disease) => sum + priorWeight(disease, who), 0)
  const noneScore = TEMPER * Math.log((priorSum * UNLISTED_SHARE) / (1 - UNLISTED_SHARE))
  const top = scored.reduce((max, { score }) => Math.max(max, score), noneScore)
  const total = scored.reduce((sum, { score }) => sum + Math.exp(score - top), Math.exp(noneScore - top))
  const candidates = scored
    .map(({ disease, contributions, score }) => ({
      disease,
      contributions,
      probability: Math.exp(score - top) / total,
    }))
    .sort((a, b) => b.probability - a.probability || (a.disease.id < b.disease.id ? -1 : 1))
  return { candidates, noneOfThese: Math.exp(noneScore - top) / total }
}

function weighEvidence(
  disease: Disease,
  known: readonly { finding: Finding; concept: FindingConcept }[],
): Contribution[] {
  const weighed = known.map(({ finding, concept }) => ({
    finding,
    concept,
    ratio: likelihoodRatio(disease, concept, finding.polarity),
  }))
  const strongest = new Map<string, number>()
  for (const { concept, ratio } of weighed) {
    if (concept.cluster === undefined) continue
    const strength = Math.abs(Math.log(ratio))
    if (strength > (strongest.get(concept.cluster) ?? -1)) strongest.set(concept.cluster, strength)
  }
  const spent = new Set<string>()
  return weighed.map(({ finding, concept, ratio }) => {
    const { cluster } = concept
    if (cluster === undefined) return { finding, likelihoodRatio: ratio ** DAMPING }
    const isStrongest = !spent.has(cluster) && Math.abs(Math.log(ratio)) === strongest.get(cluster)
    if (isStrongest) spent.add(cluster)
    return { finding, likelihoodRatio: ratio ** (isStrongest ? DAMPING : DAMPING * CLUSTER_SHARE) }
  })
}
