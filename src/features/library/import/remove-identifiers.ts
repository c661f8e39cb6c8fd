import { findIdentifiers } from '../../../domain/identifiers/find-identifiers'
import { mapSpan, replaceIdentifiers } from '../../../domain/identifiers/replace-identifiers'
import type { CaseDraft } from '../../../formats/case-draft'

/** The same draft with every word that may identify a patient replaced, its stages moved along. */
export function removeIdentifiers(draft: CaseDraft): CaseDraft {
  const { text, map } = replaceIdentifiers(draft.presentation, findIdentifiers(draft.presentation))
  const title = replaceIdentifiers(draft.title, findIdentifiers(draft.title)).text
  return {
    ...draft,
    title,
    presentation: text,
    stages: draft.stages.map((stage) => ({ ...stage, span: mapSpan(map, stage.span) })),
  }
}
