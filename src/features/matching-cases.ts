import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { CaseId } from '../domain/ids'
import type { LibraryQuery } from '../storage'
import { type Services, useServices } from './services'

/** How many cases of the library match, kept current. `channel` names who asks: one question at a time each. */
export function useMatchingCount(query: LibraryQuery, channel: string): number {
  const { storage } = useServices()
  const client = useQueryClient()
  useEffect(
    () => storage.library.subscribe(() => void client.invalidateQueries({ queryKey: ['matching', channel] })),
    [storage, client, channel],
  )
  const page = useQuery({
    queryKey: ['matching', channel, query],
    queryFn: () => storage.library.query(query, 0, 1, channel),
    placeholderData: keepPreviousData,
    networkMode: 'always',
  }).data
  return page?.matching ?? 0
}

const PAGE = 5000

/** Ids of the first `count` matching cases, in the query's order. */
export async function readMatchingIds(
  { storage }: Services,
  query: LibraryQuery,
  count: number,
  channel: string,
): Promise<CaseId[]> {
  const ids: CaseId[] = []
  while (ids.length < count) {
    const limit = Math.min(PAGE, count - ids.length)
    const { rows } = await storage.library.query(query, ids.length, limit, channel)
    if (rows.length === 0) break
    ids.push(...rows.map(({ id }) => id))
  }
  return ids
}
