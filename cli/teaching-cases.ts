import { loadTeachingCases } from '../src/features/library/teaching-cases/teaching-cases'

/** One fictional case, as far as ranking needs it. */
export interface TeachingText {
  readonly name: string
  readonly gold: string
  /** The texts of the stages, in order. */
  readonly stages: readonly string[]
  readonly presentation: string
}

/** The cases that ship with Rounds, in their order. */
export function readTeachingCases(): TeachingText[] {
  return loadTeachingCases().map(({ slug, goldDiagnosis, stages }) => {
    const texts = stages.map(({ text }) => text)
    return { name: slug, gold: goldDiagnosis, stages: texts, presentation: texts.join('\n\n') }
  })
}
