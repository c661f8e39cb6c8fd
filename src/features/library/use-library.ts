import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { LibraryPage, LibraryQuery, LibraryRow } from '../../storage'
import type { RowWindow } from '../../ui/use-window'
import { useServices } from '../services'

/** Rows asked of the worker at a time. */
const PAGE = 100

/** Counts and facets of the list, kept current over tabs. */
export function useLibraryCounts(query: LibraryQuery) {
  const { storage } = useServices()
  const client = useQueryClient()
  useEffect(
    () =>
      storage.library.subscribe(
        () => void client.invalidateQueries({ queryKey: ['library'] }, { cancelRefetch: false }),
      ),
    [storage, client],
  )
  return useQuery({ ...pageOptions(storage.library, query, 0), placeholderData: keepPreviousData })
}

/** The rows of a window, `undefined` where they are still on their way. */
export function useLibraryRows(
  query: LibraryQuery,
  { first, last }: RowWindow,
): (index: number) => LibraryRow | undefined {
  const { storage } = useServices()
  const firstPage = Math.floor(first / PAGE)
  const lastPage = Math.floor(Math.max(first, last - 1) / PAGE)
  const numbers = Array.from({ length: lastPage - firstPage + 1 }, (_, index) => firstPage + index)
  const pages = useQueries({
    queries: numbers.map((number) => ({
      ...pageOptions(storage.library, query, number),
      placeholderData: keepPreviousData,
    })),
  })
  return (index) => {
    const page: LibraryPage | undefined = pages[Math.floor(index / PAGE) - firstPage]?.data
    return page?.rows[index - page.offset]
  }
}

function pageOptions(
  library: ReturnType<typeof useServices>['storage']['library'],
  query: LibraryQuery,
  number: number,
) {
  return {
    queryKey: ['library', query, number],
    queryFn: () => library.query(query, number * PAGE, PAGE, `page-${number}`),
    gcTime: 30_000,
    staleTime: Infinity,
  }
}
