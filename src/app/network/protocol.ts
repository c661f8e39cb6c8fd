// What pages and the service worker say to each other. Both sides import this file.

import type { AllowedHost, HostCheck, HostPurpose } from './allowed-host'

/** Who answered a request; `refused` is the network lock's doing, `blocked` the Content-Security-Policy's. */
export const ANSWERS = ['cache', 'network', 'refused', 'blocked', 'failed'] as const
export type Answer = (typeof ANSWERS)[number]

/** One request, as the requests page shows it. Holds no query values, no fragment and no body. */
export interface RequestRecord {
  /** Unique among all records a page can see. */
  readonly id: string
  /** Milliseconds since the epoch at its start. */
  readonly time: number
  /** Null where the browser doesn't tell. */
  readonly method: string | null
  /** Redacted by `redactUrl`; of an outside host its origin only. */
  readonly url: string
  /** What it was for: `document`, `script`, `worker`, `font`, `fetch` …; of a blocked one, the directive that forbids it. */
  readonly destination: string
  readonly answer: Answer
  /** As sent over the wire where the host said so. */
  readonly bytes: number | null
  readonly durationMs: number | null
}

/** What a page may ask of the service worker. */
export interface Protocol {
  readLock: { params: null; result: { isLocked: boolean } }
  setLock: { params: { isLocked: boolean }; result: { isLocked: boolean } }
  listAllowedHosts: { params: null; result: { hosts: readonly AllowedHost[] } }
  allowHost: { params: { origin: string; purpose: HostPurpose }; result: { hosts: readonly AllowedHost[] } }
  forbidHost: { params: { origin: string }; result: { hosts: readonly AllowedHost[] } }
  /** Whether a host may be asked now; asking wakes the service worker for the request that follows. */
  checkHost: { params: { origin: string }; result: { check: HostCheck } }
  readRequests: { params: null; result: { requests: readonly RequestRecord[] } }
  /** A page that loaded around the service worker (a forced reload) asks to be served by it again. */
  claimPages: { params: null; result: true }
  /** The waiting version may replace the one in use. */
  takeOver: { params: null; result: true }
  /** The page says which files it runs from: the address of its main script. */
  nameShell: { params: { mainScript: string }; result: true }
}

export type Method = keyof Protocol
export type WorkerRequest = { [M in Method]: { method: M; params: Protocol[M]['params'] } }[Method]

/** What the service worker tells every page, over `NOTICE_CHANNEL`. */
export type Notice =
  | { readonly kind: 'request'; readonly request: RequestRecord }
  | { readonly kind: 'lock-changed'; readonly isLocked: boolean }
  | { readonly kind: 'allowed-hosts-changed'; readonly hosts: readonly AllowedHost[] }
  | { readonly kind: 'name-your-shell' }

export const NOTICE_CHANNEL = 'rounds-service-worker'
