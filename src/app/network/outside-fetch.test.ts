import { afterEach, describe, expect, test } from 'vitest'
import {
  type Answering,
  json,
  startTestServer,
  streamed,
  type TestServer,
} from '../../../scripts/model-server'
import { vllmShape } from '../../../scripts/model-server-shapes'
import { createOpenAiEngine } from '../../engines'
import type { HostCheck } from './allowed-host'
import type { NetworkLockState } from './network-lock'
import { createObservable } from './observable'
import { createOutsideDesk } from './outside-desk'
import { createOutsideFetch } from './outside-fetch'
import type { OutsideRequest, OutsideResponse } from './outside-protocol'

const open: TestServer[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

async function serve(answer: Answering): Promise<TestServer> {
  const server = await startTestServer(answer)
  open.push(server)
  return server
}

/** The worker's own code on this side of the wall; messages are cloned and come later, as they do from a worker. */
function startDesk(): Worker & { isTerminated: boolean; pulls: number } {
  const desk = {
    isTerminated: false,
    pulls: 0,
    onmessage: null as ((event: { data: OutsideResponse }) => void) | null,
    onerror: null,
    terminate: () => void (desk.isTerminated = true),
    postMessage: (request: OutsideRequest) => {
      if (request.kind === 'pull') desk.pulls += 1
      queueMicrotask(() => take(structuredClone(request)))
    },
  }
  const take = createOutsideDesk(fetch, (response) => {
    queueMicrotask(() => {
      if (!desk.isTerminated) desk.onmessage?.({ data: structuredClone(response) })
    })
  })
  return desk as unknown as Worker & { isTerminated: boolean; pulls: number }
}

function setUp(allowed: readonly string[]) {
  const origins = createObservable(allowed)
  const lock = createObservable<NetworkLockState>('off')
  const desks: ReturnType<typeof startDesk>[] = []
  const outsideFetch = createOutsideFetch({
    hosts: {
      checkHost: async (origin): Promise<HostCheck> =>
        lock.getSnapshot() === 'on'
          ? 'locked'
          : origins.getSnapshot().includes(origin)
            ? 'allowed'
            : 'not-allowed',
      listAllowedHosts: () =>
        origins.getSnapshot().map((origin) => ({ origin, purposes: ['model-server'], allowedAt: 0 })),
      subscribe: origins.subscribe,
    },
    lock,
    startWorker: () => {
      const desk = startDesk()
      desks.push(desk)
      return desk
    },
  })
  return { outsideFetch, origins, lock, desks }
}

test('an answer comes as fetch would give it', async () => {
  const server = await serve(() => json(418, { a: 1 }, { 'X-A': 'b' }))
  const { outsideFetch } = setUp([server.origin])
  const response = await outsideFetch(server.origin, {
    method: 'POST',
    headers: { 'X-Asked': 'yes' },
    body: '{"q":1}',
  })
  expect([response.status, response.headers.get('X-A'), await response.json()]).toEqual([418, 'b', { a: 1 }])
  expect(server.received).toMatchObject([{ method: 'POST', headers: { 'x-asked': 'yes' }, body: { q: 1 } }])
})

test('the body comes at the reader’s pace', async () => {
  const server = await serve(() => streamed(['one', 'two'], 'hang'))
  const { outsideFetch, desks } = setUp([server.origin])
  const response = await outsideFetch(server.origin)
  expect(desks[0]?.pulls).toBe(0)
  const reader = response.body?.getReader()
  const { value } = (await reader?.read()) ?? {}
  expect(new TextDecoder().decode(value)).toMatch(/^one/)
  expect(desks[0]?.pulls).toBe(1)
  await reader?.cancel()
  await expect.poll(() => server.received[0]?.gone.aborted).toBe(true)
})

test('a host that was not allowed gets nothing, nor does any while the lock is on', async () => {
  const server = await serve(() => json(200, {}))
  const { outsideFetch, origins, lock, desks } = setUp([])
  await expect(outsideFetch(server.origin)).rejects.toMatchObject({ code: 'host-not-allowed' })
  origins.set([server.origin])
  lock.set('on')
  await expect(outsideFetch(server.origin)).rejects.toMatchObject({
    code: 'host-not-allowed',
    message: expect.stringContaining('lock') as string,
  })
  expect(desks).toHaveLength(0)
  lock.set('off')
  expect((await outsideFetch(server.origin)).status).toBe(200)
  expect(server.received).toHaveLength(1)
})

test('a host allowed later gets a worker whose policy knows it; work under way goes on', async () => {
  const [slow, quick] = [await serve(() => streamed(['a'], 'hang')), await serve(() => json(200, {}))]
  const { outsideFetch, origins, desks } = setUp([slow.origin])
  const reader = (await outsideFetch(slow.origin)).body?.getReader()
  origins.set([slow.origin, quick.origin])
  expect((await outsideFetch(quick.origin)).status).toBe(200)
  expect(desks.map(({ isTerminated }) => isTerminated)).toEqual([false, false])
  expect((await reader?.read())?.value).toBeDefined()
  await reader?.cancel()
})

describe('what is under way is cut', () => {
  async function begin() {
    const server = await serve(() => streamed(['a'], 'hang'))
    const parts = setUp([server.origin])
    const controller = new AbortController()
    const { signal } = controller
    const response = await parts.outsideFetch(server.origin, { signal })
    const reader = response.body?.getReader()
    await reader?.read()
    return { ...parts, server, controller, pending: reader?.read() }
  }

  test('by the signal, with its reason', async () => {
    const { controller, pending, server } = await begin()
    const reason = new Error('stopped')
    controller.abort(reason)
    await expect(pending).rejects.toBe(reason)
    await expect.poll(() => server.received[0]?.gone.aborted).toBe(true)
  })

  test('by the network lock', async () => {
    const { lock, pending, desks } = await begin()
    lock.set('on')
    await expect(pending).rejects.toThrow('closed')
    expect(desks[0]?.isTerminated).toBe(true)
  })

  test('by forbidding its host', async () => {
    const { origins, pending, desks } = await begin()
    origins.set([])
    await expect(pending).rejects.toThrow('closed')
    expect(desks[0]?.isTerminated).toBe(true)
  })

  test('by the server', async () => {
    const server = await serve(() => streamed(['a'], 'break'))
    const { outsideFetch } = setUp([server.origin])
    await expect((await outsideFetch(server.origin)).text()).rejects.toBeInstanceOf(TypeError)
  })
})

test('an abort before the answer, and a server that is not there', async () => {
  const server = await serve(() => ({ pieces: [], ending: 'hang' }))
  const { outsideFetch } = setUp([server.origin, 'http://127.0.0.1:9'])
  const reason = new Error('stopped')
  await expect(outsideFetch(server.origin, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  await expect(outsideFetch('http://127.0.0.1:9/')).rejects.toBeInstanceOf(TypeError)
})

describe('a model behind an allowed host', () => {
  const request = {
    messages: [{ role: 'user', content: 'Fever?' }],
    schema: null,
    maxTokens: 9,
    minTokens: 1,
    temperature: 0,
    seed: 1,
  } as const

  async function openModel(answer: Answering) {
    const server = await serve((asked) =>
      asked.path.endsWith('/models') ? json(200, { data: [{ id: 'm' }] }) : answer(asked),
    )
    const { outsideFetch, lock } = setUp([server.origin])
    const model = { kind: 'server', baseUrl: server.baseUrl, model: 'm', apiKey: null } as const
    const engine = createOpenAiEngine({ fetch: outsideFetch })
    const never = new AbortController().signal
    return { server, lock, session: await engine.load(model, () => undefined, never), never }
  }

  test('answers byte by byte', async () => {
    const bytes = Buffer.from(vllmShape({ pieces: ['Fièvre ', '痛'] }).join(''))
    const { session, never } = await openModel(() =>
      streamed(Array.from(bytes, (byte) => Uint8Array.of(byte))),
    )
    let text = ''
    for await (const token of session.generate(request, never)) if (token.kind === 'text') text += token.text
    expect(text).toBe('Fièvre 痛')
  })

  test('is stopped within 250 ms, and told so', async () => {
    const { session, server } = await openModel(() =>
      streamed(vllmShape({ pieces: ['a'] }).slice(0, 2), 'hang'),
    )
    const controller = new AbortController()
    let stoppedAt = Infinity
    const work = (async () => {
      for await (const _token of session.generate(request, controller.signal)) {
        stoppedAt = performance.now()
        controller.abort(new Error('enough'))
      }
    })()
    await expect(work).rejects.toThrow('enough')
    expect(performance.now() - stoppedAt).toBeLessThan(250)
    await expect.poll(() => server.received[1]?.gone.aborted).toBe(true)
  })

  test('is out of reach under the network lock, with the reason', async () => {
    const { session, never, lock, server } = await openModel(() => streamed([]))
    lock.set('on')
    await expect(session.generate(request, never)[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'host-not-allowed',
    })
    expect(server.received).toHaveLength(1)
  })
})
