import { revealHidden } from '../domain/hidden-characters'
import type { CaseDraft } from './case-draft'
import { normalisePresentation, plainWords } from './content-hash'
import type { ImportNotice } from './import-outcome'

/** As many hidden characters as a notice carries; `count` tells of the others. */
const MAX_LISTED = 100

/** What a person should know about a case before they keep it. `line` is null where the whole text is the case. */
export function draftNotices(draft: CaseDraft, file: string, line: number | null): ImportNotice[] {
  const notices: ImportNotice[] = []
  const hidden = revealHidden(draft.presentation)
  if (hidden.length > 0)
    notices.push({
      code: 'hidden-characters',
      file,
      line,
      count: hidden.length,
      characters: hidden.slice(0, MAX_LISTED),
    })
  const diagnosis = draft.goldDiagnosis
  if (diagnosis !== null && isDiagnosisNamed(diagnosis, draft.presentation))
    notices.push({ code: 'gold-in-presentation', file, line, diagnosis })
  return notices
}

/** Whether the words of a diagnosis, brackets left out, stand in the presentation as whole words. */
export function isDiagnosisNamed(diagnosis: string, presentation: string): boolean {
  return isDiagnosisAmong(diagnosis, plainWords(normalisePresentation(presentation)))
}

/** The same for a presentation whose plain words are there already. */
export function isDiagnosisAmong(diagnosis: string, words: string): boolean {
  const named = plainWords(normalisePresentation(diagnosis.replaceAll(/\([^)]*\)/gu, ' ')))
  return named.trim().length >= 3 && words.includes(named)
}
