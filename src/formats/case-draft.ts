import { MAX_PRESENTATION_LENGTH, type CaseSource, type CaseStage, type ClinicalCase } from '../domain/case'
import type { CaseId } from '../domain/ids'

/** A case as it was read, before Rounds gives it an id, a source and times. */
export type CaseDraft = Omit<ClinicalCase, 'id' | 'revision' | 'source' | 'createdAt' | 'updatedAt'>

/** A draft with nothing but its words. */
export function startDraft(presentation: string, stages: readonly CaseStage[], title: string): CaseDraft {
  return {
    title,
    presentation,
    stages,
    specialty: null,
    isFictional: false,
    goldDiagnosis: null,
    referenceReasoning: [],
    expectedDifferential: [],
    cantMiss: [],
    teachingPoints: [],
    citation: null,
    extra: {},
  }
}

/** The first revision of a case made from a draft. `at` is in milliseconds since the epoch. */
export function draftToCase(draft: CaseDraft, id: CaseId, source: CaseSource, at: number): ClinicalCase {
  return { ...draft, id, revision: 1, source, createdAt: at, updatedAt: at }
}

export type LengthProblem =
  | { readonly code: 'empty-presentation' }
  | { readonly code: 'too-short'; readonly length: number; readonly minimum: number }
  | { readonly code: 'too-long'; readonly length: number; readonly limit: number }

/** Fewer characters than this can't be a case. */
export const MIN_PRESENTATION_LENGTH = 10

/** What is wrong with the length of a presentation, or null. Lengths are UTF-16 code units, blanks at the ends left out. */
export function checkLength(presentation: string): LengthProblem | null {
  const { length } = presentation.trim()
  if (length === 0) return { code: 'empty-presentation' }
  if (length < MIN_PRESENTATION_LENGTH) return { code: 'too-short', length, minimum: MIN_PRESENTATION_LENGTH }
  if (presentation.length > MAX_PRESENTATION_LENGTH)
    return { code: 'too-long', length: presentation.length, limit: MAX_PRESENTATION_LENGTH }
  return null
}
