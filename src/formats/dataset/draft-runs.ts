import type { Differential } from '../../domain/differential'
import type { CaseId, RunId } from '../../domain/ids'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import { UNGRADED, type StepGrade } from '../../domain/review'
import type { StepLabel } from '../../domain/rubric'
import type { Run } from '../../domain/run'
import { segmentOutput, splitOutput, toStepDrafts, type OutputWay } from '../free-text/segment-output'
import type { DatasetFormat, ReviewDraft, RunDraft } from './conversion'

/** A run out of a model's free text about a presentation. */
export function draftRunFromText(
  output: string,
  presentation: string,
  way: OutputWay,
  model: string | null,
): RunDraft {
  const { reasoning, answer } = splitOutput(output)
  const texts = segmentOutput(reasoning, way).map(({ text }) => text)
  return { model, steps: toStepDrafts(texts, presentation), diagnosis: answer, reviews: [] }
}

/** A run out of steps that are cut already. */
export function draftRunFromSteps(
  texts: readonly string[],
  presentation: string,
  diagnosis: string | null,
  model: string | null,
  reviews: readonly ReviewDraft[] = [],
): RunDraft {
  return { model, steps: toStepDrafts(texts, presentation), diagnosis, reviews }
}

/** Steps found elsewhere, their quotations found in the presentation of the case that they turn out to be about. */
export function findStepQuotes(run: RunDraft, presentation: string): RunDraft {
  return {
    ...run,
    steps: toStepDrafts(
      run.steps.map(({ text }) => text),
      presentation,
    ),
  }
}

/** A grade that a file holds; null for a label that is none. */
export function gradeFrom(label: StepLabel | null, about: Partial<StepGrade> = {}): StepGrade | null {
  return label === null ? null : { ...UNGRADED, ...about, label }
}

/** Label of a value as PRM-style files write it; null for null and for what is neither of the three. */
export function labelOf(rating: unknown): StepLabel | null {
  switch (typeof rating === 'string' ? rating.trim().toLowerCase() : rating) {
    case 1:
    case '1':
    case '+1':
    case true:
    case 'true':
    case 'good':
    case 'positive':
    case 'correct':
      return 'good'
    case 0:
    case '0':
    case 'neutral':
      return 'neutral'
    case -1:
    case '-1':
    case false:
    case 'false':
    case 'bad':
    case 'negative':
    case 'incorrect':
      return 'bad'
    default:
      return null
  }
}

/** Grades by step out of a list; null entries stay ungraded. */
export function toGrades(grades: readonly (StepGrade | null)[]): Readonly<Record<number, StepGrade>> {
  return Object.fromEntries(grades.flatMap((grade, index) => (grade === null ? [] : [[index, grade]])))
}

/** Strategy of the runs that were made elsewhere. */
export const IMPORTED_STRATEGY = 'imported'

/**
 * An imported run as it is stored: recorded, finished, without times of its own. A lone answer is the whole differential,
 * at likelihood 1: the file gives no probability, so such runs say nothing about calibration.
 */
export function draftToRun(
  draft: RunDraft,
  about: {
    readonly id: RunId
    readonly caseId: CaseId
    readonly caseRevision: number
    readonly format: DatasetFormat
    readonly appVersion: string
    readonly at: number
  },
): Run {
  const { id, caseId, caseRevision, format, appVersion, at } = about
  const steps = draft.steps.map((step: ReasoningStepDraft) => ({ ...step, checks: [] }))
  return {
    id,
    caseId,
    caseRevision,
    manifest: {
      engine: 'replay',
      engineVersion: format,
      model: draft.model === null ? null : { name: draft.model, fingerprint: null },
      strategy: IMPORTED_STRATEGY,
      promptVersion: '',
      sampling: null,
      appVersion,
    },
    continuedFrom: null,
    status: 'finished',
    problemRepresentation: steps.find(({ kind }) => kind === 'problem-representation')?.text ?? null,
    steps,
    differential: draft.diagnosis === null ? null : loneDiagnosis(draft.diagnosis),
    trajectory: [],
    stepTimesMs: steps.map(() => 0),
    failure: null,
    timing: null,
    counts: { steps: steps.length, findings: null, promptTokens: null, outputTokens: null },
    startedAt: at,
    endedAt: at,
  }
}

function loneDiagnosis(diagnosis: string): Differential {
  const entry = {
    diagnosis,
    diseaseId: null,
    likelihood: 1,
    isCantMiss: false,
    evidenceFor: [],
    evidenceAgainst: [],
    stepsFor: [],
    stepsAgainst: [],
    nextTest: null,
  }
  return { entries: [entry], noneOfThese: 0 }
}
