import { askServiceWorker } from './ask-service-worker'
import { createObservable, type Observable } from './observable'
import type { Notice } from './protocol'

/**
 * `on`: the service worker answers from kept files only and refuses all else. `off`: the app's own host may be asked.
 * `unavailable`: no service worker serves this page, so nothing can enforce a lock; the Content-Security-Policy still
 * forbids other hosts.
 */
export type NetworkLockState = 'starting' | 'on' | 'off' | 'unavailable'

export interface NetworkLock extends Observable<NetworkLockState> {
  /** Reads the state, and follows it when another tab changes it. `registered` is null where there is no service worker. */
  start(registered: Promise<ServiceWorkerRegistration | null>): Promise<void>
  /**
   * Turns the lock on or off, for all tabs and until changed again. Resolves once it is in force.
   *
   * @returns false where no service worker enforces it.
   */
  set(isLocked: boolean): Promise<boolean>
}

const toState = ({ isLocked }: { readonly isLocked: boolean }) => (isLocked ? 'on' : 'off')

/**
 * @param container `navigator.serviceWorker`; undefined in browsers and contexts without service workers.
 * @param notices The channel on which the service worker speaks to pages.
 */
export function createNetworkLock(
  container: ServiceWorkerContainer | undefined,
  notices: EventTarget,
): NetworkLock {
  const { getSnapshot, subscribe, set: show } = createObservable<NetworkLockState>('starting')

  const read = async () => {
    const worker = container?.controller
    if (!worker) return
    const answer = await askServiceWorker(worker, 'readLock', null)
    show(answer ? toState(answer) : 'unavailable')
  }

  return {
    getSnapshot,
    subscribe,
    async start(registered) {
      notices.addEventListener('message', (event) => {
        const notice = (event as MessageEvent<Notice>).data
        if (notice.kind === 'lock-changed' && container?.controller) show(toState(notice))
      })
      container?.addEventListener('controllerchange', () => void read())
      const registration = await registered
      if (!container || !registration) return show('unavailable')
      // A forced reload goes around the service worker; the lock would be off in this tab alone.
      if (!container.controller && registration.active)
        await askServiceWorker(registration.active, 'claimPages', null)
      await read()
    },
    async set(isLocked) {
      const worker = container?.controller
      if (!worker) return false
      const answer = await askServiceWorker(worker, 'setLock', { isLocked })
      if (!answer) return false
      show(toState(answer))
      return true
    },
  }
}
