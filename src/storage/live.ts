import { queryOptions } from '@tanstack/react-query'

/** Query options whose data Dexie keeps current. `read` may await Dexie calls only. */
export function live<T>(queryKey: readonly unknown[], read: () => Promise<T>) {
  const local = { staleTime: Infinity, retry: false, networkMode: 'always' } as const
  return queryOptions({ queryKey, queryFn: () => read(), meta: { live: read }, ...local })
}
