import { engineFailure } from '../../engines'
import type { HostCheck } from './allowed-host'
import type { AllowedHosts } from './allowed-hosts'
import type { NetworkLock } from './network-lock'
import type { OutsideInit, OutsideRequest, OutsideResponse } from './outside-protocol'

export interface OutsideFetchOptions {
  readonly hosts: Pick<AllowedHosts, 'checkHost' | 'listAllowedHosts' | 'subscribe'>
  /** Turned on, it cuts what is under way. */
  readonly lock: Pick<NetworkLock, 'getSnapshot' | 'subscribe'>
  /** Starts the worker of `outside.worker.ts`. Its policy is the one of the moment it starts. */
  readonly startWorker: () => Worker
}

interface Exchange {
  readonly take: (response: OutsideResponse) => void
  readonly fail: (error: unknown) => void
}

/** A worker, the hosts its policy names, and what it is at. */
interface Desk {
  readonly worker: Worker
  readonly origins: ReadonlySet<string>
  readonly exchanges: Map<number, Exchange>
}

const REFUSALS: Readonly<Record<Exclude<HostCheck, 'allowed'>, string>> = {
  'not-allowed': 'has not been allowed',
  locked: 'the network lock is on',
  unavailable: 'no service worker serves this page',
}

const WITHOUT_BODY = [101, 204, 205, 304]
/** For an answer that may not be looked at, whose own status is 0, which no `Response` can be made with. */
const OPAQUE = 204

/**
 * `fetch` for hosts outside. The page's own policy lets it ask its own site only; this asks through a worker whose policy the
 * service worker widens to the allowed hosts, so that a host allowed just now can be asked without reloading the page.
 *
 * Takes an address and text as the body. Throws EngineFailure `host-not-allowed` for a host that isn't allowed or while the
 * network lock is on, before anything is sent; otherwise what `fetch` throws.
 */
export function createOutsideFetch({ hosts, lock, startWorker }: OutsideFetchOptions): typeof fetch {
  let desk: Desk | null = null
  let lastId = 0

  function close(closing: Desk): void {
    closing.worker.terminate()
    for (const { fail } of closing.exchanges.values()) fail(new TypeError('The connection was closed'))
    closing.exchanges.clear()
  }

  function openDesk(): Desk {
    const opened: Desk = {
      worker: startWorker(),
      origins: new Set(hosts.listAllowedHosts().map(({ origin }) => origin)),
      exchanges: new Map(),
    }
    opened.worker.onmessage = ({ data }: MessageEvent<OutsideResponse>) =>
      opened.exchanges.get(data.id)?.take(data)
    opened.worker.onerror = (event) => {
      event.preventDefault()
      if (desk === opened) desk = null
      close(opened)
    }
    return opened
  }

  /** A worker that may ask this host; one started before the host was allowed ends when its work does. */
  function deskFor(origin: string): Desk {
    if (desk?.origins.has(origin)) return desk
    const former = desk
    desk = openDesk()
    if (former?.exchanges.size === 0) close(former)
    return desk
  }

  hosts.subscribe(() => {
    const allowed = new Set(hosts.listAllowedHosts().map(({ origin }) => origin))
    if (!desk || [...desk.origins].every((origin) => allowed.has(origin))) return
    close(desk) // a host was forbidden: what is under way is cut too
    desk = null
  })
  lock.subscribe(() => {
    if (!desk || lock.getSnapshot() !== 'on') return
    close(desk)
    desk = null
  })

  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const { signal } = init
    signal?.throwIfAborted()
    const check = await hosts.checkHost(url.origin)
    signal?.throwIfAborted()
    if (check !== 'allowed') throw engineFailure('host-not-allowed', `${url.host}: ${REFUSALS[check]}`)
    return exchange(deskFor(url.origin), ++lastId, url.href, toInit(init), signal ?? null)
  }
}

function toInit({ method, headers, body, mode, redirect, cache }: RequestInit): OutsideInit {
  if (body !== undefined && body !== null && typeof body !== 'string')
    throw new TypeError('Only text can be sent outside')
  return {
    method: method ?? 'GET',
    headers: [...new Headers(headers)],
    body: body ?? null,
    mode: mode === 'no-cors' ? 'no-cors' : 'cors',
    redirect: redirect ?? 'error',
    cache: cache ?? 'default',
  }
}

/** One request and its answer: the head resolves the promise, the body follows as it is read. */
function exchange(
  { worker, exchanges }: Desk,
  id: number,
  url: string,
  init: OutsideInit,
  signal: AbortSignal | null,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const post = (request: OutsideRequest) => worker.postMessage(request)
    let body: ReadableStreamDefaultController<Uint8Array> | null = null
    let pulled: (() => void) | null = null
    const settlePull = () => {
      pulled?.()
      pulled = null
    }
    const end = () => {
      exchanges.delete(id)
      signal?.removeEventListener('abort', onAbort)
      settlePull()
    }
    const fail = (error: unknown) => {
      if (!exchanges.has(id)) return
      end()
      body?.error(error)
      reject(error)
    }
    const onAbort = () => {
      post({ id, kind: 'cancel' })
      fail(signal?.reason)
    }
    const makeBody = () =>
      new ReadableStream<Uint8Array>(
        {
          start: (controller) => void (body = controller),
          pull: () =>
            new Promise((resolvePull) => {
              pulled = resolvePull
              post({ id, kind: 'pull' })
            }),
          cancel: () => {
            post({ id, kind: 'cancel' })
            end()
          },
        },
        { highWaterMark: 0 },
      )
    const take = (response: OutsideResponse) => {
      switch (response.kind) {
        case 'head': {
          const { statusText } = response
          const status = response.status || OPAQUE
          const headers = response.headers.map(([name, value]): [string, string] => [name, value])
          const stream = WITHOUT_BODY.includes(status) ? null : makeBody()
          return resolve(new Response(stream, { status, statusText, headers }))
        }
        case 'chunk':
          body?.enqueue(response.bytes)
          return settlePull()
        case 'end':
          end()
          return body?.close()
        case 'failed':
          return fail(new TypeError(response.message))
      }
    }
    exchanges.set(id, { take, fail })
    signal?.addEventListener('abort', onAbort, { once: true })
    post({ id, kind: 'start', url, init })
  })
}
