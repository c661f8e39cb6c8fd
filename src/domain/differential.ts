import type { Polarity } from './finding'
import type { Span } from './span'

/** Why a diagnosis stands where it stands: one finding and the factor it brought. */
export interface Evidence {
  readonly label: string
  readonly polarity: Polarity
  readonly span: Span | null
  readonly likelihoodRatio: number | null
  /** The factor rests on a frequency that was changed in this browser. */
  readonly isLocal?: true
}

/** One diagnosis in the ranked list. */
export interface DifferentialEntry {
  readonly diagnosis: string
  readonly diseaseId: string | null
  /** Fraction from 0 to 1; the entries and `noneOfThese` add up to 1. */
  readonly likelihood: number
  readonly isCantMiss: boolean
  /** The disease was written in this browser. */
  readonly isLocal?: true
  readonly evidenceFor: readonly Evidence[]
  readonly evidenceAgainst: readonly Evidence[]
  /** 0-based indexes of the steps that moved it. */
  readonly stepsFor: readonly number[]
  readonly stepsAgainst: readonly number[]
  /** The next best question or test, in words. */
  readonly nextTest: string | null
  /** Share of the samples that list it, 0 to 1, where several were merged. */
  readonly agreement?: number
}

/** One diagnosis of a ranking, without its reasons. */
export interface RankedDiagnosis {
  readonly diagnosis: string
  readonly likelihood: number
}

/** The ranking that a differential replaced after it was argued against, and what changed its mind in the model's words. */
export interface DifferentialRevision {
  readonly before: readonly RankedDiagnosis[]
  readonly reason: string
}

/** The ranking of one of several seeded samples. */
export interface SampleRanking {
  readonly seed: number
  readonly ranked: readonly RankedDiagnosis[]
  /** Whether the run's steps are this sample's. */
  readonly isShown: boolean
}

/** The ranked differential at one moment of a run: entries by falling likelihood, ten at the most. */
export interface Differential {
  readonly entries: readonly DifferentialEntry[]
  /** Mass left for a diagnosis that is not listed, 0 to 1. */
  readonly noneOfThese: number
  readonly revision?: DifferentialRevision
  /** Where several samples were merged: each one's ranking, in the order of their seeds. */
  readonly samples?: readonly SampleRanking[]
}

/** How the ranking stood after a step; kept for every step, so it holds names and numbers only. */
export interface DifferentialSnapshot {
  /** 0-based index of the step it follows. */
  readonly afterStep: number
  readonly ranked: readonly RankedDiagnosis[]
}

export const MAX_ENTRIES = 10

/** Orders entries by falling likelihood, ties by name, so that a ranking never depends on arrival. */
export function rankEntries(entries: readonly DifferentialEntry[]): DifferentialEntry[] {
  return [...entries].sort((a, b) => b.likelihood - a.likelihood || (a.diagnosis < b.diagnosis ? -1 : 1))
}

/** The names-and-numbers record of a differential after a step. */
export function snapshotDifferential(differential: Differential, afterStep: number): DifferentialSnapshot {
  return {
    afterStep,
    ranked: differential.entries.map(({ diagnosis, likelihood }) => ({ diagnosis, likelihood })),
  }
}

/**
 * Ranks gained (positive) or lost since an earlier snapshot; `null` where the diagnosis is new.
 * Ranks count from 1.
 */
export function rankMovement(
  earlier: DifferentialSnapshot | null,
  later: DifferentialSnapshot,
): ReadonlyMap<string, number | null> {
  const before = new Map(earlier?.ranked.map((entry, index) => [entry.diagnosis, index]) ?? [])
  return new Map(
    later.ranked.map((entry, index) => {
      const previous = before.get(entry.diagnosis)
      return [entry.diagnosis, previous === undefined ? null : previous - index]
    }),
  )
}
