/** Where the gold diagnosis stands in one case's list, from 1; null where it isn't listed. */
export type GoldRank = number | null

/**
 * Top-k accuracy: the share of cases whose gold diagnosis stands at `k` or above. Null without cases.
 * @throws RangeError if `k` or a rank is not a whole number from 1.
 */
export function computeTopKAccuracy(ranks: readonly GoldRank[], k: number): number | null {
  if (!isRank(k)) throw new RangeError(`k is ${k}, not a whole number from 1`)
  checkRanks(ranks)
  if (ranks.length === 0) return null
  return ranks.filter((rank) => rank !== null && rank <= k).length / ranks.length
}

/**
 * Mean reciprocal rank: the mean of 1 / rank, 0 where the gold diagnosis isn't listed. Null without cases.
 * @throws RangeError if a rank is not a whole number from 1.
 * @see Voorhees EM. The TREC-8 Question Answering Track Report. 1999.
 */
export function computeMeanReciprocalRank(ranks: readonly GoldRank[]): number | null {
  checkRanks(ranks)
  if (ranks.length === 0) return null
  return ranks.reduce<number>((sum, rank) => sum + (rank === null ? 0 : 1 / rank), 0) / ranks.length
}

function checkRanks(ranks: readonly GoldRank[]): void {
  for (const rank of ranks)
    if (rank !== null && !isRank(rank)) throw new RangeError(`rank is ${rank}, not a whole number from 1`)
}

const isRank = (rank: number) => Number.isInteger(rank) && rank >= 1
