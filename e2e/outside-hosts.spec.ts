import { readdirSync } from 'node:fs'
import { type Page, expect, test } from 'playwright/test'
import { vllmShape } from '../scripts/model-server-shapes'
import { type TestServer, startTestServer, streamed } from '../scripts/model-server'
import type { OutsideRequest, OutsideResponse } from '../src/app/network/outside-protocol'
import type { Method, Protocol } from '../src/app/network/protocol'

const OUTSIDE_WORKER = readdirSync('dist/assets').find((name) => /^outside\.worker-.*\.js$/.test(name))
const QUESTION = 'fever-and-a-rub'

let first: TestServer
let second: TestServer

test.beforeEach(async () => {
  const answer = () => streamed(vllmShape({ pieces: ['An ', 'answer'] }))
  ;[first, second] = await Promise.all([startTestServer(answer), startTestServer(answer)])
})
test.afterEach(() => Promise.all([first.close(), second.close()]))

/** Opens the app as a returning visitor has it: answered by its service worker. */
async function openServed(page: Page): Promise<void> {
  await page.goto('/')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await page.reload()
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
}

function ask<M extends Method>(
  page: Page,
  method: M,
  params: Protocol[M]['params'],
): Promise<Protocol[M]['result']> {
  return page.evaluate(
    ([name, values]) =>
      new Promise<Protocol[M]['result']>((resolve) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = ({ data }: MessageEvent<Protocol[M]['result']>) => resolve(data)
        navigator.serviceWorker.controller?.postMessage({ method: name, params: values }, [port2])
      }),
    [method, params] as const,
  )
}

/** Sends a question through a fresh worker of the app's; null where nobody answered. */
function askThroughWorker(page: Page, server: TestServer): Promise<{ status: number; text: string } | null> {
  return page.evaluate(
    ([script, url, body]) =>
      new Promise<{ status: number; text: string } | null>((resolve) => {
        const worker = new Worker(`/assets/${script}`, { type: 'module' })
        const send = (request: OutsideRequest) => worker.postMessage(request)
        let status = 0
        let text = ''
        worker.onmessage = ({ data }: MessageEvent<OutsideResponse>) => {
          if (data.kind === 'head') status = data.status
          if (data.kind === 'chunk') text += new TextDecoder().decode(data.bytes)
          if (data.kind === 'head' || data.kind === 'chunk') return send({ id: 1, kind: 'pull' })
          worker.terminate()
          resolve(data.kind === 'end' ? { status, text } : null)
        }
        const headers = [['Content-Type', 'application/json']] as const
        send({
          id: 1,
          kind: 'start',
          url,
          init: { method: 'POST', headers, body, mode: 'cors', redirect: 'error', cache: 'no-store' },
        })
      }),
    [OUTSIDE_WORKER, `${server.baseUrl}/chat/completions`, JSON.stringify({ q: QUESTION })] as const,
  )
}

const askFromPage = (page: Page, server: TestServer) =>
  page.evaluate(
    (url) =>
      fetch(url, { method: 'POST' }).then(
        ({ status }) => status,
        () => null,
      ),
    `${server.baseUrl}/chat/completions`,
  )

test('a host outside is reached once it is allowed, by the worker that asks outside and by nothing else', async ({
  page,
}) => {
  await openServed(page)
  expect(await askThroughWorker(page, first)).toBeNull()
  expect(await askFromPage(page, first)).toBeNull()
  expect(first.received).toHaveLength(0)

  const { hosts } = await ask(page, 'allowHost', { origin: first.origin, purpose: 'model-server' })
  expect(hosts).toMatchObject([{ origin: first.origin, purposes: ['model-server'] }])
  const answer = await askThroughWorker(page, first)
  expect(answer?.status).toBe(200)
  expect(answer?.text).toContain('[DONE]')
  expect(first.received.at(-1)?.body).toEqual({ q: QUESTION })

  const received = first.received.length
  expect(await askThroughWorker(page, second)).toBeNull()
  expect(await askFromPage(page, second)).toBeNull()
  expect(await askFromPage(page, first)).toBeNull()
  expect([first.received.length, second.received.length]).toEqual([received, 0])
})

test('with the network lock on nothing outside is reached', async ({ page }) => {
  await openServed(page)
  await ask(page, 'allowHost', { origin: first.origin, purpose: 'model-server' })
  await ask(page, 'setLock', { isLocked: true })
  expect(await ask(page, 'checkHost', { origin: first.origin })).toEqual({ check: 'locked' })
  expect((await askThroughWorker(page, first))?.status).toBe(503)
  expect(first.received).toHaveLength(0)
  await ask(page, 'setLock', { isLocked: false })
  expect((await askThroughWorker(page, first))?.status).toBe(200)
})

test('a forbidden host is out of reach again, also for a worker that runs', async ({ page }) => {
  await openServed(page)
  await ask(page, 'allowHost', { origin: first.origin, purpose: 'model-server' })
  expect((await askThroughWorker(page, first))?.status).toBe(200)
  await page.evaluate((script) => {
    const worker = new Worker(`/assets/${script}`, { type: 'module' })
    Object.assign(globalThis, { running: worker })
  }, OUTSIDE_WORKER)
  await ask(page, 'forbidHost', { origin: first.origin })
  expect(await askThroughWorker(page, first)).toBeNull()
  const status = await page.evaluate(
    (url) =>
      new Promise((resolve) => {
        const worker = (globalThis as unknown as { running: Worker }).running
        worker.onmessage = ({ data }: MessageEvent<OutsideResponse>) =>
          resolve(data.kind === 'head' ? data.status : data.kind)
        const init = {
          method: 'POST',
          headers: [],
          body: '{}',
          mode: 'cors',
          redirect: 'error',
          cache: 'no-store',
        }
        worker.postMessage({ id: 1, kind: 'start', url, init })
      }),
    `${first.baseUrl}/chat/completions`,
  )
  expect([503, 'failed']).toContain(status)
  expect(first.received).toHaveLength(1)
})

test('the list is kept, and requests are logged by host without a word of what was sent', async ({
  page,
  context,
}) => {
  await openServed(page)
  await ask(page, 'allowHost', { origin: first.origin, purpose: 'model-server' })
  await askThroughWorker(page, first)
  const { requests } = await ask(page, 'readRequests', null)
  const outside = requests.filter(({ url }) => url.startsWith(first.origin))
  expect(outside).toMatchObject([{ url: `${first.origin}/`, answer: 'network', method: 'POST' }])
  expect(JSON.stringify(requests)).not.toContain(QUESTION)
  await page.goto('/#/requests')
  await expect(page.getByText(first.origin).first()).toBeVisible()

  await page.close()
  const other = await context.newPage()
  await openServed(other)
  expect((await ask(other, 'listAllowedHosts', null)).hosts).toMatchObject([{ origin: first.origin }])
  expect((await askThroughWorker(other, first))?.status).toBe(200)
})

test('a service worker that the browser put to sleep lets the allowed host through, and keeps to the lock', async ({
  page,
  context,
}) => {
  await openServed(page)
  await ask(page, 'allowHost', { origin: first.origin, purpose: 'model-server' })
  const devtools = await context.newCDPSession(page)
  await devtools.send('ServiceWorker.enable')
  await devtools.send('ServiceWorker.stopAllWorkers')
  expect((await askThroughWorker(page, first))?.status).toBe(200)
  await ask(page, 'setLock', { isLocked: true })
  await devtools.send('ServiceWorker.stopAllWorkers')
  expect((await askThroughWorker(page, first))?.status).toBe(503)
  expect(first.received).toHaveLength(1)
})
