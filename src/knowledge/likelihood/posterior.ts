import type { Finding } from '../../domain/finding'
import type { CompiledPack } from '../extraction/compile-pack'
import type { Disease, FindingConcept } from '../pack/pack'
import { weightsOf } from './disease-weights'
import { type Demographics, type PriorFactors, priorFactors } from './prior'
import {
  CLUSTER_SHARE,
  DAMPING,
  KEPT_BACK,
  NONE_OF_THESE,
  SHARPNESS,
  UNEXPLAINED_PIN,
  WORDING_WEIGHT,
} from './ranking-constants'
import type { WordFit } from './word-fit'

/** One finding's part in one disease's odds. */
export interface Contribution {
  readonly finding: Finding
  /** P(f|disease) / P(f|others) as the pack has it, bounded. */
  readonly ratio: number
  /** What it multiplies the shown odds by: `ratio` damped, and less again for the weaker findings of a cluster. */
  readonly likelihoodRatio: number
  /** A stronger finding of the same cluster counts in its place. */
  readonly isClusterEcho: boolean
  /** The reader pinned it and the disease doesn't have it. */
  readonly isUnexplainedPin: boolean
}

export interface Candidate {
  readonly disease: Disease
  /** Fraction, 0 to 1; all candidates and `noneOfThese` add up to 1. */
  readonly probability: number
  /** Against "none of these": `START_ODDS` times all factors below. */
  readonly odds: number
  readonly prior: PriorFactors
  /** What the case's words, and what it leaves unmentioned, multiply the odds by; 1 where not asked for. */
  readonly wording: number
  readonly unmentioned: number
  /** Worked out when asked for: few of the candidates are looked at. */
  readonly contributions: readonly Contribution[]
}

export interface Posterior {
  /** All diseases, by falling probability. */
  readonly candidates: readonly Candidate[]
  readonly noneOfThese: number
  /** Odds divided by this are the probability: 1 for "none of these", the odds of all diseases, and what is kept back. */
  readonly totalOdds: number
}

/** What a whole case says beyond its findings. */
export interface CaseContext {
  readonly wordFit?: WordFit
  /** Concepts that the case speaks of in any way: the others count as not mentioned. */
  readonly mentioned?: ReadonlySet<string>
  /** Concepts pinned by the reader: a diagnosis has to explain them. */
  readonly mustExplain?: ReadonlySet<string>
}

/** Where every disease starts from, on the scale shown. */
export const START_ODDS = Math.exp(-NONE_OF_THESE)

interface Known {
  readonly finding: Finding
  readonly concept: FindingConcept
  /** By disease. */
  readonly logRatios: Float64Array
}

/**
 * Ranks all diseases by the odds form of Bayes' rule over the evidence, one finding a concept, each disease's odds being against
 * "none of these". All factors are on the scale shown, taken to the power `SHARPNESS`, so that they multiply to the odds.
 * Findings of one cluster say much the same: the strongest counts whole, the others little.
 */
export function computePosterior(
  compiled: CompiledPack,
  evidence: readonly Finding[],
  who: Demographics,
  { wordFit, mentioned, mustExplain = new Set() }: CaseContext = {},
): Posterior {
  const weights = weightsOf(compiled)
  const known = evidence.flatMap((finding): Known[] => {
    const concept = compiled.concepts.get(finding.conceptId)
    return concept ? [{ finding, concept, logRatios: weights.logRatios(concept, finding.polarity) }] : []
  })
  const clusters = groupByCluster(known)
  const pins = known.filter(
    ({ finding, concept }) => finding.polarity === 'present' && mustExplain.has(concept.id),
  )
  const logUnmentioned = mentioned ? weights.logUnmentioned(mentioned) : null
  const logFindings = sumClusters(clusters, compiled.pack.diseases.length)
  const scored = compiled.pack.diseases.map((disease, at) => {
    const prior = shownPrior(disease, who)
    const wording = Math.exp(SHARPNESS * WORDING_WEIGHT * (wordFit?.deviations[at] ?? 0))
    const unmentioned = Math.exp(SHARPNESS * (logUnmentioned?.[at] ?? 0))
    const missed = pins.length === 0 ? 0 : pins.filter(({ concept }) => !explains(disease, concept.id)).length
    const score =
      Math.log(prior.incidence * prior.age * prior.sex * wording * unmentioned) +
      SHARPNESS * DAMPING * (logFindings[at] ?? 0) +
      missed * Math.log(UNEXPLAINED_PIN) -
      NONE_OF_THESE
    return new RankedDisease({ disease, score, prior, wording, unmentioned }, () =>
      listContributions(disease, at, known, clusters, mustExplain),
    )
  })
  const top = scored.reduce((max, { score }) => Math.max(max, score), 0)
  const listed = scored.reduce((sum, { score }) => sum + Math.exp(score - top), 0)
  const total = Math.exp(-top) + (1 + KEPT_BACK) * listed
  for (const candidate of scored) candidate.probability = Math.exp(candidate.score - top) / total
  scored.sort((a, b) => b.probability - a.probability || (a.disease.id < b.disease.id ? -1 : 1))
  return { candidates: scored, noneOfThese: 1 - listed / total, totalOdds: total * Math.exp(top) }
}

/** A class, because object spreads with getters made a ranking of hundreds of diseases mostly garbage collection. */
class RankedDisease implements Candidate {
  readonly disease: Disease
  readonly score: number
  readonly odds: number
  readonly prior: PriorFactors
  readonly wording: number
  readonly unmentioned: number
  probability = 0
  private readonly list: () => readonly Contribution[]
  private listed: readonly Contribution[] | null = null

  constructor(
    {
      disease,
      score,
      prior,
      wording,
      unmentioned,
    }: Pick<RankedDisease, 'disease' | 'score' | 'prior' | 'wording' | 'unmentioned'>,
    list: () => readonly Contribution[],
  ) {
    this.disease = disease
    this.score = score
    this.odds = Math.exp(score)
    this.prior = prior
    this.wording = wording
    this.unmentioned = unmentioned
    this.list = list
  }

  get contributions(): readonly Contribution[] {
    return (this.listed ??= this.list())
  }
}

/** Whether a disease can have a finding. */
export function explains(disease: Disease, conceptId: string): boolean {
  const frequency = disease.findings[conceptId]
  return frequency !== undefined && frequency !== 'excluded'
}

function shownPrior(disease: Disease, who: Demographics): PriorFactors {
  const { incidence, age, sex } = priorFactors(disease, who)
  return { incidence: incidence ** SHARPNESS, age: age ** SHARPNESS, sex: sex ** SHARPNESS }
}

/** Findings that say much the same, together; one that is in no cluster stands alone. */
function groupByCluster(known: readonly Known[]): Known[][] {
  const groups = new Map<string, Known[]>()
  for (const each of known) {
    const key = each.concept.cluster ?? ` ${each.concept.id}`
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.values()]
}

/** The place in its cluster of the finding that moves a disease most; the first of equals. */
function findStrongest(cluster: readonly Known[], at: number): number {
  let strongest = 0
  for (let place = 1; place < cluster.length; place++)
    if (strengthOf(cluster[place], at) > strengthOf(cluster[strongest], at)) strongest = place
  return strongest
}

const strengthOf = (known: Known | undefined, at: number) => Math.abs(known?.logRatios[at] ?? 0)

/** The findings' part in each disease's log odds. Plain loops over typed arrays: this runs for every step of every case. */
function sumClusters(clusters: readonly (readonly Known[])[], diseaseCount: number): Float64Array {
  const sums = new Float64Array(diseaseCount)
  for (const cluster of clusters) {
    const [first, ...others] = cluster.map(({ logRatios }) => logRatios)
    if (!first) continue
    if (others.length === 0) {
      for (let at = 0; at < diseaseCount; at++) sums[at] = (sums[at] ?? 0) + (first[at] ?? 0)
      continue
    }
    for (let at = 0; at < diseaseCount; at++) {
      let [all, strongest] = [first[at] ?? 0, first[at] ?? 0]
      for (const logs of others) {
        const log = logs[at] ?? 0
        all += log
        if (Math.abs(log) > Math.abs(strongest)) strongest = log
      }
      sums[at] = (sums[at] ?? 0) + strongest + CLUSTER_SHARE * (all - strongest)
    }
  }
  return sums
}

function listContributions(
  disease: Disease,
  at: number,
  known: readonly Known[],
  clusters: readonly (readonly Known[])[],
  mustExplain: ReadonlySet<string>,
): Contribution[] {
  const leading = new Set(clusters.map((cluster) => cluster[findStrongest(cluster, at)]))
  return known.map((each) => {
    const { finding, concept } = each
    const log = each.logRatios[at] ?? 0
    const isClusterEcho = !leading.has(each) && log !== 0
    const isUnexplainedPin =
      finding.polarity === 'present' && mustExplain.has(concept.id) && !explains(disease, concept.id)
    const counted = Math.exp(SHARPNESS * DAMPING * (isClusterEcho ? CLUSTER_SHARE : 1) * log)
    return {
      finding,
      ratio: Math.exp(log),
      likelihoodRatio: isUnexplainedPin ? counted * UNEXPLAINED_PIN : counted,
      isClusterEcho,
      isUnexplainedPin,
    }
  })
}
