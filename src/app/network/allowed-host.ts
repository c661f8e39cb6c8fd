export const HOST_PURPOSES = ['model-server', 'model-source'] as const
/** Why a host may be asked: text of cases goes to a model server; from a model source files are fetched. */
export type HostPurpose = (typeof HOST_PURPOSES)[number]

/** A host that a person allowed. */
export interface AllowedHost {
  /** Scheme, host and port, as `URL.origin` writes them. */
  readonly origin: string
  readonly purposes: readonly HostPurpose[]
  /** Milliseconds since the epoch, of the first time. */
  readonly allowedAt: number
}

/** Whether a host may be asked right now. */
export type HostCheck = 'allowed' | 'not-allowed' | 'locked' | 'unavailable'

export type OriginRead =
  | { readonly kind: 'ok'; readonly origin: string }
  | { readonly kind: 'problem'; readonly code: 'not-an-address' | 'not-http' | 'ipv6-address' }

/**
 * The origin of an address, in the one spelling that a Content-Security-Policy takes. Policies can't name IPv6 addresses; a
 * name for the host, such as `localhost`, can be used instead.
 */
export function readOrigin(address: string): OriginRead {
  if (!URL.canParse(address)) return { kind: 'problem', code: 'not-an-address' }
  const { protocol, origin, hostname } = new URL(address)
  if (protocol !== 'http:' && protocol !== 'https:') return { kind: 'problem', code: 'not-http' }
  if (hostname.startsWith('[')) return { kind: 'problem', code: 'ipv6-address' }
  // What is written into a policy must not be able to end a directive; a host of the URL standard can hold a few odd signs.
  if (!/^https?:\/\/[a-z\d.-]+(?::\d+)?$/.test(origin)) return { kind: 'problem', code: 'not-an-address' }
  return { kind: 'ok', origin }
}

export function addHost(
  hosts: readonly AllowedHost[],
  origin: string,
  purpose: HostPurpose,
  at: number,
): readonly AllowedHost[] {
  const known = hosts.find((host) => host.origin === origin)
  if (!known) return [...hosts, { origin, purposes: [purpose], allowedAt: at }]
  if (known.purposes.includes(purpose)) return hosts
  const widened = { ...known, purposes: [...known.purposes, purpose] }
  return hosts.map((host) => (host === known ? widened : host))
}

/** Reads a kept list; what isn't an allowed host is left out, as the page can ask again. */
export function parseHosts(value: unknown): readonly AllowedHost[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry: unknown): AllowedHost[] => {
    if (typeof entry !== 'object' || entry === null) return []
    const { origin, purposes, allowedAt } = entry as Readonly<Record<string, unknown>>
    const read = typeof origin === 'string' ? readOrigin(origin) : null
    if (read?.kind !== 'ok' || read.origin !== origin) return []
    const known = HOST_PURPOSES.filter((purpose) => Array.isArray(purposes) && purposes.includes(purpose))
    return known.length > 0 && typeof allowedAt === 'number'
      ? [{ origin: read.origin, purposes: known, allowedAt }]
      : []
  })
}
