import { addHeaders, answerRequest } from './network/answer-request'
import { createAppFiles } from './network/app-files'
import { createLockFlag } from './network/lock-flag'
import {
  type Answer,
  NOTICE_CHANNEL,
  type Notice,
  type Protocol,
  type WorkerRequest,
} from './network/protocol'
import { redactUrl } from './network/redact-url'
import { createRequestRing } from './network/request-ring'

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
  event.respondWith(answer(event))
})

async function answer(event: FetchEvent): Promise<Response> {
  const { request } = event
  const time = Date.now()
  const log = (outcome: Answer, response: Response | null) => {
    const length =
      outcome === 'cache' || outcome === 'network' ? response?.headers.get('Content-Length') : null
    const record = {
      id: `${wokeAt}-${++requestCount}`,
      time,
      method: request.method,
      url: redactUrl(request.url),
      destination: request.destination || 'fetch',
      answer: outcome,
      bytes: length ? Number(length) : null,
      durationMs: Date.now() - time,
    }
    requests.add(record)
    tell({ kind: 'request', request: record })
  }
  try {
    const keepAlive = (work: Promise<unknown>) => event.waitUntil(work)
    const { response, answer: outcome } = await answerRequest(request, { files, lock, fetch, keepAlive })
    log(outcome, response)
    return request.url.startsWith(scope) ? addHeaders(response, __SECURITY_HEADERS__) : response
  } catch (error) {
    log('failed', null)
    throw error
  }
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
