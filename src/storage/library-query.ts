import type { CaseSource } from '../domain/case'
import type { CaseId } from '../domain/ids'

export const LIBRARY_SORTS = ['updated', 'title', 'diagnosis', 'specialty'] as const
export type LibrarySort = (typeof LIBRARY_SORTS)[number]

/** What the library list is asked for. Empty lists and nulls mean: no filter. */
export interface LibraryQuery {
  readonly text: string
  readonly sources: readonly CaseSource[]
  readonly specialties: readonly string[]
  readonly isGraded: boolean | null
  readonly sort: LibrarySort
  readonly isDescending: boolean
}

/** One row of the list, out of the in-memory columns: no database read. */
export interface LibraryRow {
  readonly id: CaseId
  readonly title: string
  readonly goldDiagnosis: string | null
  readonly specialty: string | null
  readonly source: CaseSource
  readonly isFictional: boolean
  readonly isGraded: boolean
  readonly updatedAt: number
}

export interface LibraryPage {
  /** Cases that match, and cases in all. */
  readonly matching: number
  readonly total: number
  readonly offset: number
  readonly rows: readonly LibraryRow[]
  /**
   * How many cases would match if this filter alone were set to that value: the text and the other two filters hold, the
   * facet's own choice doesn't count. Specialties that no such case has are left out, as are cases without one.
   */
  readonly facets: {
    readonly sources: Readonly<Record<string, number>>
    readonly specialties: Readonly<Record<string, number>>
    readonly graded: { readonly yes: number; readonly no: number }
  }
}

/** The library's list, kept by one worker in compact columns and an inverted index. */
export interface LibraryIndex {
  /** A window of the matching rows. A newer call makes an older one of the same `channel` reject with AbortError. */
  query(query: LibraryQuery, offset: number, limit: number, channel?: string): Promise<LibraryPage>
  /** Calls back after any change to cases or their graded state, in this tab or another. Returns the unsubscriber. */
  subscribe(onChange: () => void): () => void
  dispose(): void
}
