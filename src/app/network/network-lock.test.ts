import { afterEach, describe, expect, test, vi } from 'vitest'
import { createNetworkLock } from './network-lock'
import type { WorkerRequest } from './protocol'

/** A service worker that keeps the lock's flag, or, when deaf, belongs to another app and answers nothing. */
function createWorker({ isDeaf = false, onClaim = () => {} } = {}) {
  let isLocked = false
  return {
    postMessage: (request: WorkerRequest, [port]: MessagePort[]) => {
      if (isDeaf) return
      if (request.method === 'setLock') isLocked = request.params.isLocked
      if (request.method === 'claimPages') onClaim()
      port?.postMessage(request.method === 'claimPages' ? true : { isLocked })
    },
  }
}

function setUp({ isServed = true, isDeaf = false } = {}) {
  const container = Object.assign(new EventTarget(), { controller: null as object | null })
  const claim = () => {
    container.controller = worker
    container.dispatchEvent(new Event('controllerchange'))
  }
  const worker = createWorker({ isDeaf, onClaim: claim })
  if (isServed) container.controller = worker
  const notices = new EventTarget()
  const lock = createNetworkLock(container as unknown as ServiceWorkerContainer, notices)
  const registration = { active: worker } as unknown as ServiceWorkerRegistration
  return { lock, notices, registered: Promise.resolve(registration), claim }
}

afterEach(() => vi.useRealTimers())

describe('the network lock', () => {
  test('is read from the service worker, turned on and off', async () => {
    const { lock, registered } = setUp()
    const listener = vi.fn()
    lock.subscribe(listener)
    expect(lock.getSnapshot()).toBe('starting')
    await lock.start(registered)
    expect(lock.getSnapshot()).toBe('off')
    expect(await lock.set(true)).toBe(true)
    expect(lock.getSnapshot()).toBe('on')
    await lock.set(false)
    expect(lock.getSnapshot()).toBe('off')
    expect(listener).toHaveBeenCalledTimes(3)
  })

  test('follows another tab', async () => {
    const { lock, notices, registered } = setUp()
    await lock.start(registered)
    notices.dispatchEvent(new MessageEvent('message', { data: { kind: 'lock-changed', isLocked: true } }))
    expect(lock.getSnapshot()).toBe('on')
  })

  test('is in force again after a forced reload', async () => {
    const { lock, registered } = setUp({ isServed: false })
    await lock.start(registered)
    expect(await lock.set(true)).toBe(true)
    expect(lock.getSnapshot()).toBe('on')
  })

  test('is unavailable without service workers, and says so when set', async () => {
    const lock = createNetworkLock(undefined, new EventTarget())
    await lock.start(Promise.resolve(null))
    expect(lock.getSnapshot()).toBe('unavailable')
    expect(await lock.set(true)).toBe(false)
    expect(lock.getSnapshot()).toBe('unavailable')
  })

  test('is unavailable where another app’s service worker serves the page', async () => {
    vi.useFakeTimers()
    const { lock, registered } = setUp({ isDeaf: true })
    const started = lock.start(registered)
    await vi.runAllTimersAsync()
    await started
    expect(lock.getSnapshot()).toBe('unavailable')
  })
})
