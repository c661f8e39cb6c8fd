import type { ClinicalCase } from '../../../domain/case'
import type { CaseId, ReviewId, ReviewerId, RunId } from '../../../domain/ids'
import { type Review, type StepGrade, UNGRADED, startReview } from '../../../domain/review'
import type { StepLabel } from '../../../domain/rubric'
import type { Run } from '../../../domain/run'

/** A made-up case with one run of as many steps as there are texts. */
export function makeSubject(patch: Partial<ClinicalCase> = {}): ClinicalCase {
  return {
    id: 'case-1' as CaseId,
    revision: 1,
    title: 'A baker’s cough',
    presentation: 'A 40-year-old baker had a cough for three weeks, "dry", and a fever.',
    stages: [],
    source: 'own',
    specialty: 'respiratory medicine',
    isFictional: true,
    goldDiagnosis: 'Made-up fever',
    referenceReasoning: [{ text: 'Fever is considered.' }, { text: 'Flour is considered.' }],
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

export function makeFinishedRun(texts: readonly string[], patch: Partial<Run> = {}): Run {
  const steps = texts.map((text, index) => ({
    index,
    kind: 'support' as const,
    text,
    quotes: [],
    hypotheses: [],
    checks: [],
  }))
  const entry = {
    diagnosis: 'Flour fever',
    diseaseId: 'flour-fever',
    likelihood: 0.8,
    isCantMiss: false,
    evidenceFor: [{ label: 'Cough', polarity: 'present' as const, span: null, likelihoodRatio: 10 }],
    evidenceAgainst: [{ label: 'Rash', polarity: 'absent' as const, span: null, likelihoodRatio: 0.1 }],
    stepsFor: [],
    stepsAgainst: [],
    nextTest: null,
  }
  return {
    id: 'run-1' as RunId,
    caseId: 'case-1' as CaseId,
    caseRevision: 1,
    continuedFrom: null,
    manifest: {
      engine: 'wllama',
      engineVersion: '1',
      model: { name: 'tiny', fingerprint: null },
      strategy: 'structured',
      promptVersion: 'abc',
      sampling: { temperature: 0, seed: 7 },
      appVersion: '0.1.0',
    },
    status: 'finished',
    problemRepresentation: null,
    steps,
    differential: { entries: [entry], noneOfThese: 0.2 },
    trajectory: [],
    stepTimesMs: texts.map(() => 0),
    failure: null,
    timing: null,
    counts: null,
    startedAt: 2000,
    endedAt: 2500,
    ...patch,
  }
}

/** A review with these labels by step; null leaves a step ungraded. */
export function makeReviewOf(
  run: Run,
  reviewer: string,
  labels: readonly (StepLabel | null)[],
  patch: Partial<Review> = {},
  gradePatches: Readonly<Record<number, Partial<StepGrade>>> = {},
): Review {
  const grades: Record<number, StepGrade> = {}
  labels.forEach((label, step) => {
    if (label !== null || gradePatches[step])
      grades[step] = { ...UNGRADED, label, gradedAt: 3000, ...gradePatches[step] }
  })
  const ids = {
    id: `review-${reviewer}` as ReviewId,
    runId: run.id,
    caseId: run.caseId,
    reviewerId: reviewer as ReviewerId,
    rubric: { id: 'step-ternary', version: 1 },
  }
  return { ...startReview(ids, 3000), grades, ...patch }
}
