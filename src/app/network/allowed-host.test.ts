import { describe, expect, test, vi } from 'vitest'
import { addHost, parseHosts, readOrigin } from './allowed-host'
import { createAllowedHosts } from './allowed-hosts'
import { mayReachOutside } from './widen-policy'

describe('an origin', () => {
  test.each([
    ['http://localhost:11434/v1', 'http://localhost:11434'],
    ['HTTPS://Llm.Example:443/a?b#c', 'https://llm.example'],
    ['https://user:secret@llm.example/', 'https://llm.example'],
    ['http://10.0.0.5:8000', 'http://10.0.0.5:8000'],
  ])('of %s is %s', (address, origin) => expect(readOrigin(address)).toEqual({ kind: 'ok', origin }))

  test.each([
    ['localhost', 'not-an-address'],
    ['ftp://a.example', 'not-http'],
    ['javascript:alert(1)', 'not-http'],
    ['http://[::1]:8080', 'ipv6-address'],
    ["http://a.example;script-src'self'/", 'not-an-address'],
    ['http://*.example', 'not-an-address'],
  ])('%s is none: %s', (address, code) => expect(readOrigin(address)).toEqual({ kind: 'problem', code }))
})

test('a host is listed once, with all it was allowed for', () => {
  const once = addHost([], 'https://a.example', 'model-server', 1)
  expect(addHost(once, 'https://a.example', 'model-server', 2)).toBe(once)
  const twice = addHost(once, 'https://a.example', 'model-source', 2)
  expect(twice).toEqual([
    { origin: 'https://a.example', purposes: ['model-server', 'model-source'], allowedAt: 1 },
  ])
})

test('a kept list is read with care', () => {
  const good = { origin: 'https://a.example', purposes: ['model-source'], allowedAt: 5 }
  const bad = [
    { ...good, origin: 'https://a.example; script-src *' },
    { ...good, origin: 'https://a.example/path' },
    { ...good, purposes: ['anything'] },
    { ...good, allowedAt: 'now' },
    null,
  ]
  expect(parseHosts([good, ...bad])).toEqual([good])
  expect(parseHosts({})).toEqual([])
})

test('only workers that ask outside get the wider policy', () => {
  const at = (file: string, destination: RequestDestination) =>
    mayReachOutside({ url: `https://rounds.example/app/${file}`, destination })
  expect(at('assets/outside.worker-12345678.js', 'worker')).toBe(true)
  expect(at('assets/webllm.worker-12345678.js', 'worker')).toBe(false)
  expect(at('assets/knowledge.worker-12345678.js', 'worker')).toBe(false)
  expect(at('assets/outside.worker-12345678.js', 'script')).toBe(false)
  expect(at('index.html', 'document')).toBe(false)
})

describe('without a service worker', () => {
  const notices = new EventTarget()

  test('a page under the policy can add no host', async () => {
    const hosts = createAllowedHosts(undefined, notices, true)
    await hosts.start(Promise.resolve(null))
    expect(await hosts.allowHost('http://localhost:1', 'model-server')).toEqual({
      kind: 'refused',
      code: 'no-service-worker',
    })
    expect(hosts.getSnapshot()).toEqual({ kind: 'unavailable', hosts: [] })
    expect(await hosts.checkHost('http://localhost:1')).toBe('unavailable')
  })

  test('the development server keeps the list while the page lives', async () => {
    const hosts = createAllowedHosts(undefined, notices, false)
    await hosts.start(Promise.resolve(null))
    const listener = vi.fn()
    hosts.subscribe(listener)
    expect(await hosts.allowHost('http://localhost:1/v1', 'model-server')).toEqual({
      kind: 'allowed',
      origin: 'http://localhost:1',
    })
    expect(await hosts.checkHost('http://localhost:1')).toBe('allowed')
    expect(hosts.listAllowedHosts()).toMatchObject([{ origin: 'http://localhost:1' }])
    await hosts.forbidHost('http://localhost:1')
    expect(await hosts.checkHost('http://localhost:1')).toBe('not-allowed')
    expect(listener).toHaveBeenCalledTimes(2)
    expect(await hosts.allowHost('nonsense', 'model-server')).toEqual({
      kind: 'refused',
      code: 'not-an-address',
    })
  })
})
