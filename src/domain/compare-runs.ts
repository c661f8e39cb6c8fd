import type { Differential, DifferentialEntry } from './differential'
import type { ReasoningStep } from './reasoning-step'

/** Two steps side by side; one is null where the other trace has no counterpart. */
export interface StepPair {
  readonly a: ReasoningStep | null
  readonly b: ReasoningStep | null
  /** Word for word the same. */
  readonly isSame: boolean
}

/** Share of common words, of all words of both, from which two steps are taken for versions of one. */
const ALIKE = 0.4

/**
 * Lays two traces side by side in their order: the longest series of steps that are alike is matched, the others stand
 * alone. Alike: the Jaccard similarity of the word sets is 0.4 or more.
 */
export function alignSteps(a: readonly ReasoningStep[], b: readonly ReasoningStep[]): StepPair[] {
  const [wordsA, wordsB] = [a.map(wordSet), b.map(wordSet)]
  const likeness = wordsA.map((own) => wordsB.map((other) => jaccard(own, other)))
  const at = (i: number, j: number) => likeness[i]?.[j] ?? 0
  // best[i][j]: greatest sum of likeness over a[i…] and b[j…]
  const best = Array.from({ length: a.length + 1 }, () => new Float64Array(b.length + 1))
  const bestAt = (i: number, j: number) => best[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const matched = at(i, j) >= ALIKE ? at(i, j) + bestAt(i + 1, j + 1) : 0
      const row = best[i]
      if (row) row[j] = Math.max(matched, bestAt(i + 1, j), bestAt(i, j + 1))
    }
  }
  const pairs: StepPair[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i] ?? null, b[j] ?? null]
    const isMatch =
      left !== null && right !== null && at(i, j) >= ALIKE && bestAt(i, j) === at(i, j) + bestAt(i + 1, j + 1)
    if (isMatch) {
      pairs.push({ a: left, b: right, isSame: left.text === right.text })
      i++
      j++
    } else if (right === null || (left !== null && bestAt(i + 1, j) >= bestAt(i, j + 1))) {
      pairs.push({ a: left, b: null, isSame: false })
      i++
    } else {
      pairs.push({ a: null, b: right, isSame: false })
      j++
    }
  }
  return pairs
}

function wordSet({ text }: ReasoningStep): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length
  const all = a.size + b.size - shared
  return all === 0 ? 0 : shared / all
}

/** A diagnosis in two differentials. Ranks count from 1, null where it isn't listed. */
export interface RankPair {
  readonly diagnosis: string
  readonly rankA: number | null
  readonly rankB: number | null
  readonly likelihoodA: number | null
  readonly likelihoodB: number | null
}

export interface DifferentialComparison {
  /** By the better of the two ranks. */
  readonly ranks: readonly RankPair[]
  /** Diagnoses among the first five of both, over the longer of the two lists cut at five; null where one is empty. */
  readonly overlapAt5: number | null
  /** Kendall's τ over the diagnoses that both list, −1 to 1; null where they share fewer than two. */
  readonly rankCorrelation: number | null
}

/** Compares two rankings; diagnoses are the same by their id in the knowledge pack, else by their name. */
export function compareDifferentials(a: Differential | null, b: Differential | null): DifferentialComparison {
  const pairs = new Map<string, RankPair>()
  for (const [index, { diagnosis, diseaseId, likelihood }] of (a?.entries ?? []).entries())
    pairs.set(keyOf(diagnosis, diseaseId), {
      diagnosis,
      rankA: index + 1,
      likelihoodA: likelihood,
      rankB: null,
      likelihoodB: null,
    })
  for (const [index, { diagnosis, diseaseId, likelihood }] of (b?.entries ?? []).entries()) {
    const key = keyOf(diagnosis, diseaseId)
    const known = pairs.get(key) ?? { diagnosis, rankA: null, likelihoodA: null }
    pairs.set(key, { ...known, rankB: index + 1, likelihoodB: likelihood })
  }
  const best = ({ rankA, rankB }: RankPair) => Math.min(rankA ?? Infinity, rankB ?? Infinity)
  const ranks = [...pairs.values()].sort((x, y) => best(x) - best(y) || (x.rankA ?? 99) - (y.rankA ?? 99))
  return { ranks, overlapAt5: overlapAt(ranks, 5), rankCorrelation: kendall(ranks) }
}

/** What one list has and the other lacks, in the order of the list that has it. */
export interface MissedDiagnoses {
  readonly byA: readonly MissedDiagnosis[]
  readonly byB: readonly MissedDiagnosis[]
}

export interface MissedDiagnosis {
  readonly entry: DifferentialEntry
  /** Its rank, from 1, in the list that has it. */
  readonly rank: number
}

/** A list names ten diagnoses; the last ones of it nobody misses, unless they harm if missed. */
const WORTH_MISSING = 5

/** Diagnoses among the first five of one list, and can't-miss ones at any rank, that the other doesn't name. */
export function listMissed(a: Differential | null, b: Differential | null): MissedDiagnoses {
  const lacking = (from: Differential | null, other: Differential | null) => {
    const named = new Set(
      (other?.entries ?? []).map(({ diagnosis, diseaseId }) => keyOf(diagnosis, diseaseId)),
    )
    return (from?.entries ?? []).flatMap((entry, index) =>
      named.has(keyOf(entry.diagnosis, entry.diseaseId)) || (index >= WORTH_MISSING && !entry.isCantMiss)
        ? []
        : [{ entry, rank: index + 1 }],
    )
  }
  return { byA: lacking(b, a), byB: lacking(a, b) }
}

/** A differential whose diagnoses are known by the ids found for their names; those that have one keep it. */
export function identifyEntries(
  differential: Differential | null,
  idOf: (diagnosis: string) => string | null,
): Differential | null {
  if (!differential) return null
  const entries = differential.entries.map((entry) => ({
    ...entry,
    diseaseId: entry.diseaseId ?? idOf(entry.diagnosis),
  }))
  return { ...differential, entries }
}

function keyOf(diagnosis: string, diseaseId: string | null): string {
  return diseaseId ?? diagnosis.trim().toLowerCase()
}

function overlapAt(ranks: readonly RankPair[], k: number): number | null {
  const within = (rank: number | null) => rank !== null && rank <= k
  const inA = ranks.filter(({ rankA }) => within(rankA)).length
  const inB = ranks.filter(({ rankB }) => within(rankB)).length
  if (inA === 0 || inB === 0) return null
  return ranks.filter(({ rankA, rankB }) => within(rankA) && within(rankB)).length / Math.max(inA, inB)
}

function kendall(ranks: readonly RankPair[]): number | null {
  const shared = ranks.flatMap(({ rankA, rankB }) =>
    rankA !== null && rankB !== null ? [{ rankA, rankB }] : [],
  )
  if (shared.length < 2) return null
  let sum = 0
  for (const [i, one] of shared.entries())
    for (const other of shared.slice(i + 1))
      sum += Math.sign((one.rankA - other.rankA) * (one.rankB - other.rankB))
  return sum / ((shared.length * (shared.length - 1)) / 2)
}
