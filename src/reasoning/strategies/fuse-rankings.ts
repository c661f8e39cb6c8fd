import { MAX_ENTRIES, type Differential, type DifferentialEntry } from '../../domain/differential'

/** The differential of one seeded sample. */
export interface Sample {
  readonly seed: number
  readonly differential: Differential
}

export interface FusedRanking {
  readonly differential: Differential
  /** Place of the sample whose ranking is most like the fused one. */
  readonly shown: number
}

/**
 * Softens the weight of the first ranks. The paper's 60 is for lists of a thousand; with ten entries it would put a diagnosis that
 * every sample has last above one that all but one have first. With 1, what most samples put first stays first.
 */
const RANK_OFFSET = 1

/** Spellings of one diagnosis fold to one key: case, accents, punctuation, articles and an abbreviation in brackets don't matter. */
export function foldDiagnosis(diagnosis: string): string {
  return diagnosis
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/\([^)]*\)/g, ' ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/^(?:an?|the) /, '')
    .trim()
}

interface Candidate {
  readonly key: string
  score: number
  likelihoodSum: number
  listed: number
  isCantMiss: boolean
  /** The sample's entry that ranks it highest, and that rank. */
  best: { readonly rank: number; readonly entry: DifferentialEntry }
}

/** Makes a sequence fall or stay level with the least change in squares, its sum kept (pool adjacent violators). */
export function levelOut(values: readonly number[]): number[] {
  const pools: { sum: number; count: number }[] = []
  for (const value of values) {
    let pool = { sum: value, count: 1 }
    for (let last = pools.at(-1); last; last = pools.at(-1)) {
      if (last.sum / last.count >= pool.sum / pool.count) break
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count }
      pools.pop()
    }
    pools.push(pool)
  }
  return pools.flatMap(({ sum, count }) => Array<number>(count).fill(sum / count))
}

/** How much a sample's ranking resembles the fused one: the cosine of their reciprocal-rank weights. */
function resemblance(
  entries: readonly DifferentialEntry[],
  fused: ReadonlyMap<string, Candidate>,
  keyOf: KeyOf,
) {
  let product = 0
  let square = 0
  entries.forEach((entry, i) => {
    const weight = 1 / (RANK_OFFSET + i + 1)
    product += weight * (fused.get(keyOf(entry.diagnosis))?.score ?? 0)
    square += weight * weight
  })
  return square === 0 ? 0 : product / Math.sqrt(square)
}

type KeyOf = (diagnosis: string) => string

/** Best first. Sums are compared to nine digits, so that the order they were added in doesn't decide. */
function byWorth(a: Candidate, b: Candidate): number {
  const digits = (value: number) => Math.round(value * 1e9)
  return (
    digits(b.score) - digits(a.score) ||
    digits(b.likelihoodSum) - digits(a.likelihoodSum) ||
    (a.key < b.key ? -1 : 1)
  )
}

function collect(samples: readonly Sample[], keyOf: KeyOf): Map<string, Candidate> {
  const candidates = new Map<string, Candidate>()
  for (const { differential } of samples) {
    const seen = new Set<string>()
    differential.entries.forEach((entry, i) => {
      const key = keyOf(entry.diagnosis)
      const rank = i + 1
      const candidate = candidates.get(key) ?? {
        key,
        score: 0,
        likelihoodSum: 0,
        listed: 0,
        isCantMiss: false,
        best: { rank, entry },
      }
      candidates.set(key, candidate)
      candidate.likelihoodSum += entry.likelihood
      candidate.isCantMiss ||= entry.isCantMiss
      if (rank < candidate.best.rank) candidate.best = { rank, entry }
      if (seen.has(key)) return // a second spelling in one list is no second vote
      seen.add(key)
      candidate.score += 1 / (RANK_OFFSET + rank)
      candidate.listed += 1
    })
  }
  return candidates
}

/**
 * Merges the rankings of several samples by reciprocal rank fusion. A likelihood is the mean of what the samples gave, 0 where one
 * doesn't list it, levelled out along the fused ranking; so samples that disagree lower each other, and the rest is
 * `noneOfThese`. `agreement` is the share of the samples that list an entry. Steps for and against are those of the shown sample.
 *
 * @param keyOf tells which spellings are one diagnosis.
 * @throws RangeError without samples.
 * @see Cormack GV, Clarke CLA, Buettcher S. Reciprocal rank fusion outperforms Condorcet and individual rank learning methods.
 *   SIGIR 2009. doi:10.1145/1571941.1572114
 */
export function fuseRankings(samples: readonly Sample[], keyOf: KeyOf = foldDiagnosis): FusedRanking {
  if (samples.length === 0) throw new RangeError('There is nothing to merge')
  const candidates = collect(samples, keyOf)
  const ranked = [...candidates.values()].sort(byWorth).slice(0, MAX_ENTRIES)
  const resemblances = samples.map(({ differential }) => resemblance(differential.entries, candidates, keyOf))
  const shown = resemblances.indexOf(Math.max(...resemblances))
  const own = new Map(samples[shown]?.differential.entries.map((entry) => [keyOf(entry.diagnosis), entry]))
  const likelihoods = levelOut(ranked.map((candidate) => candidate.likelihoodSum / samples.length))
  const entries = ranked.map((candidate, i): DifferentialEntry => {
    const entry = own.get(candidate.key)
    return {
      ...(entry ?? { ...candidate.best.entry, stepsFor: [], stepsAgainst: [] }),
      likelihood: likelihoods[i] ?? 0,
      isCantMiss: candidate.isCantMiss,
      agreement: candidate.listed / samples.length,
    }
  })
  const listed = entries.reduce((sum, entry) => sum + entry.likelihood, 0)
  const rankings = samples.map(({ seed, differential }, i) => ({
    seed,
    ranked: differential.entries.map(({ diagnosis, likelihood }) => ({ diagnosis, likelihood })),
    isShown: i === shown,
  }))
  return { differential: { entries, noneOfThese: Math.max(0, 1 - listed), samples: rankings }, shown }
}
