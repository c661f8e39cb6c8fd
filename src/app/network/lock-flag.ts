/** The network lock's state, where it outlives the service worker and is read before the first answer. */
export interface LockFlag {
  read(): Promise<boolean>
  /** The same where it has been read already, else null. */
  known(): boolean | null
  write(isLocked: boolean): Promise<void>
}

/** A service worker has no localStorage; an entry in a cache of its own is the smallest thing that lasts. */
export function createLockFlag(caches: CacheStorage, cacheName: string): LockFlag {
  const KEY = new Request('https://rounds.invalid/network-lock')
  let known: boolean | null = null
  return {
    async read() {
      known ??= (await caches.match(KEY, { cacheName })) !== undefined
      return known
    },
    known: () => known,
    async write(isLocked) {
      const cache = await caches.open(cacheName)
      if (isLocked) await cache.put(KEY, new Response('on'))
      else await cache.delete(KEY)
      known = isLocked
    },
  }
}
