import type { AppFiles } from './app-files'
import type { LockFlag } from './lock-flag'
import type { Answer } from './protocol'

export interface AnswerSources {
  readonly files: Pick<AppFiles, 'find' | 'isEngineFile' | 'keepEngineFile'>
  readonly lock: Pick<LockFlag, 'read'>
  /** Whether the host of an address is the app's own or was allowed. */
  readonly mayAsk: (address: string) => Promise<boolean>
  readonly fetch: typeof fetch
  /** Work that goes on after the answer is given. */
  readonly keepAlive: (work: Promise<unknown>) => void
}

/**
 * Answers from the kept files where it can, from the network where it may, and refuses with 503 while the network lock
 * is on, the app's own host included, and hosts that weren't allowed.
 *
 * @throws what `fetch` throws when the network fails.
 */
export async function answerRequest(
  request: Request,
  { files, lock, mayAsk, fetch, keepAlive }: AnswerSources,
): Promise<{ response: Response; answer: Answer }> {
  const kept = await files.find(request)
  if (kept) return { response: kept, answer: 'cache' }
  if (await lock.read()) return { response: createRefusal('Network lock'), answer: 'refused' }
  if (!(await mayAsk(request.url))) return { response: createRefusal('Host not allowed'), answer: 'refused' }
  const response = await fetch(request)
  if (response.status === 200 && request.method === 'GET' && files.isEngineFile(request.url)) {
    keepAlive(files.keepEngineFile(request, response.clone()))
  }
  return { response, answer: 'network' }
}

function createRefusal(reason: 'Network lock' | 'Host not allowed'): Response {
  return new Response(`${reason}\n`, {
    status: 503,
    statusText: reason,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}

const WITHOUT_BODY = [101, 204, 205, 304]

/**
 * The same answer with more headers. The body is no longer in its wire form then, so headers that describe that form go.
 * Opaque answers can't be read and stay as they are.
 */
export function addHeaders(response: Response, more: Readonly<Record<string, string>>): Response {
  if (response.status === 0) return response
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(more)) headers.set(name, value)
  if (headers.has('Content-Encoding')) {
    headers.delete('Content-Encoding')
    headers.delete('Content-Length')
  }
  const body = WITHOUT_BODY.includes(response.status) ? null : response.body
  return new Response(body, { status: response.status, statusText: response.statusText, headers })
}
