import { askServiceWorker } from './ask-service-worker'
import { createObservable, type Observable } from './observable'
import type { Notice } from './protocol'

/** `ready`: a newer version is on this machine, and a reload would show it. */
export type UpdateState = 'current' | 'ready'

export interface AppUpdates extends Observable<UpdateState> {
  start(registered: Promise<ServiceWorkerRegistration | null>): Promise<void>
  /** Lets the newer version take over and reloads this page. Only ever called at a person's word. */
  reload(): Promise<void>
}

export interface UpdatePage {
  /** Address of the script this page runs from. */
  readonly mainScript: string
  readonly reload: () => void
}

/** Watches for a newer version of the app. A page is never replaced under a person's hands: see `reload`. */
export function createAppUpdates(
  container: ServiceWorkerContainer | undefined,
  notices: EventTarget,
  page: UpdatePage,
): AppUpdates {
  const { getSnapshot, subscribe, set } = createObservable<UpdateState>('current')
  let waiting: ServiceWorker | null = null

  const nameShell = () =>
    container?.controller?.postMessage({ method: 'nameShell', params: { mainScript: page.mainScript } })

  const noteWaiting = (registration: ServiceWorkerRegistration) => {
    if (!registration.waiting || !registration.active) return
    waiting = registration.waiting
    set('ready')
  }

  return {
    getSnapshot,
    subscribe,
    async start(registered) {
      if (!container) return
      let isFirst = container.controller === null
      container.addEventListener('controllerchange', () => {
        if (!isFirst) set('ready') // another tab let the newer version in; this page still runs the former one
        isFirst = false
        nameShell()
      })
      notices.addEventListener('message', (event) => {
        if ((event as MessageEvent<Notice>).data.kind === 'name-your-shell') nameShell()
      })
      nameShell()
      const registration = await registered
      if (!registration) return
      noteWaiting(registration)
      registration.addEventListener('updatefound', () => {
        const { installing } = registration
        installing?.addEventListener('statechange', () => noteWaiting(registration))
      })
    },
    async reload() {
      if (!waiting || waiting.state !== 'installed' || !container) return page.reload()
      const taken = new Promise((resolve) =>
        container.addEventListener('controllerchange', resolve, { once: true }),
      )
      await askServiceWorker(waiting, 'takeOver', null)
      await taken
      page.reload()
    },
  }
}
