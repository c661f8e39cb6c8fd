import type { CaseId } from '../../domain/ids'
import type { CaseDraft } from '../case-draft'
import { hashText } from '../../domain/hash-text'
import { normalisePresentation, plainWords } from '../content-hash'

/** What tells whether a record has been imported before. */
export interface CaseIdentity {
  /** The record's name in its dataset; null where it has none. */
  readonly key: string | null
  /** Hash of all that its authors wrote; changes with every revision. */
  readonly content: string
  /** Hash of the presentation's words alone. */
  readonly presentation: string
}

/** Where a row stands in its file, and an article's text that may or may not be kept, don't make a record another. */
const PASSING_FIELDS = new Set(['Unnamed: 0', '__index_level_0__', 'text'])

/**
 * The identity of a draft. Stages, and where one reference statement ends and the next begins, are left out of the hash:
 * they are Rounds' reading and may become better without the record having changed.
 */
export function identifyDraft(draft: CaseDraft, key: string | null): CaseIdentity {
  const reasoning = draft.referenceReasoning.map(({ text, quotation = '' }) => text + quotation).join('')
  const extra = Object.entries(draft.extra)
    .filter(([name, value]) => !PASSING_FIELDS.has(name) && value !== null && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const content = [
    draft.presentation,
    draft.goldDiagnosis,
    plainWords(reasoning).replaceAll(' ', ''),
    draft.title,
    draft.specialty,
    draft.expectedDifferential,
    draft.cantMiss,
    draft.teachingPoints,
    draft.citation,
    extra,
  ]
  return {
    key,
    content: hashText(JSON.stringify(content)),
    presentation: hashText(normalisePresentation(draft.presentation)),
  }
}

export interface KnownCase extends CaseIdentity {
  readonly id: CaseId
}

export type CaseMatch =
  | { readonly kind: 'new'; readonly key: string | null }
  /** It is there already, letter for letter. */
  | { readonly kind: 'same'; readonly id: CaseId }
  /** The record with this key, or these words, is there with something else changed. */
  | { readonly kind: 'revision'; readonly id: CaseId; readonly key: string | null }
  /** Another record tells the same case, as exam cases explained by two physicians do. */
  | { readonly kind: 'duplicate'; readonly id: CaseId }

export interface CaseMatcher {
  match(identity: CaseIdentity): CaseMatch
  /** To be called for each case that was made, with the key that `match` gave. */
  remember(known: KnownCase): void
}

/**
 * Tells new records from known ones. Two records of one file under one key are told apart by their order ("#2"), since
 * a dataset may hold several cases of one article.
 */
export function createCaseMatcher(known: Iterable<KnownCase>): CaseMatcher {
  const byContent = new Map<string, KnownCase>()
  const byKey = new Map<string, KnownCase>()
  const byWords = new Map<string, KnownCase>()
  const claimed = new Set<string>()
  const remember = (entry: KnownCase) => {
    byContent.set(entry.content, entry)
    if (entry.key !== null) byKey.set(entry.key, entry)
    if (!byWords.has(entry.presentation)) byWords.set(entry.presentation, entry)
  }
  for (const entry of known) remember(entry)

  return {
    remember(entry) {
      remember(entry)
      if (entry.key !== null) claimed.add(entry.key)
    },
    match({ key, content, presentation }) {
      const same = byContent.get(content)
      if (same) {
        if (same.key !== null) claimed.add(same.key)
        return { kind: 'same', id: same.id }
      }
      let own = key
      for (let count = 2; own !== null && claimed.has(own); count++) own = `${key}#${count}`
      const named = own === null ? undefined : byKey.get(own)
      if (named && own !== null) {
        claimed.add(own)
        return { kind: 'revision', id: named.id, key: own }
      }
      const told = byWords.get(presentation)
      if (told)
        return own === null || told.key === null
          ? { kind: 'revision', id: told.id, key: own ?? told.key }
          : { kind: 'duplicate', id: told.id }
      return { kind: 'new', key: own }
    },
  }
}
