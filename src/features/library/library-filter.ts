import { create } from 'zustand'
import type { LibraryQuery } from '../../storage'

const EVERYTHING: LibraryQuery = {
  text: '',
  sources: [],
  specialties: [],
  isGraded: null,
  sort: 'title',
  isDescending: false,
}

/** What the list is narrowed to; it dies with the tab. */
export const useLibraryFilter = create<LibraryQuery>(() => EVERYTHING)

export function narrow(patch: Partial<LibraryQuery>): void {
  useLibraryFilter.setState(patch)
}

export function showEverything(): void {
  useLibraryFilter.setState({
    ...EVERYTHING,
    sort: useLibraryFilter.getState().sort,
    isDescending: useLibraryFilter.getState().isDescending,
  })
}

export function isNarrowed(query: LibraryQuery): boolean {
  return (
    query.text.trim() !== '' ||
    query.sources.length > 0 ||
    query.specialties.length > 0 ||
    query.isGraded !== null
  )
}
