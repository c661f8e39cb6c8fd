import { computeBrierScore, type Forecast } from '../../src/domain/evaluation/brier-score'
import {
  type CalibrationBin,
  computeCalibrationError,
} from '../../src/domain/evaluation/expected-calibration-error'
import { computeMeanReciprocalRank, computeTopKAccuracy } from '../../src/domain/evaluation/ranked-accuracy'
import type { Disease } from '../../src/knowledge/pack/pack'

/** What a solver made of one case: all diseases best first, and how sure it is where it says so. */
export interface Ranking {
  readonly diseases: readonly Disease[]
  /** One for each disease, and last the mass of "none of these"; null for a solver that gives an order only. */
  readonly probabilities: readonly number[] | null
  readonly elapsedMs: number
}

export interface SolvedCase {
  readonly id: string
  readonly gold: string
  /** Null where the pack doesn't know the gold diagnosis. */
  readonly disease: Disease | null
  readonly ranking: Ranking
}

export interface CaseScore {
  readonly id: string
  readonly gold: string
  readonly rank: number | null
  readonly inPack: boolean
}

/** Shares are fractions of all cases, or, under `whereInPack`, of those whose gold diagnosis is in the pack; null without any. */
export interface SolverScore {
  readonly top1: number | null
  readonly top3: number | null
  readonly top5: number | null
  readonly top10: number | null
  readonly mrr: number | null
  readonly whereInPack: {
    readonly top1: number | null
    readonly top3: number | null
    readonly top5: number | null
    readonly top10: number | null
    readonly mrr: number | null
  }
  /** Of cases whose gold diagnosis is a can't-miss disease, the share that has it among the ten listed. */
  readonly cantMissRecall: number | null
  readonly cantMissCases: number
  /** Multi-class, "none of these" an outcome of its own: the right one where the pack lacks the gold diagnosis. */
  readonly brier: number | null
  /** Of the leading diagnosis: its probability against its being the gold one, ten equal-width bins. */
  readonly ece: number | null
  readonly eceEqualMass: number | null
  readonly bins: readonly CalibrationBin[] | null
  readonly medianMs: number | null
}

/** A person reads ten entries at the most. */
const LISTED = 10

export const scoreCase = ({ id, gold, disease, ranking }: SolvedCase): CaseScore => ({
  id,
  gold,
  rank: disease ? findRank(disease, ranking) : null,
  inPack: disease !== null,
})

function findRank(disease: Disease, { diseases }: Ranking): number | null {
  const at = diseases.indexOf(disease)
  return at === -1 ? null : at + 1
}

export function scoreSolver(cases: readonly SolvedCase[]): SolverScore {
  const known = cases.filter(({ disease }) => disease !== null)
  const dangerous = known.filter(({ disease }) => disease?.isCantMiss === true)
  const claims = cases.flatMap(({ disease, ranking: { diseases, probabilities } }) => {
    const confidence = probabilities?.[0]
    return confidence === undefined
      ? []
      : [{ confidence: Math.min(1, confidence), isRight: diseases[0] === disease }]
  })
  const calibration = claims.length > 0 ? computeCalibrationError(claims) : null
  return {
    ...scoreRanks(cases),
    whereInPack: scoreRanks(known),
    cantMissRecall: computeTopKAccuracy(ranksOf(dangerous), LISTED),
    cantMissCases: dangerous.length,
    brier: computeBrierScore(cases.flatMap(writeForecast)),
    ece: calibration?.error ?? null,
    eceEqualMass: computeCalibrationError(claims, { binning: 'equal-mass' }).error,
    bins: calibration?.bins ?? null,
    medianMs: computeMedian(cases.map(({ ranking }) => ranking.elapsedMs)),
  }
}

function scoreRanks(cases: readonly SolvedCase[]) {
  const ranks = ranksOf(cases)
  return {
    top1: computeTopKAccuracy(ranks, 1),
    top3: computeTopKAccuracy(ranks, 3),
    top5: computeTopKAccuracy(ranks, 5),
    top10: computeTopKAccuracy(ranks, 10),
    mrr: computeMeanReciprocalRank(ranks),
  }
}

const ranksOf = (cases: readonly SolvedCase[]) => cases.map((each) => scoreCase(each).rank)

function writeForecast({ disease, ranking: { diseases, probabilities } }: SolvedCase): Forecast[] {
  if (!probabilities) return []
  return [{ probabilities, outcome: disease ? diseases.indexOf(disease) : probabilities.length - 1 }]
}

function computeMedian(values: readonly number[]): number | null {
  const inOrder = [...values].sort((a, b) => a - b)
  const middle = inOrder.length / 2
  const [low, high] = [inOrder[Math.ceil(middle) - 1], inOrder[Math.floor(middle)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
