import { engineFailure } from '../engine'
import { classifyFetchError, parseRetryAfter, readBodyWords, type Refusal } from './classify-answer'
import { isMixedContent, readBaseUrl } from './endpoint'

/** How a server is reached. The key travels in a header only. */
export interface Connection {
  readonly baseUrl: string
  readonly apiKey: string | null
  readonly fetch: typeof fetch
  /** `location.protocol` of the page; null outside one. */
  readonly pageProtocol: string | null
}

/** @throws EngineFailure `server-unreachable` for what is no address, `mixed-content` where a browser would refuse it. */
export function toConnection(options: Connection): Connection {
  const read = readBaseUrl(options.baseUrl)
  if (read.kind === 'problem') throw engineFailure('server-unreachable', read.code)
  if (isMixedContent(read.baseUrl, options.pageProtocol))
    throw engineFailure('mixed-content', new URL(read.baseUrl).host)
  return { ...options, baseUrl: read.baseUrl }
}

/**
 * Sends one request and waits for the answer's head.
 *
 * @throws EngineFailure `server-unreachable`, `cors-refused`, or what the connection's `fetch` throws as one; the signal's reason on abort.
 */
export async function request(
  { baseUrl, apiKey, fetch, pageProtocol }: Connection,
  path: string,
  body: object | null,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(`${baseUrl}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...(body ? { 'Content-Type': 'application/json' } : {}),
        ...(apiKey ? { Authorization: `Bearer ${apiKey}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error', // the text goes to the host the person saw, and to no other
      referrerPolicy: 'no-referrer',
    })
  } catch (error) {
    if (signal.aborted) throw signal.reason
    const failure = classifyFetchError(error)
    if (failure.code !== 'server-unreachable' || pageProtocol === null) throw failure
    if (!(await isAnswering(fetch, baseUrl, signal))) throw failure
    throw engineFailure('cors-refused', new URL(baseUrl).host, error)
  }
}

const PROBE_MS = 5000

/**
 * Whether anything answers there at all. A browser fails a request in the same way for a server that is down and for one that allows
 * no other site; one that asks for nothing it could look at succeeds with the latter. Sends no key and no text.
 */
async function isAnswering(send: typeof fetch, baseUrl: string, signal: AbortSignal): Promise<boolean> {
  try {
    await send(`${baseUrl}/models`, {
      mode: 'no-cors',
      redirect: 'follow',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, AbortSignal.timeout(PROBE_MS)]),
    })
    return true
  } catch {
    if (signal.aborted) throw signal.reason
    return false
  }
}

/** An answer that isn't 2xx, with its words. */
export async function readRefusal(response: Response, now: number): Promise<Refusal> {
  let text = ''
  try {
    text = await response.text()
  } catch {
    // Its words are lost; the status says the most of it.
  }
  const words = readBodyWords(text) || response.statusText
  return {
    status: response.status,
    words,
    retryAfterMs: parseRetryAfter(response.headers.get('Retry-After'), now),
  }
}
