import { describe, expect, test, vi } from 'vitest'
import { addHeaders, answerRequest } from './answer-request'

const ENGINE = 'http://localhost/assets/heavy-wllama-12345678.js'

function setUp({
  isLocked = false,
  isAllowed = false,
  kept,
}: { isLocked?: boolean; isAllowed?: boolean; kept?: Response } = {}) {
  const keepEngineFile = vi.fn(async (_request: Request, response: Response) => void (await response.text()))
  const work: Promise<unknown>[] = []
  const fetch = vi.fn(async () => new Response('from the network'))
  const sources = {
    files: { find: async () => kept, isEngineFile: (address: string) => address === ENGINE, keepEngineFile },
    lock: { read: async () => isLocked },
    mayAsk: async (address: string) => address.startsWith('http://localhost/') || isAllowed,
    fetch,
    keepAlive: (promise: Promise<unknown>) => void work.push(promise),
  }
  return { sources, fetch, keepEngineFile, finishWork: () => Promise.all(work) }
}

describe('answers', () => {
  test('a kept file, locked or not, without asking anyone', async () => {
    const { sources, fetch } = setUp({ isLocked: true, kept: new Response('kept') })
    const { response, answer } = await answerRequest(new Request('http://localhost/'), sources)
    expect([await response.text(), answer]).toEqual(['kept', 'cache'])
    expect(fetch).not.toHaveBeenCalled()
  })

  test('nothing else while the lock is on, whatever the method and host', async () => {
    const { sources, fetch } = setUp({ isLocked: true, isAllowed: true })
    const wanted = [
      new Request('http://localhost/other'),
      new Request('https://elsewhere.example/', { method: 'POST', body: 'text' }),
      new Request(ENGINE),
    ]
    for (const request of wanted) {
      const { response, answer } = await answerRequest(request, sources)
      expect([response.status, response.statusText, answer]).toEqual([503, 'Network lock', 'refused'])
    }
    expect(fetch).not.toHaveBeenCalled()
  })

  test('a host outside only where it was allowed', async () => {
    const outside = () => new Request('https://elsewhere.example/v1', { method: 'POST', body: 'text' })
    const { sources, fetch } = setUp()
    const { response, answer } = await answerRequest(outside(), sources)
    expect([response.status, response.statusText, answer]).toEqual([503, 'Host not allowed', 'refused'])
    expect(fetch).not.toHaveBeenCalled()
    const allowed = await answerRequest(outside(), setUp({ isAllowed: true }).sources)
    expect([allowed.response.status, allowed.answer]).toEqual([200, 'network'])
  })

  test('an engine file from the network is kept and still given whole', async () => {
    const { sources, keepEngineFile, finishWork } = setUp()
    const { response, answer } = await answerRequest(new Request(ENGINE), sources)
    expect([await response.text(), answer]).toEqual(['from the network', 'network'])
    await finishWork()
    expect(keepEngineFile).toHaveBeenCalledOnce()
  })

  test('an engine file that is not there is not kept', async () => {
    const { sources, fetch, keepEngineFile } = setUp()
    fetch.mockResolvedValueOnce(new Response('Not found', { status: 404 }))
    expect((await answerRequest(new Request(ENGINE), sources)).response.status).toBe(404)
    expect(keepEngineFile).not.toHaveBeenCalled()
  })

  test('a failing network is not hidden', async () => {
    const { sources, fetch } = setUp()
    fetch.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    await expect(answerRequest(new Request('http://localhost/other'), sources)).rejects.toThrow(
      'Failed to fetch',
    )
  })
})

describe('headers are added', () => {
  test('over the old ones, and what describes the wire form goes', async () => {
    const old = new Response('text', {
      headers: { 'Content-Encoding': 'br', 'Content-Length': '2', 'X-A': 'old', ETag: 'e' },
    })
    const response = addHeaders(old, { 'X-A': 'new' })
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-type': 'text/plain;charset=UTF-8',
      etag: 'e',
      'x-a': 'new',
    })
    expect(await response.text()).toBe('text')
  })

  test('to answers without a body too, and not to opaque ones', () => {
    expect(addHeaders(new Response(null, { status: 304 }), { 'X-A': 'new' }).headers.get('X-A')).toBe('new')
    const opaque = Response.error()
    expect(addHeaders(opaque, { 'X-A': 'new' })).toBe(opaque)
  })
})
