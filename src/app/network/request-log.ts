import { askServiceWorker } from './ask-service-worker'
import { createObservable, type Observable } from './observable'
import { recordNavigation, recordResource, recordViolation } from './page-requests'
import type { Notice, RequestRecord } from './protocol'

/** More than a day's work makes; beyond it the oldest go and are counted. */
const CAPACITY = 2000

export interface RequestLogState {
  /** By time, oldest first. */
  readonly requests: readonly RequestRecord[]
  /** How many older ones are no longer listed. */
  readonly omitted: number
}

export interface RequestLog extends Observable<RequestLogState> {
  start(): void
}

/**
 * Every request since this page began to load, from three witnesses: the service worker for all it answers, other tabs'
 * and workers' included; the browser's timing records for what came before it took over; policy reports for what was
 * blocked. Requests that a worker makes before the first service worker takes over have no witness here.
 */
export function createRequestLog(
  container: ServiceWorkerContainer | undefined,
  notices: EventTarget,
): RequestLog {
  const { getSnapshot, subscribe, set } = createObservable<RequestLogState>({ requests: [], omitted: 0 })
  const loadedAt = Math.floor(performance.timeOrigin)
  let servedSinceMs = container?.controller ? 0 : Infinity

  const add = (records: readonly RequestRecord[]) => {
    const { requests, omitted } = getSnapshot()
    const known = new Set(requests.map(({ id }) => id))
    const fresh = records.filter(({ id, time }) => time >= loadedAt && !known.has(id))
    if (fresh.length === 0) return
    const all = [...requests, ...fresh].sort((a, b) => a.time - b.time)
    const excess = Math.max(0, all.length - CAPACITY)
    set({ requests: all.slice(excess), omitted: omitted + excess })
  }

  const readFromWorker = async () => {
    const worker = container?.controller
    const answer = worker && (await askServiceWorker(worker, 'readRequests', null))
    if (answer) add(answer.requests)
  }

  const isUnseenByWorker = (entry: PerformanceResourceTiming) =>
    entry.workerStart === 0 && entry.startTime < servedSinceMs

  return {
    getSnapshot,
    subscribe,
    start() {
      notices.addEventListener('message', (event) => {
        const notice = (event as MessageEvent<Notice>).data
        if (notice.kind === 'request') add([notice.request])
      })
      container?.addEventListener('controllerchange', () => {
        servedSinceMs = Math.min(servedSinceMs, performance.now())
        void readFromWorker()
      })
      document.addEventListener('securitypolicyviolation', (event) => add(recordViolation(event, Date.now())))
      new PerformanceObserver((list) => {
        const entries = list.getEntries() as PerformanceResourceTiming[]
        add(entries.filter(isUnseenByWorker).flatMap(recordResource))
      }).observe({ type: 'resource', buffered: true })
      const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
      if (navigation?.workerStart === 0) add(recordNavigation(navigation))
      void readFromWorker()
    },
  }
}
