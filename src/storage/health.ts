import type { RoundsDatabase } from './database'

/**
 * Whether the database can be used, for a line on the page. `blocked`: it waits for other tabs that hold an older
 * version; `outdated`: another tab brought a newer version, and this one has let go and must be reloaded.
 */
export type StorageHealth =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open' }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'outdated' }
  | { readonly kind: 'unavailable'; readonly detail: string }

export interface HealthWatch {
  get(): StorageHealth
  subscribe(onChange: () => void): () => void
}

/** Follows a database that is being opened. `opening` is what `open` returned. */
export function watchHealth(database: RoundsDatabase, opening: Promise<unknown>): HealthWatch {
  let health: StorageHealth = { kind: 'opening' }
  const listeners = new Set<() => void>()
  const set = (next: StorageHealth) => {
    health = next
    for (const listener of listeners) listener()
  }
  database.on('blocked', () => set({ kind: 'blocked' }))
  database.on('versionchange', () => {
    // Holding on would keep the other tab from upgrading; opening again would fail, so it is not tried.
    database.close({ disableAutoOpen: true })
    set({ kind: 'outdated' })
    return false
  })
  opening.then(
    () => set({ kind: 'open' }),
    (error: unknown) =>
      set({ kind: 'unavailable', detail: error instanceof Error ? error.message : String(error) }),
  )
  return {
    get: () => health,
    subscribe(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
  }
}
