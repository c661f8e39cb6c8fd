import type { Run } from '../run'

/** Signals that a run deserves a look, each from 0 to 1. */
export interface RunSignals {
  /** Share of the steps that the verifier flagged. */
  readonly flags: number
  /** How much of the likelihood is left to none of the diagnoses named; 1 where nothing is ranked. */
  readonly unexplained: number
  /** 1 where the case's runs put different diagnoses first. */
  readonly disagreement: number
}

/** The signals of one of a case's runs. */
export function readSignals(run: Run, runsOfCase: readonly Run[]): RunSignals {
  const flagged = run.steps.filter(({ checks }) => checks.length > 0).length
  const leading = leadingOf(run)
  return {
    flags: run.steps.length === 0 ? 0 : flagged / run.steps.length,
    unexplained: run.differential?.noneOfThese ?? 1,
    disagreement: runsOfCase.some((other) => leadingOf(other) !== leading) ? 1 : 0,
  }
}

/** Items in the order of their worst signals: the sum of the three, each counting the same; equals stay as they were. */
export function orderWorstFirst<T>(items: readonly T[], signalsOf: (item: T) => readonly RunSignals[]): T[] {
  const sum = ({ flags, unexplained, disagreement }: RunSignals) => flags + unexplained + disagreement
  return items
    .map((item, index) => ({ item, index, worst: Math.max(0, ...signalsOf(item).map(sum)) }))
    .sort((a, b) => b.worst - a.worst || a.index - b.index)
    .map(({ item }) => item)
}

function leadingOf(run: Run): string | null {
  return run.differential?.entries[0]?.diagnosis.trim().toLowerCase() ?? null
}
