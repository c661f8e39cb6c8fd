import { afterEach, describe, expect, test } from 'vitest'
import { parseRetryAfter, readBodyWords, readRetryAfterMs } from './classify-answer'
import { isMixedContent, readBaseUrl } from './endpoint'
import { listServerModels, readModels } from './list-models'
import { json, startTestServer, type Answering, type TestServer } from '../../../scripts/model-server'

const never = new AbortController().signal
let server: TestServer | null = null
afterEach(() => server?.close())

async function list(answer: Answering) {
  server = await startTestServer(answer)
  return listServerModels(server.baseUrl, null, never)
}

test('models in the server’s order', async () => {
  const data = [{ id: 'b', max_model_len: 8192 }, { id: 'a' }, { name: 'no id' }]
  expect(await list(() => json(200, { object: 'list', data }))).toEqual([
    { id: 'b', contextTokens: 8192 },
    { id: 'a', contextTokens: null },
  ])
})

test('a server without models has none', async () => {
  expect(await list(() => json(200, { object: 'list', data: null }))).toEqual([])
})

test.each([
  ['a web page', { headers: { 'Content-Type': 'text/html' }, pieces: ['<html>'] }],
  ['other JSON', json(200, { data: 'x' })],
])('%s is no model server', async (_what, reply) => {
  await expect(list(() => reply)).rejects.toMatchObject({ code: 'server-missing' })
})

test('an abort is passed on', async () => {
  server = await startTestServer(() => ({ pieces: [], ending: 'hang' }))
  const controller = new AbortController()
  const work = listServerModels(server.baseUrl, null, controller.signal)
  controller.abort(new Error('enough'))
  await expect(work).rejects.toThrow('enough')
})

test('a server that never answers is taken for gone', async () => {
  server = await startTestServer(() => ({ pieces: ['{"da'], ending: 'hang' }))
  const connection = { baseUrl: server.baseUrl, apiKey: null, fetch, pageProtocol: null }
  await expect(readModels(connection, never, 50)).rejects.toMatchObject({ code: 'server-unreachable' })
  await expect.poll(() => server?.received[0]?.gone.aborted).toBe(true)
})

describe('addresses', () => {
  test.each([
    ['localhost:11434', 'http://localhost:11434/v1'],
    ['http://localhost:8080/', 'http://localhost:8080/v1'],
    [' https://llm.ward.example/api/v1/ ', 'https://llm.ward.example/api/v1'],
    ['llm.ward.example', 'https://llm.ward.example/v1'],
    ['http://127.0.0.1:1234/v1/chat/completions', 'http://127.0.0.1:1234/v1'],
    ['http://[::1]:1234/v1/models?x=1#y', 'http://[::1]:1234/v1'],
  ])('%s is %s', (typed, baseUrl) => expect(readBaseUrl(typed)).toEqual({ kind: 'ok', baseUrl }))

  test.each([
    ['', 'not-an-address'],
    ['http://', 'not-an-address'],
    ['ftp://x.example', 'not-http'],
    ['https://user:secret@x.example/v1', 'has-credentials'],
  ])('%s is %s', (typed, code) => expect(readBaseUrl(typed)).toEqual({ kind: 'problem', code }))

  test.each([
    ['http://10.0.0.5:8000/v1', 'https:', true],
    ['http://localhost:8000/v1', 'https:', false],
    ['http://ollama.localhost/v1', 'https:', false],
    ['http://127.8.0.1/v1', 'https:', false],
    ['http://127.0.0.1.evil.example/v1', 'https:', true],
    ['https://10.0.0.5/v1', 'https:', false],
    ['http://10.0.0.5/v1', 'http:', false],
    ['http://10.0.0.5/v1', null, false],
  ])('%s under %s: mixed content %s', (address, page, isMixed) =>
    expect(isMixedContent(address, page)).toBe(isMixed),
  )
})

test('the wait a server asks for, in seconds or as a date', () => {
  const now = Date.parse('2025-01-01T00:00:00Z')
  expect(parseRetryAfter('2.5', now)).toBe(2500)
  expect(parseRetryAfter('Wed, 01 Jan 2025 00:00:30 GMT', now)).toBe(30_000)
  expect(parseRetryAfter('Tue, 31 Dec 2024 00:00:00 GMT', now)).toBe(0)
  expect(parseRetryAfter('soon', now)).toBeNull()
  expect(parseRetryAfter(null, now)).toBeNull()
  expect(readRetryAfterMs('HTTP 429 (retry after 12 s): slow down')).toBe(12_000)
  expect(readRetryAfterMs('HTTP 429: slow down')).toBeNull()
})

test('words of an error, whatever its shape', () => {
  expect(readBodyWords('{"error":{"message":"m","type":"t","code":400}}')).toBe('m · t')
  expect(readBodyWords('{"detail":[{"msg":"x"}]}')).toBe('[{"msg":"x"}]')
  expect(readBodyWords('plain words')).toBe('plain words')
  expect(readBodyWords('<html>gateway</html>')).toBe('')
})
