import { addHost, parseHosts, readOrigin, type AllowedHost, type HostPurpose } from './allowed-host'

/** The hosts a person allowed, where they outlive the service worker and are read before a request is answered. */
export interface AllowedHostsList {
  read(): Promise<readonly AllowedHost[]>
  /** The same where it has been read already, else null: a service worker must decide at once whether to answer. */
  known(): readonly AllowedHost[] | null
  /** Takes nothing in that isn't an origin. */
  allow(origin: string, purpose: HostPurpose, at: number): Promise<readonly AllowedHost[]>
  forbid(origin: string): Promise<readonly AllowedHost[]>
}

/** Kept like the network lock: an entry in a cache of its own. */
export function createAllowedHostsList(caches: CacheStorage, cacheName: string): AllowedHostsList {
  const KEY = new Request('https://rounds.invalid/allowed-hosts')
  let hosts: readonly AllowedHost[] | null = null
  let turn: Promise<unknown> = Promise.resolve()

  async function read(): Promise<readonly AllowedHost[]> {
    if (hosts) return hosts
    const kept = await caches.match(KEY, { cacheName })
    hosts ??= kept ? parseHosts(await kept.json()) : []
    return hosts
  }

  type Change = (current: readonly AllowedHost[]) => readonly AllowedHost[]

  async function make(change: Change): Promise<readonly AllowedHost[]> {
    const changed = change(await read())
    const cache = await caches.open(cacheName)
    await cache.put(KEY, Response.json(changed))
    hosts = changed
    return changed
  }

  /** One change at a time, each on top of the one before. */
  function enqueue(change: Change): Promise<readonly AllowedHost[]> {
    const done = turn.then(() => make(change))
    turn = done.catch(() => undefined) // whoever asked for the change hears of it
    return done
  }

  return {
    read,
    known: () => hosts,
    async allow(address, purpose, at) {
      const origin = readOrigin(address)
      return origin.kind === 'ok'
        ? enqueue((current) => addHost(current, origin.origin, purpose, at))
        : read()
    },
    forbid: (origin) => enqueue((current) => current.filter((host) => host.origin !== origin)),
  }
}
