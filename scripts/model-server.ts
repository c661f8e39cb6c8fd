import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as the server got it. */
export interface ReceivedRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** Parsed JSON; null where there was none. */
  readonly body: Readonly<Record<string, unknown>> | null
  /** Aborts when the client hangs up before the answer is whole. */
  readonly gone: AbortSignal
}

export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Written one after the other, each as a packet of its own as far as the system keeps them apart. */
  readonly pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>
  /** After the last piece: end properly, leave the connection open without a word, or break it. */
  readonly ending?: 'end' | 'hang' | 'break'
}

export interface TestServer {
  /** Ends in `/v1`. */
  readonly baseUrl: string
  readonly origin: string
  readonly received: readonly ReceivedRequest[]
  close(): Promise<void>
}

export type Answering = (request: ReceivedRequest) => Reply | Promise<Reply>

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': '*',
  'Access-Control-Allow-Methods': 'GET, POST',
}

/** An answer streamed as server-sent events. */
export const streamed = (pieces: Reply['pieces'], ending: Reply['ending'] = 'end'): Reply => ({
  headers: { 'Content-Type': 'text/event-stream' },
  pieces,
  ending,
})

export const json = (status: number, value: unknown, headers: Reply['headers'] = {}): Reply => ({
  status,
  headers: { 'Content-Type': 'application/json', ...headers },
  pieces: [JSON.stringify(value)],
})

/** A model server for tests, on a free port of this machine. `answer` gets every request but those for CORS. */
export async function startTestServer(
  answer: Answering,
  options: { cors?: boolean } = {},
): Promise<TestServer> {
  const received: ReceivedRequest[] = []
  const cors = options.cors === false ? {} : CORS
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = []
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      if (incoming.method === 'OPTIONS') return void response.writeHead(204, cors).end()
      const text = Buffer.concat(parts).toString()
      const request: ReceivedRequest = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: text === '' ? null : (JSON.parse(text) as Record<string, unknown>),
        gone: gone.signal,
      }
      received.push(request)
      void Promise.resolve(answer(request)).then((reply) => write(response, reply, cors))
    })
  })
  const origin = `http://127.0.0.1:${await listen(server)}`
  return {
    baseUrl: `${origin}/v1`,
    origin,
    received,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

async function write(response: ServerResponse, reply: Reply, cors: object): Promise<void> {
  response.writeHead(reply.status ?? 200, { ...cors, ...reply.headers })
  response.flushHeaders()
  for await (const piece of reply.pieces) {
    if (response.destroyed) return
    // Waiting for the write keeps small pieces from travelling together.
    await new Promise((resolve) => response.write(piece, resolve))
  }
  if (reply.ending === 'break') response.destroy()
  else if (reply.ending !== 'hang') response.end()
}
