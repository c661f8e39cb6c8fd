import { expect, test } from 'vitest'
import { createAllowedHostsList } from './allowed-hosts-list'
import { createOutsideFetch } from './outside-fetch'

const NAME = 'allowed-hosts-test'

test('the list outlives the one who wrote it, and changes made at once are all kept', async () => {
  await caches.delete(NAME)
  const list = createAllowedHostsList(caches, NAME)
  expect(list.known()).toBeNull()
  await Promise.all([
    list.allow('http://localhost:1', 'model-server', 1),
    list.allow('http://localhost:2/path', 'model-source', 2),
    list.allow('no origin; at all', 'model-source', 3),
    list.forbid('http://localhost:1'),
    list.allow('http://localhost:3', 'model-server', 4),
  ])
  const kept = [
    { origin: 'http://localhost:2', purposes: ['model-source'], allowedAt: 2 },
    { origin: 'http://localhost:3', purposes: ['model-server'], allowedAt: 4 },
  ]
  expect(list.known()).toEqual(kept)
  expect(await createAllowedHostsList(caches, NAME).read()).toEqual(kept)
  await caches.delete(NAME)
})

test('a real worker fetches, and hands a large body over whole', async () => {
  const text = 'x'.repeat(3_000_000)
  const address = URL.createObjectURL(new Blob([text]))
  const workers: Worker[] = []
  const outsideFetch = createOutsideFetch({
    hosts: {
      checkHost: async () => 'allowed',
      listAllowedHosts: () => [{ origin: location.origin, purposes: ['model-source'], allowedAt: 0 }],
      subscribe: () => () => undefined,
    },
    lock: { getSnapshot: () => 'off', subscribe: () => () => undefined },
    startWorker: () => {
      const worker = new Worker(new URL('./outside.worker.ts', import.meta.url), { type: 'module' })
      workers.push(worker)
      return worker
    },
  })
  const icon = await outsideFetch(new URL('/icon.svg', location.origin))
  expect([icon.status, await icon.text()]).toEqual([200, expect.stringContaining('<svg')])
  expect(await (await outsideFetch(address)).text()).toBe(text)
  expect(workers).toHaveLength(1)
  await expect(outsideFetch(new URL('http://127.0.0.1:9/'))).rejects.toBeInstanceOf(TypeError)
  for (const worker of workers) worker.terminate()
})
