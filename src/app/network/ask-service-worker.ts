import type { Method, Protocol } from './protocol'

/** Long enough for a service worker to start on a busy machine. */
const TIMEOUT_MS = 10_000

/**
 * Sends one request to a service worker and waits for its answer; null after ten seconds without one, as when the service
 * worker is replaced meanwhile or belongs to another app that used this address.
 */
export function askServiceWorker<M extends Method>(
  worker: Pick<ServiceWorker, 'postMessage'>,
  method: M,
  params: Protocol[M]['params'],
): Promise<Protocol[M]['result'] | null> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      port1.close()
      resolve(null)
    }, TIMEOUT_MS)
    port1.onmessage = ({ data }: MessageEvent<Protocol[M]['result']>) => {
      clearTimeout(timer)
      port1.close()
      resolve(data)
    }
    worker.postMessage({ method, params }, [port2])
  })
}
