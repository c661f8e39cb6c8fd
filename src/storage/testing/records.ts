import type { ClinicalCase } from '../../domain/case'
import type { CaseId, ReviewId, ReviewerId, RunId } from '../../domain/ids'
import type { ReasoningStep } from '../../domain/reasoning-step'
import { type Review, type ReviewAction, type StepGrade, UNGRADED, startReview } from '../../domain/review'
import type { StepLabel } from '../../domain/rubric'
import type { Run } from '../../domain/run'

// Ids are only ever made by casting, here as in the app's id source.
export const REVIEWER = 'reviewer-1' as ReviewerId
export const OTHER_REVIEWER = 'reviewer-2' as ReviewerId
export const caseId = (name: string) => name as CaseId
export const runId = (name: string) => name as RunId

export function makeCase(name: string, patch: Partial<ClinicalCase> = {}): ClinicalCase {
  return {
    id: caseId(name),
    revision: 1,
    title: `Title of ${name}`,
    presentation: 'A 54-year-old man with fever and a new murmur.',
    stages: [],
    source: 'own',
    specialty: 'Cardiology',
    isFictional: true,
    goldDiagnosis: 'Infective endocarditis',
    referenceReasoning: [],
    expectedDifferential: [],
    cantMiss: [],
    teachingPoints: [],
    citation: null,
    extra: {},
    createdAt: 1000,
    updatedAt: 1000,
    ...patch,
  }
}

export function makeRun(name: string, ofCase: CaseId, patch: Partial<Run> = {}): Run {
  return {
    id: runId(name),
    caseId: ofCase,
    caseRevision: 1,
    continuedFrom: null,
    manifest: {
      engine: 'knowledge',
      engineVersion: '1',
      model: null,
      strategy: 'default',
      promptVersion: '1',
      sampling: null,
      appVersion: '0',
    },
    status: 'running',
    problemRepresentation: null,
    steps: [],
    differential: null,
    trajectory: [],
    stepTimesMs: [],
    failure: null,
    timing: null,
    counts: null,
    startedAt: 2000,
    endedAt: null,
    ...patch,
  }
}

export function makeStep(index: number): ReasoningStep {
  return { index, kind: 'finding', text: `Step ${index}`, quotes: [], hypotheses: [], checks: [] }
}

export function makeReview(
  name: string,
  run: Pick<Run, 'id' | 'caseId'>,
  reviewerId: ReviewerId = REVIEWER,
): Review {
  const ids = {
    id: name as ReviewId,
    runId: run.id,
    caseId: run.caseId,
    reviewerId,
    rubric: { id: 'step-ternary', version: 1 },
  }
  return startReview(ids, 3000)
}

/** The action of one key: a label on a step, or none. */
export function gradeStep(step: number, label: StepLabel | null): ReviewAction {
  const value: StepGrade | null = label === null ? null : { ...UNGRADED, label }
  return { kind: 'change', change: { part: 'grade', step, value } }
}
