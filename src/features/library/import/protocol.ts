import type { CaseDraft } from '../../../formats/case-draft'
import type { ImportResult } from '../../../formats/import-outcome'

export interface ReadProgress {
  readonly file: string
  readonly row: number
  readonly rowCount: number
}

/** What the files brought, and how many of their cases hold words that may identify a patient. */
export interface ReadFiles {
  readonly results: readonly ImportResult[]
  readonly identifying: number
}

export type ReaderRequest =
  | { readonly kind: 'read'; readonly files: readonly File[] }
  | { readonly kind: 'replace-identifiers'; readonly drafts: readonly CaseDraft[] }

export type ReaderResponse =
  | { readonly kind: 'progress'; readonly progress: ReadProgress }
  | { readonly kind: 'read'; readonly read: ReadFiles }
  | { readonly kind: 'replaced'; readonly drafts: readonly CaseDraft[] }
  | { readonly kind: 'failed'; readonly message: string }
