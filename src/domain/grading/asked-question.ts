import { type ReviewContent, gradeOf } from '../review'
import type { Rubric } from '../rubric'
import {
  type OpenQuestion,
  type Question,
  countAskedSteps,
  missingParts,
  openQuestion,
  questionsOfRun,
  questionsOfStep,
} from './questions'

/** Where the reviewer is. */
export interface Asking {
  /** The selected step, 0-based. */
  readonly step: number | null
  /** Place among the questions of the step that the reviewer went to by hand. */
  readonly focus: number | null
  /** A facet of which several options may be picked stays asked until the reviewer goes on. */
  readonly heldFacet: string | null
  /** All was answered and nothing selected since: a further key must not change the last answer. */
  readonly isResting: boolean
}

/** The question that the next number key answers; null where none is asked. */
export function askedQuestion(
  rubric: Rubric,
  content: ReviewContent | null,
  stepCount: number,
  { step, focus, heldFacet, isResting }: Asking,
): OpenQuestion | null {
  const ofRun = questionsOfRun(rubric, content).find(({ id }) => id === heldFacet)
  if (ofRun) return { step: null, question: { kind: 'facet', facet: ofRun } }
  if (step !== null && step < countAskedSteps(rubric, content, stepCount)) {
    const grade = gradeOf(content, step)
    const questions = questionsOfStep(rubric, grade)
    const held = questions.find((each) => each.kind === 'facet' && each.facet.id === heldFacet)
    const chosen = focus === null ? held : questions[focus % questions.length]
    const open = chosen ?? openQuestion(rubric, grade)
    if (open) return { step, question: open }
    const again: Question | undefined = questions[0]
    if (!isResting && again) return { step, question: again }
  }
  // The run is asked about once its steps are done with.
  const first = missingParts(rubric, content, stepCount)[0]
  return first?.step === null ? first : null
}
