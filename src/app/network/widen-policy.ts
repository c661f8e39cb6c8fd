/** The worker that asks hosts outside. The page and every other worker, the engines' too, stay with the policy of the app. */
const OUTSIDE_WORKER = /\/assets\/[^/]*outside[^/]*\.js$/

/**
 * Hosts that send who asks them on to others for the files themselves: who allows the first means these too. Hugging Face lists its
 * own at https://huggingface.co/.well-known/meta.json.
 */
const SENDS_ON_TO: Readonly<Record<string, readonly string[]>> = {
  'https://huggingface.co': ['https://*.hf.co'],
}

export function mayReachOutside({ destination, url }: Pick<Request, 'destination' | 'url'>): boolean {
  return destination === 'worker' && OUTSIDE_WORKER.test(new URL(url).pathname)
}

/** The policy with more hosts that may be connected to. Origins are as `readOrigin` gives them. */
export function widenPolicy(policy: string, origins: readonly string[]): string {
  if (origins.length === 0) return policy
  return policy
    .split('; ')
    .map((directive) =>
      directive.startsWith('connect-src ')
        ? [directive, ...origins.flatMap((origin) => [origin, ...(SENDS_ON_TO[origin] ?? [])])].join(' ')
        : directive,
    )
    .join('; ')
}

/**
 * Under `require-corp` a server that allows no other site looks just like one that is down. `credentialless` lets the worker see
 * that something answers, and keeps the page isolated. Only Chromium takes a worker with it under such a page for sure.
 */
export function policyForOpaqueAnswers(policy: string): string {
  return 'userAgentData' in navigator ? 'credentialless' : policy
}
