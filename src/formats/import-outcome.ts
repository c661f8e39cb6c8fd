import type { HiddenCharacter } from '../domain/hidden-characters'
import type { BundleRecords } from './bundle/bundle-schema'
import type { CaseDraft, LengthProblem } from './case-draft'

export const BINARY_SIGNATURES = [
  'pdf',
  'png',
  'jpeg',
  'gif',
  'zip',
  'gzip',
  'gguf',
  'parquet',
  'ole',
  'rtf',
  'sqlite',
  'elf',
  'exe',
] as const
/** What a file that is no text starts like; `ole` is the container of older Office documents. */
export type BinarySignature = (typeof BINARY_SIGNATURES)[number]

/** Why JSON could not be read, where it stops being JSON: offset in UTF-16 code units, line and column from 1. */
export interface JsonSyntaxProblem {
  readonly reason: 'syntax' | 'unexpected-end' | 'too-deep'
  readonly offset: number
  readonly line: number
  readonly column: number
}

/** Why a whole file was refused. `file` is its name; empty for pasted text. */
export type FileProblem = { readonly scope: 'file'; readonly file: string } & (
  | { readonly code: 'empty-file' }
  | { readonly code: 'binary-file'; readonly signature: BinarySignature | null; readonly offset: number }
  | { readonly code: 'wrong-extension'; readonly extension: string; readonly expected: readonly string[] }
  | { readonly code: 'invalid-utf8'; readonly offset: number; readonly line: number }
  | { readonly code: 'invalid-utf16'; readonly offset: number; readonly line: number }
  | ({ readonly code: 'invalid-json' } & JsonSyntaxProblem)
  | { readonly code: 'not-a-case'; readonly found: string; readonly expected: string }
  | {
      readonly code: 'newer-bundle'
      readonly version: number
      readonly supported: number
      readonly appVersion: string | null
    }
  | { readonly code: 'invalid-bundle'; readonly path: string; readonly expected: string }
  | LengthProblem
)

/** Why one row, or one element of a list, was refused. `line` counts from 1; `path` is the field. */
export type RowProblem = {
  readonly scope: 'row'
  readonly file: string
  readonly line: number
  readonly path: string
} & (
  | ({ readonly code: 'invalid-json' } & Pick<JsonSyntaxProblem, 'reason' | 'column'>)
  | { readonly code: 'not-an-object'; readonly found: string }
  | { readonly code: 'missing-field'; readonly expected: string }
  | { readonly code: 'wrong-type'; readonly found: string; readonly expected: string }
  | LengthProblem
)

export type ImportProblem = FileProblem | RowProblem

/** Something a person should know about what was read, though nothing is wrong. `line` is null for the whole text. */
export type ImportNotice = { readonly file: string; readonly line: number | null } & (
  | { readonly code: 'gold-taken-out'; readonly diagnosis: string; readonly removed: string }
  | { readonly code: 'gold-in-presentation'; readonly diagnosis: string }
  | {
      readonly code: 'hidden-characters'
      readonly count: number
      readonly characters: readonly HiddenCharacter[]
    }
  | { readonly code: 'duplicate-row'; readonly firstLine: number }
)

/** What became of one row. The outcomes of a file add up to its rows; blank lines are none. */
export type RowOutcome =
  | {
      readonly kind: 'draft'
      readonly line: number
      readonly draft: CaseDraft
      readonly notices: readonly ImportNotice[]
    }
  | { readonly kind: 'duplicate'; readonly line: number; readonly firstLine: number }
  | { readonly kind: 'rejected'; readonly line: number; readonly problem: RowProblem }

/** What a file or a pasted text brought. */
export type ImportResult =
  | {
      readonly kind: 'cases'
      readonly file: string
      /** Rows met: drafts, duplicates and rejected rows together. */
      readonly rowCount: number
      /** `line` is null where the whole text is one case. */
      readonly drafts: readonly { readonly draft: CaseDraft; readonly line: number | null }[]
      readonly problems: readonly ImportProblem[]
      readonly notices: readonly ImportNotice[]
    }
  | {
      /** A bundle, or runs with their cases as the command line writes them. */
      readonly kind: 'bundle'
      readonly file: string
      readonly records: BundleRecords
      /** Rows of runs that can't be used; a bundle is taken whole or not at all. */
      readonly problems: readonly RowProblem[]
    }
