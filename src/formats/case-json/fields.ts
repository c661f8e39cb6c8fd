/** Names under which datasets keep the presentation, the best known first; MedCaseReasoning says `case_prompt`. */
export const PRESENTATION_FIELDS = [
  'case_prompt',
  'presentation',
  'case',
  'case_presentation',
  'case_summary',
] as const
export const GOLD_FIELDS = ['final_diagnosis', 'goldDiagnosis', 'gold_diagnosis', 'diagnosis'] as const
export const REASONING_FIELDS = ['referenceReasoning', 'diagnostic_reasoning', 'reference_reasoning'] as const

/** Some datasets keep diagnoses as identifiers ("Scleroderma_renal_crisis"): those become words. */
export function tidyDiagnosis(diagnosis: string): string {
  const trimmed = diagnosis.trim()
  return /\s/u.test(trimmed) ? trimmed : trimmed.replaceAll('_', ' ').trim()
}

/** Where a record says it comes from: its article's link, or else its PMC id. */
export function citationOf(extra: Readonly<Record<string, unknown>>): string | null {
  for (const field of ['article_link', 'pmcid']) {
    const value = Object.hasOwn(extra, field) ? extra[field] : null
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
  }
  return null
}
