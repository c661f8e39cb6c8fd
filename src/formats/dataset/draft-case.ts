import type { CaseDraft } from '../case-draft'
import { readCaseRow } from '../case-json/read-case-row'
import { describeFault } from '../describe-problem'
import type { ArticleCheck, Conversion, RunDraft } from './conversion'
import type { Row } from './rows/row-read'

export type CaseRead =
  | { readonly kind: 'ok'; readonly draft: CaseDraft }
  | { readonly kind: 'fault'; readonly field: string; readonly reason: string }

/**
 * A case out of fields under Rounds' names, as `readCaseRow` reads them; `fields` that another dataset calls differently are
 * renamed before. `kept` stays with the case for export.
 */
export function draftCase(fields: Row, rowNumber: number): CaseRead {
  const read = readCaseRow(fields, '', rowNumber)
  if (read.kind === 'ok') return read
  const sentence = describeFault(read.problem)
  return {
    kind: 'fault',
    field: read.problem.path,
    reason: sentence.charAt(0).toUpperCase() + sentence.slice(1),
  }
}

/** The conversion of a row that is one case. */
export function toConversion(
  read: CaseRead,
  key: string | null,
  runs: (draft: CaseDraft) => readonly RunDraft[] = () => [],
  article: (draft: CaseDraft) => ArticleCheck | null = () => null,
): readonly Conversion[] {
  if (read.kind === 'fault') return [read]
  return [{ kind: 'case', key, draft: read.draft, runs: runs(read.draft), article: article(read.draft) }]
}

/** The fields of a row but for some. */
export function omitFields(row: Row, names: readonly string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))
}
