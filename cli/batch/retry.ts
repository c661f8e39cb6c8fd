import type { RunFailure, RunFailureCode } from '../../src/domain/run'

/**
 * What a failure means for a batch. `retry`: another try may succeed. `set-aside`: this case fails, others may not. `stop`: it
 * would be the same for every case.
 */
export type Consequence = 'retry' | 'set-aside' | 'stop'

const CONSEQUENCES: Readonly<Record<RunFailureCode, Consequence>> = {
  'empty-case': 'set-aside',
  'context-overflow': 'set-aside',
  'malformed-output': 'set-aside',
  unknown: 'set-aside',
  'server-unreachable': 'retry',
  'server-busy': 'retry',
  'server-error': 'retry',
  'answer-cut': 'retry',
  stalled: 'retry',
  'engine-crashed': 'set-aside',
  'server-refused': 'stop',
  'server-missing': 'stop',
  'model-missing': 'stop',
  'model-corrupt': 'stop',
  'model-too-large': 'stop',
  'out-of-memory': 'stop',
  'engine-unsupported': 'stop',
  'device-lost': 'stop',
  'download-failed': 'stop',
  'hash-mismatch': 'stop',
  'host-not-allowed': 'stop',
  'mixed-content': 'stop',
  'cors-refused': 'stop',
  'storage-full': 'stop',
}

export function judgeFailure({ code, detail }: RunFailure): Consequence {
  // A request that the server can't make sense of won't get better.
  if (code === 'server-error' && detail.startsWith('HTTP 4')) return 'set-aside'
  return CONSEQUENCES[code]
}

export interface BackoffOptions {
  readonly baseMs: number
  readonly maxMs: number
  /** From 0 up to 1. */
  readonly random: () => number
}

/**
 * How long to wait before the next try, `tried` times after the first: exponential with full jitter, so that many callers don't
 * come back together; never sooner than the server asked.
 *
 * @see Brooker M. Exponential Backoff And Jitter. AWS Architecture Blog, 2015.
 */
export function backoffMs(
  tried: number,
  retryAfterMs: number | null,
  { baseMs, maxMs, random }: BackoffOptions,
): number {
  const jittered = random() * Math.min(maxMs, baseMs * 2 ** (tried - 1))
  return retryAfterMs === null ? jittered : retryAfterMs + jittered
}
