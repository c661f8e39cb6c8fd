import { createAppUpdates } from './app-updates'
import { createAllowedHosts } from './allowed-hosts'
import { createNetworkLock } from './network-lock'
import { NOTICE_CHANNEL } from './protocol'
import { createRequestLog } from './request-log'

/** Absent outside secure contexts, whatever its type says. */
const container = navigator.serviceWorker as ServiceWorkerContainer | undefined
const notices = new BroadcastChannel(NOTICE_CHANNEL)

export const networkLock = createNetworkLock(container, notices)
export const requestLog = createRequestLog(container, notices)
/** Hosts other than the app's own: which may be asked, and the `fetch` that asks them. */
export const outside = {
  hosts: createAllowedHosts(container, notices, import.meta.env.PROD),
  /** See `createOutsideFetch`; loaded with the first engine that needs it. */
  loadFetch: async (): Promise<typeof fetch> => (await import('./outside')).outsideFetch,
}
export const appUpdates = createAppUpdates(container, notices, {
  mainScript: document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src ?? '',
  reload: () => location.reload(),
})

/**
 * Starts the request log, the service worker that makes the app work offline, the network lock and the watch for newer
 * versions. Call it once, before the first render, so that no request goes unseen.
 *
 * @returns whether the app will work offline: false on the development server, in insecure contexts, and where the browser
 *   refuses the service worker.
 */
export async function startNetwork(): Promise<boolean> {
  requestLog.start()
  const registered = register()
  await Promise.all([
    networkLock.start(registered),
    outside.hosts.start(registered),
    appUpdates.start(registered),
  ])
  return (await registered) !== null
}

async function register(): Promise<ServiceWorkerRegistration | null> {
  if (!container || !import.meta.env.PROD) return null
  try {
    return await container.register(new URL('sw.js', document.baseURI))
  } catch (error) {
    console.warn('The app runs, but not offline: the service worker could not be registered.', error)
    return null
  }
}
