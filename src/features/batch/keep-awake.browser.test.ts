import { afterEach, expect, test, vi } from 'vitest'
import { keepAwake } from './keep-awake'

afterEach(() => vi.restoreAllMocks())

function watchLocks() {
  const held = new Set<object>()
  const request = vi.spyOn(navigator.wakeLock, 'request').mockImplementation(async () => {
    const lock = { release: async () => void held.delete(lock) }
    held.add(lock)
    return lock as unknown as WakeLockSentinel // all that is used of one
  })
  return { held, request }
}

test('the screen is kept on until it is over, and asked for again when the tab is seen again', async () => {
  const { held, request } = watchLocks()
  const letSleep = keepAwake()
  await vi.waitFor(() => expect(held.size).toBe(1))
  held.clear() // as the browser does when the tab is hidden
  document.dispatchEvent(new Event('visibilitychange'))
  await vi.waitFor(() => expect(held.size).toBe(1))
  letSleep()
  await vi.waitFor(() => expect(held.size).toBe(0))
  document.dispatchEvent(new Event('visibilitychange'))
  expect(request).toHaveBeenCalledTimes(2)
})
