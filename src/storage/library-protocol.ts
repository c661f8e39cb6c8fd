import type { LibraryPage, LibraryQuery } from './library-query'

/** What page and library worker say to each other: the page asks by number, the worker answers by it. */
export type LibraryRequest =
  | { readonly kind: 'open'; readonly databaseName: string }
  | {
      readonly kind: 'query'
      readonly id: number
      readonly query: LibraryQuery
      readonly offset: number
      readonly limit: number
    }
  | { readonly kind: 'stats'; readonly id: number }

export type LibraryResponse =
  | { readonly kind: 'page'; readonly id: number; readonly page: LibraryPage }
  | { readonly kind: 'stats'; readonly id: number; readonly stats: LibraryStats }
  /** One question failed. */
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
  /** The worker can't go on. */
  | { readonly kind: 'broken'; readonly message: string }
  | { readonly kind: 'changed' }
  /** The stored snapshot has what the worker had when it began to write it. */
  | { readonly kind: 'saved' }

/** What the worker did since it was started, for tests and measurements. */
export interface LibraryStats {
  readonly rowsRead: number
  readonly snapshotsWritten: number
}
