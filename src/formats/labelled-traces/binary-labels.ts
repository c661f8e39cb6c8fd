import type { NeutralChoice } from './export-options'
import type { LabelledStep } from './labelled-trace'

/** A step and whether it is right. */
export interface BinaryStep {
  readonly labelled: LabelledStep
  readonly isGood: boolean
}

/**
 * The start of a trace in which every step is right or wrong. A step without a label ends it, and all that follows is
 * left out: what comes after was not judged on firm ground.
 */
export function takeBinarySteps(steps: readonly LabelledStep[], neutralAs: NeutralChoice): BinaryStep[] {
  const taken: BinaryStep[] = []
  for (const labelled of steps) {
    const label = labelled.label === 'neutral' ? neutralAs : labelled.label
    if (label === null || label === 'end') return taken
    taken.push({ labelled, isGood: label === 'good' })
  }
  return taken
}
