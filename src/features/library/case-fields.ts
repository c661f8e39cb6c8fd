import type { ClinicalCase } from '../../domain/case'
import type { CaseId } from '../../domain/ids'
import type { LengthProblem } from '../../formats/case-draft'

/** The editor's fields as typed. */
export interface CaseFields {
  readonly title: string
  readonly presentation: string
  readonly specialty: string
  readonly goldDiagnosis: string
  /** One statement a line. */
  readonly referenceReasoning: string
}

export function fieldsOf(original: ClinicalCase | null): CaseFields {
  return {
    title: original?.title ?? '',
    presentation: original?.presentation ?? '',
    specialty: original?.specialty ?? '',
    goldDiagnosis: original?.goldDiagnosis ?? '',
    referenceReasoning:
      original?.referenceReasoning.map(({ text }) => text.replaceAll('\n', ' ')).join('\n') ?? '',
  }
}

/** The case that the fields describe: a first revision, or the next one of `original`. */
export async function readCase(
  fields: CaseFields,
  original: ClinicalCase | null,
  id: CaseId,
  at: number,
): Promise<ClinicalCase> {
  const { parsePastedCase } = await import('../../formats/parse-case-file')
  const { startDraft } = await import('../../formats/case-draft')
  const parsed = parsePastedCase(fields.presentation)
  const isSameText = original?.presentation === fields.presentation
  const draft =
    (parsed.kind === 'cases' ? parsed.drafts[0]?.draft : undefined) ?? startDraft(fields.presentation, [], '')
  const known = new Map(
    original?.referenceReasoning.map((statement) => [statement.text.replaceAll('\n', ' '), statement]),
  )
  const typed = fields.referenceReasoning.split('\n').map((line) => line.trim())
  const { title, specialty, goldDiagnosis } = fields
  return {
    ...(original ?? draft),
    id,
    revision: (original?.revision ?? 0) + 1,
    presentation: isSameText ? fields.presentation : draft.presentation,
    stages: isSameText && original ? original.stages : draft.stages,
    title: title.trim() || draft.title || 'Untitled case',
    specialty: specialty.trim() || null,
    goldDiagnosis: goldDiagnosis.trim() || draft.goldDiagnosis,
    referenceReasoning: typed.filter((line) => line !== '').map((text) => known.get(text) ?? { text }),
    source: original?.source ?? 'own',
    createdAt: original?.createdAt ?? at,
    updatedAt: at,
  }
}

export function describeLength(problem: LengthProblem): string {
  switch (problem.code) {
    case 'empty-presentation':
      return 'The case has no words yet. Paste or type its text.'
    case 'too-short':
      return `${problem.length} characters are too few for a case; ${problem.minimum} is the least.`
    case 'too-long':
      return `The case has ${problem.length.toLocaleString()} characters; ${problem.limit.toLocaleString()} is the most. Shorten it by ${(problem.length - problem.limit).toLocaleString()}.`
  }
}

const draftKeyOf = (key: string) => `rounds-case-draft:${key}`

/** What was typed and not saved before the tab closed. Session storage: it dies with the browser window. */
export function readDraft(key: string): CaseFields | null {
  const stored = sessionStorage.getItem(draftKeyOf(key))
  return stored ? (JSON.parse(stored) as CaseFields) : null // written by keepDraft only
}

export function keepDraft(key: string, fields: CaseFields): void {
  sessionStorage.setItem(draftKeyOf(key), JSON.stringify(fields))
}

export function forgetDraft(key: string): void {
  sessionStorage.removeItem(draftKeyOf(key))
}
