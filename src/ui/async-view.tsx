import type { ReactNode } from 'react'
import { Notice } from './notice'

interface QueryLike<T> {
  readonly data: T | undefined
  readonly isPending: boolean
  readonly error: Error | null
}

interface AsyncViewProps<T> {
  readonly query: QueryLike<T>
  readonly children: (data: NonNullable<T>) => ReactNode
  /** Shown where the data are null or an empty list. */
  readonly empty?: ReactNode
  readonly loading?: ReactNode
}

/** The four states of every view: loading, failed, empty, ready. */
export function AsyncView<T>({ query, children, empty = null, loading = null }: AsyncViewProps<T>) {
  if (query.error) return <Notice tone="bad" title="This could not be read" detail={query.error.message} />
  if (query.isPending || query.data === undefined) return loading
  const isEmpty = query.data === null || (Array.isArray(query.data) && query.data.length === 0)
  return isEmpty ? empty : children(query.data)
}
