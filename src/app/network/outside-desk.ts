import type { OutsideRequest, OutsideResponse } from './outside-protocol'

interface Exchange {
  readonly controller: AbortController
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | null
}

/** The worker's side of `createOutsideFetch`: sends what the page asks for and hands the answer back piece by piece. */
export function createOutsideDesk(
  fetch: typeof globalThis.fetch,
  send: (response: OutsideResponse, transfer: Transferable[]) => void,
): (request: OutsideRequest) => void {
  const exchanges = new Map<number, Exchange>()

  function finish(id: number, ending: OutsideResponse): void {
    if (exchanges.delete(id)) send(ending, [])
  }

  function fail(id: number, error: unknown): void {
    finish(id, { id, kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  }

  async function start({ id, url, init }: Extract<OutsideRequest, { kind: 'start' }>): Promise<void> {
    const exchange: Exchange = { controller: new AbortController(), reader: null }
    exchanges.set(id, exchange)
    const response = await fetch(url, {
      ...init,
      headers: init.headers.map(([name, value]): [string, string] => [name, value]),
      signal: exchange.controller.signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    })
    exchange.reader = response.body?.getReader() ?? null
    const { status, statusText } = response
    send({ id, kind: 'head', status, statusText, headers: [...response.headers] }, [])
    if (!exchange.reader) finish(id, { id, kind: 'end' })
  }

  async function pull(id: number): Promise<void> {
    const read = await exchanges.get(id)?.reader?.read()
    if (!read || !exchanges.has(id)) return
    if (read.done) finish(id, { id, kind: 'end' })
    else {
      // Whole buffers only are handed over; part of a larger one is copied.
      const bytes = read.value.byteLength === read.value.buffer.byteLength ? read.value : read.value.slice()
      send({ id, kind: 'chunk', bytes }, [bytes.buffer])
    }
  }

  return (request) => {
    switch (request.kind) {
      case 'start':
        return void start(request).catch((error: unknown) => fail(request.id, error))
      case 'pull':
        return void pull(request.id).catch((error: unknown) => fail(request.id, error))
      case 'cancel':
        exchanges.get(request.id)?.controller.abort()
        exchanges.delete(request.id)
    }
  }
}
