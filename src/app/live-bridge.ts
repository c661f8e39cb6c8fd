import type { Query, QueryCache } from '@tanstack/react-query'
import { liveQuery } from 'dexie'

/**
 * Keeps every query made by `live` current: subscribes to the database with a query's first observer and lets go with
 * its last, so that features never invalidate by hand.
 */
export function bridgeLiveQueries(cache: QueryCache): () => void {
  const subscriptions = new Map<string, { unsubscribe(): void }>()
  const stop = (hash: string) => {
    subscriptions.get(hash)?.unsubscribe()
    subscriptions.delete(hash)
  }
  const start = (query: Query) => {
    const read = query.meta?.['live'] as (() => Promise<unknown>) | undefined // set by `live` only
    if (!read || subscriptions.has(query.queryHash)) return
    subscriptions.set(
      query.queryHash,
      liveQuery(read).subscribe({
        next: (data) => query.setData(data),
        // The subscription ends with an error; the query itself shows it on its next fetch.
        error: () => {
          stop(query.queryHash)
          void query.fetch()
        },
      }),
    )
  }
  const unsubscribe = cache.subscribe((event) => {
    if (event.type === 'observerAdded') start(event.query)
    else if (event.type === 'removed') stop(event.query.queryHash)
    else if (event.type === 'observerRemoved' && event.query.getObserversCount() === 0)
      stop(event.query.queryHash)
  })
  return () => {
    unsubscribe()
    for (const hash of subscriptions.keys()) stop(hash)
  }
}
