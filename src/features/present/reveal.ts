import type { ClinicalCase } from '../../domain/case'
import type { Run } from '../../domain/run'

/** How much is shown: stages of the case first, then steps of the run. */
export interface Reveal {
  readonly stages: number
  readonly steps: number
}

const stageCount = (subject: ClinicalCase | null) => Math.max(1, subject?.stages.length ?? 1)

/** How often "next" shows something more. */
export function countSlides(subject: ClinicalCase | null, run: Run | null): number {
  return stageCount(subject) + (run?.steps.length ?? 0)
}

/** What is shown after so many steps forward. */
export function revealAt(subject: ClinicalCase | null, position: number): Reveal {
  const stages = Math.min(position, stageCount(subject))
  return { stages, steps: Math.max(0, position - stages) }
}
