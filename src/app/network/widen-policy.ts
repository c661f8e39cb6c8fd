/**
 * The workers that ask hosts outside: the app's own, and the engine whose library fetches models itself. The page and every
 * other worker stay with the policy of the app.
 */
const OUTSIDE_WORKER = /\/assets\/[^/]*(?:outside|webllm|mlc)[^/]*\.js$/

export function mayReachOutside({ destination, url }: Pick<Request, 'destination' | 'url'>): boolean {
  return destination === 'worker' && OUTSIDE_WORKER.test(new URL(url).pathname)
}

/** The policy with more hosts that may be connected to. Origins are as `readOrigin` gives them. */
export function widenPolicy(policy: string, origins: readonly string[]): string {
  if (origins.length === 0) return policy
  return policy
    .split('; ')
    .map((directive) =>
      directive.startsWith('connect-src ') ? [directive, ...origins].join(' ') : directive,
    )
    .join('; ')
}
