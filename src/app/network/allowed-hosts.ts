import {
  addHost,
  readOrigin,
  type AllowedHost,
  type HostCheck,
  type HostPurpose,
  type OriginRead,
} from './allowed-host'
import { askServiceWorker } from './ask-service-worker'
import { createObservable, type Observable } from './observable'
import type { Notice } from './protocol'

/**
 * `enforced`: the service worker keeps the list and holds the page to it. `unenforced`: the development server, without a
 * policy; the list lasts as long as the page. `unavailable`: no service worker serves this page, so no host can be added.
 */
export interface AllowedHostsState {
  readonly kind: 'starting' | 'enforced' | 'unenforced' | 'unavailable'
  readonly hosts: readonly AllowedHost[]
}

export type AllowOutcome =
  | { readonly kind: 'allowed'; readonly origin: string }
  | {
      readonly kind: 'refused'
      readonly code: Extract<OriginRead, { kind: 'problem' }>['code'] | 'no-service-worker'
    }

export interface AllowedHosts extends Observable<AllowedHostsState> {
  start(registered: Promise<ServiceWorkerRegistration | null>): Promise<void>
  /** Lets the app ask the host of this address, in all tabs and until forbidden. Only ever called at a person's word. */
  allowHost(address: string, purpose: HostPurpose): Promise<AllowOutcome>
  /** Takes it back: later requests fail, running ones are cut. @returns false where the service worker didn't answer. */
  forbidHost(origin: string): Promise<boolean>
  listAllowedHosts(): readonly AllowedHost[]
  /** Asks the service worker, which is awake and knows the answer for the request that follows. */
  checkHost(origin: string): Promise<HostCheck>
}

/**
 * @param container `navigator.serviceWorker`; undefined in contexts without service workers.
 * @param notices The channel on which the service worker speaks to pages.
 * @param hasPolicy False on the development server, where nothing holds the page back.
 */
export function createAllowedHosts(
  container: ServiceWorkerContainer | undefined,
  notices: EventTarget,
  hasPolicy: boolean,
): AllowedHosts {
  const { getSnapshot, subscribe, set } = createObservable<AllowedHostsState>({ kind: 'starting', hosts: [] })
  const show = (kind: AllowedHostsState['kind'], hosts: readonly AllowedHost[]) => set({ kind, hosts })

  async function read(): Promise<void> {
    const worker = container?.controller
    if (!worker) return
    const answer = await askServiceWorker(worker, 'listAllowedHosts', null)
    show(answer ? 'enforced' : 'unavailable', answer?.hosts ?? [])
  }

  return {
    getSnapshot,
    subscribe,
    listAllowedHosts: () => getSnapshot().hosts,
    async start(registered) {
      notices.addEventListener('message', (event) => {
        const notice = (event as MessageEvent<Notice>).data
        if (notice.kind === 'allowed-hosts-changed' && container?.controller) show('enforced', notice.hosts)
      })
      container?.addEventListener('controllerchange', () => void read())
      const registration = await registered
      if (!registration) return show(hasPolicy ? 'unavailable' : 'unenforced', [])
      await read()
    },
    async allowHost(address, purpose) {
      const origin = readOrigin(address)
      if (origin.kind === 'problem') return { kind: 'refused', code: origin.code }
      const worker = container?.controller
      if (worker) {
        const answer = await askServiceWorker(worker, 'allowHost', { origin: origin.origin, purpose })
        if (!answer) return { kind: 'refused', code: 'no-service-worker' }
        show('enforced', answer.hosts)
      } else {
        if (hasPolicy) return { kind: 'refused', code: 'no-service-worker' }
        show('unenforced', addHost(getSnapshot().hosts, origin.origin, purpose, Date.now()))
      }
      return { kind: 'allowed', origin: origin.origin }
    },
    async forbidHost(origin) {
      const worker = container?.controller
      if (worker) {
        const answer = await askServiceWorker(worker, 'forbidHost', { origin })
        if (answer) show('enforced', answer.hosts)
        return answer !== null
      }
      const { kind, hosts } = getSnapshot()
      show(
        kind,
        hosts.filter((host) => host.origin !== origin),
      )
      return true
    },
    async checkHost(origin) {
      const worker = container?.controller
      if (worker) return (await askServiceWorker(worker, 'checkHost', { origin }))?.check ?? 'unavailable'
      if (hasPolicy) return 'unavailable'
      return getSnapshot().hosts.some((host) => host.origin === origin) ? 'allowed' : 'not-allowed'
    },
  }
}
