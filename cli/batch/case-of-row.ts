import { createHash } from 'node:crypto'
import type { ClinicalCase } from '../../src/domain/case'
import type { CaseId } from '../../src/domain/ids'
import { draftToCase, type CaseDraft } from '../../src/formats/case-draft'
import { normalisePresentation } from '../../src/formats/content-hash'

/**
 * A case's id from its words alone (a UUID of version 8 over their SHA-256): the same row has the same id in every session and
 * on every machine, so that a batch knows what is done and the library sees one case with several runs.
 */
export function caseIdOf(presentation: string): CaseId {
  const bytes = createHash('sha256').update(normalisePresentation(presentation)).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
  return parts.join('-') as CaseId
}

/** The first revision of a row's case. `at`, in milliseconds since the epoch, has to be the same in every session. */
export function caseOfRow(draft: CaseDraft, at: number): ClinicalCase {
  return draftToCase(draft, caseIdOf(draft.presentation), 'imported', at)
}
