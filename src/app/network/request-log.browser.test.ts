import { expect, test } from 'vitest'
import type { RequestRecord } from './protocol'
import { createRequestLog } from './request-log'

const request = (id: string, time: number): RequestRecord => ({
  id,
  time,
  method: 'GET',
  url: 'http://localhost/x',
  destination: 'fetch',
  answer: 'network',
  bytes: null,
  durationMs: 1,
})

function setUp() {
  const notices = new EventTarget()
  const log = createRequestLog(undefined, notices)
  log.start()
  const tell = (record: RequestRecord) =>
    notices.dispatchEvent(new MessageEvent('message', { data: { kind: 'request', request: record } }))
  return { log, tell, idsOf: () => log.getSnapshot().requests.map(({ id }) => id) }
}

test('requests from before the log began are listed, and later ones as they come', async () => {
  const { log } = setUp()
  const has = (part: string) => log.getSnapshot().requests.some(({ url }) => url.includes(part))
  await expect.poll(() => log.getSnapshot().requests.length).toBeGreaterThan(1)
  expect(log.getSnapshot().requests.filter(({ destination }) => destination === 'document')).toHaveLength(1)
  await (await fetch('/icon.svg?late-request=secret')).text()
  await expect.poll(() => has('late-request=…')).toBe(true)
  expect(has('secret')).toBe(false)
})

test('the service worker’s records are merged by time, once each, and none from before this page', () => {
  const { log, tell, idsOf } = setUp()
  const now = Date.now()
  tell(request('second', now + 60_000))
  tell(request('first', now + 50_000))
  tell(request('second', now + 60_000))
  tell(request('former page', performance.timeOrigin - 5))
  expect(idsOf().slice(-2)).toEqual(['first', 'second'])
  expect(idsOf()).not.toContain('former page')
  expect(log.getSnapshot().omitted).toBe(0)
})

test('past its capacity the oldest go and are counted', () => {
  const { log, tell } = setUp()
  const now = Date.now() + 60_000
  for (let i = 0; i < 2100; i++) tell(request(String(i), now + i))
  const { requests, omitted } = log.getSnapshot()
  expect(requests).toHaveLength(2000)
  expect(requests.at(-1)?.id).toBe('2099')
  expect(omitted).toBeGreaterThanOrEqual(100)
})

test('a blocked address is listed without its query values, inline code is not', () => {
  const { log } = setUp()
  const report = (blockedURI: string, originalPolicy: string) =>
    document.dispatchEvent(
      new SecurityPolicyViolationEvent('securitypolicyviolation', {
        blockedURI,
        originalPolicy,
        effectiveDirective: 'connect-src',
        violatedDirective: 'connect-src',
        documentURI: location.href,
        disposition: 'enforce',
        statusCode: 200,
      }),
    )
  report('https://elsewhere.example/?q=fever', "connect-src 'self'")
  report('https://elsewhere.example/?q=fever', "connect-src 'self'; frame-ancestors 'none'")
  report('inline', "script-src 'self'")
  const blocked = log.getSnapshot().requests.filter(({ answer }) => answer === 'blocked')
  expect(blocked).toMatchObject([
    { url: 'https://elsewhere.example/?q=…', destination: 'connect-src', bytes: null },
  ])
})
