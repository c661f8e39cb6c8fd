import type { RequestRecord } from './protocol'

export const RING_SIZE = 500

/** The latest requests, oldest first; past `RING_SIZE` the oldest goes. */
export interface RequestRing {
  add(request: RequestRecord): void
  read(): readonly RequestRecord[]
}

export function createRequestRing(size = RING_SIZE): RequestRing {
  let requests: readonly RequestRecord[] = []
  return {
    add: (request) => {
      requests = [...requests.slice(Math.max(0, requests.length + 1 - size)), request]
    },
    read: () => requests,
  }
}
