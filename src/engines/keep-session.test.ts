import { expect, test } from 'vitest'
import type { Session } from './engine'
import { keepSession } from './keep-session'
import { abortable, createMutex } from './mutex'
import { createPushQueue } from './push-queue'

const never = new AbortController().signal

function makeSession(log: string[], name: string): Session {
  return {
    contextTokens: 1,
    generate: () => {
      throw new Error('not called here')
    },
    dispose: async () => void log.push(`${name} freed`),
  }
}

test('a model is loaded once, however many ask for it, and again after it was freed', async () => {
  const log: string[] = []
  let loads = 0
  const keeper = keepSession(async () => makeSession(log, `model ${(loads += 1)}`))
  const [first, second] = await Promise.all([
    keeper.open(() => undefined, never),
    keeper.open(() => undefined, never),
  ])
  expect(first).toBe(second)
  await keeper.close()
  await keeper.close()
  expect(await keeper.open(() => undefined, never)).not.toBe(first)
  expect({ log, loads }).toEqual({ log: ['model 1 freed'], loads: 2 })
})

test('an aborted or failed load is no load: the next one who waits loads', async () => {
  const controller = new AbortController()
  let loads = 0
  let isLoading = (): void => undefined
  const loading = new Promise<void>((resolve) => (isLoading = resolve))
  const keeper = keepSession(async (_, signal) => {
    loads += 1
    isLoading()
    if (loads === 1) await abortable(new Promise(() => undefined), signal)
    if (loads === 2) throw new Error('no such file')
    return makeSession([], 'model')
  })
  const open = (signal: AbortSignal) => keeper.open(() => undefined, signal)
  const aborted = open(controller.signal)
  const failed = open(never)
  const loaded = open(never)
  failed.catch(() => undefined) // looked at below, after the others
  await loading
  controller.abort()
  await expect(aborted).rejects.toBe(controller.signal.reason)
  await expect(failed).rejects.toThrow('no such file')
  expect(await loaded).toBe(await open(never))
  expect(loads).toBe(3)
})

test('the mutex has one holder at a time, in order, and skips who gave up', async () => {
  const mutex = createMutex()
  const log: string[] = []
  const controller = new AbortController()
  const release = await mutex.acquire(never)
  const hold = async (name: string, signal: AbortSignal) => {
    const done = await mutex.acquire(signal)
    log.push(name)
    done()
  }
  const waiting = [hold('first', never), hold('gives up', controller.signal), hold('last', never)]
  controller.abort()
  await expect(waiting[1]).rejects.toBe(controller.signal.reason)
  expect(log).toEqual([])
  release()
  await Promise.all([waiting[0], waiting[2]])
  expect(log).toEqual(['first', 'last'])
})

test('the queue gives everything in order, then its end or its error', async () => {
  const queue = createPushQueue<{ n: number }>()
  const next = queue.next()
  queue.push({ n: 1 })
  queue.push({ n: 2 })
  queue.close(new Error('broken'))
  queue.push({ n: 3 })
  expect(await next).toEqual({ n: 1 })
  expect(await queue.next()).toEqual({ n: 2 })
  await expect(queue.next()).rejects.toThrow('broken')

  const empty = createPushQueue<object>()
  const last = empty.next()
  empty.close()
  expect(await last).toBeNull()
})
