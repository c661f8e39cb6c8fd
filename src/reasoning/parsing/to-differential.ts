import { rankEntries, type Differential, type DifferentialEntry } from '../../domain/differential'
import type { AnswerEntry } from '../strategies/answer-schema'

/** Step numbers as a model counts them (from 1) to indexes; numbers of steps that don't exist are the model's slip, left out. */
function toIndexes(numbers: readonly number[], stepCount: number): number[] {
  return [...new Set(numbers)].filter((number) => number <= stepCount).map((number) => number - 1)
}

/** A diagnosis named twice counts once, with the higher of its percentages. */
function mergeRepeats(entries: readonly AnswerEntry[]): AnswerEntry[] {
  const merged = new Map<string, AnswerEntry>()
  for (const entry of entries) {
    const name = entry.diagnosis.trim().toLowerCase()
    const earlier = merged.get(name)
    if (!earlier || earlier.percent < entry.percent) merged.set(name, entry)
  }
  return [...merged.values()]
}

/**
 * A model's percentages as a ranked differential. What they leave of 100 is `noneOfThese`; where they exceed 100 together they
 * are scaled down to 1 and nothing is left. `stepCount` counts all steps of the run, accepted ones included.
 */
export function toDifferential(entries: readonly AnswerEntry[], stepCount: number): Differential {
  const distinct = mergeRepeats(entries)
  const total = distinct.reduce((sum, entry) => sum + entry.percent, 0)
  const whole = Math.max(total, 100)
  const ranked = distinct.map((entry): DifferentialEntry => ({
    diagnosis: entry.diagnosis.trim(),
    diseaseId: null,
    likelihood: entry.percent / whole,
    isCantMiss: entry.cantMiss,
    evidenceFor: [],
    evidenceAgainst: [],
    stepsFor: toIndexes(entry.for, stepCount),
    stepsAgainst: toIndexes(entry.against, stepCount),
    nextTest: entry.nextTest.trim() || null,
  }))
  return { entries: rankEntries(ranked), noneOfThese: (whole - total) / whole }
}
