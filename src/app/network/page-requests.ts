import type { Answer, RequestRecord } from './protocol'
import { redactUrl } from './redact-url'

const REMOTE = /^(https?|wss?):/

/** A resource that the browser timed; nothing for content that never left the page (`data:`, `blob:`). */
export function recordResource(entry: PerformanceResourceTiming): RequestRecord[] {
  if (!REMOTE.test(entry.name)) return []
  const destination = entry.initiatorType === 'xmlhttprequest' ? 'fetch' : entry.initiatorType || 'other'
  return [describe(entry, entry.name, destination)]
}

/** The page itself. */
export function recordNavigation(entry: PerformanceNavigationTiming): RequestRecord[] {
  return [describe(entry, entry.name, 'document')]
}

function describe(entry: PerformanceResourceTiming, address: string, destination: string): RequestRecord {
  const url = redactUrl(address)
  return {
    id: `page ${entry.startTime} ${url}`,
    time: performance.timeOrigin + entry.startTime,
    method: null,
    url,
    destination,
    answer: judgeAnswer(entry),
    bytes: entry.encodedBodySize > 0 ? entry.encodedBodySize : null,
    durationMs: Math.round(entry.duration),
  }
}

/** No bytes over the wire but a body: the browser's HTTP cache. Neither, and no status: nobody answered. */
function judgeAnswer({ transferSize, decodedBodySize, responseStatus }: PerformanceResourceTiming): Answer {
  if (transferSize === 0 && decodedBodySize > 0) return 'cache'
  return transferSize === 0 && responseStatus === 0 ? 'failed' : 'network'
}

/**
 * An address that the Content-Security-Policy kept the page from; nothing for inline code, which asks nobody. The policy
 * stands in the page and in the host's header, and both report: the header's, told by its extra directive, is left out.
 */
export function recordViolation(event: SecurityPolicyViolationEvent, now: number): RequestRecord[] {
  if (!REMOTE.test(event.blockedURI) || event.originalPolicy.includes('frame-ancestors')) return []
  const url = redactUrl(event.blockedURI)
  return [
    {
      id: `blocked ${event.timeStamp} ${url}`,
      time: now,
      method: null,
      url,
      destination: event.effectiveDirective,
      answer: 'blocked',
      bytes: null,
      durationMs: null,
    },
  ]
}
