import { createOutsideFetch } from './outside-fetch'
import { networkLock, outside } from './start-network'

/** The one `fetch` of this page that reaches hosts outside: the allowed ones. Loaded with the first engine that needs it. */
export const outsideFetch = createOutsideFetch({
  hosts: outside.hosts,
  lock: networkLock,
  startWorker: () => new Worker(new URL('./outside.worker.ts', import.meta.url), { type: 'module' }),
})
