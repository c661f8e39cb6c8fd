import type { LibraryPage, LibraryQuery } from './library-query'

/** What page and library worker say to each other. */
export type LibraryRequest =
  | { readonly kind: 'open'; readonly databaseName: string }
  | {
      readonly kind: 'query'
      readonly id: number
      readonly query: LibraryQuery
      readonly offset: number
      readonly limit: number
    }
  /** Nobody waits for this query any more. */
  | { readonly kind: 'forget'; readonly id: number }

export type LibraryResponse =
  | { readonly kind: 'page'; readonly id: number; readonly page: LibraryPage }
  | { readonly kind: 'failed'; readonly id: number | null; readonly message: string }
  | { readonly kind: 'changed' }
