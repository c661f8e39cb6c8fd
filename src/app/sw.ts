import type { AllowedHost } from './network/allowed-host'
import { addHeaders, answerRequest } from './network/answer-request'
import { createAllowedHostsList } from './network/allowed-hosts-list'
import { createAppFiles } from './network/app-files'
import { createLockFlag } from './network/lock-flag'
import {
  type Answer,
  NOTICE_CHANNEL,
  type Notice,
  type RequestRecord,
  type Protocol,
  type WorkerRequest,
} from './network/protocol'
import { redactUrl } from './network/redact-url'
import { createRequestRing } from './network/request-ring'
import { mayReachOutside, policyForOpaqueAnswers, widenPolicy } from './network/widen-policy'

declare const self: ServiceWorkerGlobalScope
/** Written in by scripts/precache.ts. */
declare const __SHELL_FILES__: readonly string[]
declare const __ENGINE_FILES__: readonly string[]
declare const __SHELL_VERSION__: string
declare const __SECURITY_HEADERS__: Readonly<Record<string, string>>

const { scope } = self.registration
const files = createAppFiles({
  caches,
  fetch: (input, init) => fetch(input, init),
  scope,
  files: __SHELL_FILES__,
  engineFiles: __ENGINE_FILES__,
  version: __SHELL_VERSION__,
})
const lock = createLockFlag(caches, `rounds-network-lock ${scope}`)
const allowedHosts = createAllowedHostsList(caches, `rounds-allowed-hosts ${scope}`)
const requests = createRequestRing()
const pages = new BroadcastChannel(NOTICE_CHANNEL)
const tell = (notice: Notice) => pages.postMessage(notice)

const wokeAt = Date.now().toString(36)
let requestCount = 0

/** The main script that each open page runs from, as far as pages have said so since this worker woke up. */
const mainScripts = new Map<string, string>()
let hasAskedForMainScripts = false

self.addEventListener('install', (event) => event.waitUntil(install()))

async function install(): Promise<void> {
  if (await lock.read()) throw new Error('The network lock is on: the new version waits until it is off.')
  await files.install()
  // Later versions wait until the person agrees: a page never changes under their hands.
  if (!self.registration.active) await self.skipWaiting()
}

self.addEventListener('activate', (event) => event.waitUntil(activate()))

async function activate(): Promise<void> {
  await self.clients.claim()
  tell({ kind: 'name-your-shell' })
}

self.addEventListener('fetch', (event) => {
  // A request that only the HTTP cache may answer, from the browser's own tools, can't be passed on.
  if (event.request.cache === 'only-if-cached' && event.request.mode !== 'same-origin') return
  if (maySkip(event.request)) {
    log(event.request, { time: Date.now(), answer: 'network', bytes: null, durationMs: null })
    return
  }
  event.respondWith(answer(event))
})

const isOutside = (address: string) => new URL(address).origin !== self.location.origin

/**
 * An allowed host is asked by the page's worker itself: a long answer then doesn't hang on the life of this one. Only where
 * lock and list are known already, because whether to answer has to be decided at once.
 */
function maySkip({ url }: Request): boolean {
  return isOutside(url) && lock.known() === false && isListed(allowedHosts.known() ?? [], url)
}

const isListed = (hosts: readonly AllowedHost[], address: string) =>
  hosts.some(({ origin }) => origin === new URL(address).origin)

const mayAsk = async (address: string) => !isOutside(address) || isListed(await allowedHosts.read(), address)

function log(
  request: Request,
  outcome: Pick<RequestRecord, 'time' | 'answer' | 'bytes' | 'durationMs'>,
): void {
  const record: RequestRecord = {
    id: `${wokeAt}-${++requestCount}`,
    method: request.method,
    url: isOutside(request.url) ? `${new URL(request.url).origin}/` : redactUrl(request.url),
    destination: request.destination || 'fetch',
    ...outcome,
  }
  requests.add(record)
  tell({ kind: 'request', request: record })
}

async function answer(event: FetchEvent): Promise<Response> {
  const { request } = event
  const time = Date.now()
  const note = (outcome: Answer, response: Response | null) => {
    const length =
      outcome === 'cache' || outcome === 'network' ? response?.headers.get('Content-Length') : null
    const bytes = length ? Number(length) : null
    log(request, { time, answer: outcome, bytes, durationMs: Date.now() - time })
  }
  try {
    const keepAlive = (work: Promise<unknown>) => event.waitUntil(work)
    const sources = { files, lock, mayAsk, fetch, keepAlive }
    const { response, answer: outcome } = await answerRequest(request, sources)
    note(outcome, response)
    return request.url.startsWith(scope) ? addHeaders(response, await headersFor(request)) : response
  } catch (error) {
    note('failed', null)
    throw error
  }
}

/** The app's headers; workers that ask outside get a policy which names the allowed hosts. */
async function headersFor(request: Request): Promise<Readonly<Record<string, string>>> {
  if (!mayReachOutside(request)) return __SECURITY_HEADERS__
  const origins = (await allowedHosts.read()).map(({ origin }) => origin)
  return Object.fromEntries(
    Object.entries(__SECURITY_HEADERS__).map(([name, value]) => [
      name,
      name === 'Content-Security-Policy'
        ? widenPolicy(value, origins)
        : name === 'Cross-Origin-Embedder-Policy'
          ? policyForOpaqueAnswers(value)
          : value,
    ]),
  )
}

const tellHosts = (hosts: readonly AllowedHost[]) => {
  tell({ kind: 'allowed-hosts-changed', hosts })
  return { hosts }
}

self.addEventListener('message', (event) => {
  const port = event.ports[0]
  event.waitUntil(
    handle(event.data as WorkerRequest, event.source).then((result) => port?.postMessage(result)),
  )
})

async function handle(
  request: WorkerRequest,
  source: ExtendableMessageEvent['source'],
): Promise<Protocol[keyof Protocol]['result']> {
  switch (request.method) {
    case 'readLock':
      return { isLocked: await lock.read() }
    case 'setLock': {
      const { isLocked } = request.params
      await lock.write(isLocked)
      tell({ kind: 'lock-changed', isLocked })
      return { isLocked }
    }
    case 'listAllowedHosts':
      return { hosts: await allowedHosts.read() }
    case 'allowHost': {
      const { origin, purpose } = request.params
      return tellHosts(await allowedHosts.allow(origin, purpose, Date.now()))
    }
    case 'forbidHost':
      return tellHosts(await allowedHosts.forbid(request.params.origin))
    case 'checkHost': {
      const isAllowed = await mayAsk(request.params.origin)
      const isLocked = await lock.read()
      return { check: isLocked ? 'locked' : isAllowed ? 'allowed' : 'not-allowed' }
    }
    case 'readRequests':
      return { requests: requests.read() }
    case 'claimPages':
      await self.clients.claim()
      return true
    case 'takeOver':
      await self.skipWaiting()
      return true
    case 'nameShell':
      if (source instanceof Client) mainScripts.set(source.id, request.params.mainScript)
      await dropFormerIfUnused()
      return true
  }
}

/** A page of the former version still loads its parts lazily; its files stay until no open page runs from them. */
async function dropFormerIfUnused(): Promise<void> {
  const { active, installing, waiting } = self.registration
  if (installing || waiting || active?.state !== 'activated') return // the other files may belong to a newer version
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const scripts = windows.filter(({ url }) => url.startsWith(scope)).map(({ id }) => mainScripts.get(id))
  if (scripts.every((script) => script !== undefined && files.includes(script))) return files.dropFormer()
  if (hasAskedForMainScripts || !scripts.includes(undefined)) return
  hasAskedForMainScripts = true
  tell({ kind: 'name-your-shell' })
}
