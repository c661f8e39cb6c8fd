import { request } from 'node:http'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer } from './serve.mjs'

const PAGE = `<!doctype html>${'<p>round</p>'.repeat(200)}`
let folder = ''
let server: Awaited<ReturnType<typeof startServer>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rounds-serve-'))
  await mkdir(join(folder, 'dist/assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(folder, 'dist/index.html'), PAGE)
  await writeFile(join(folder, 'dist/sw.js'), 'self')
  await writeFile(join(folder, 'dist/assets/index-Ab3_x-9Q.js'), 'export {}')
  await writeFile(join(folder, 'dist/assets/engine-Ab3_x-9Q.wasm'), new Uint8Array([0, 97, 115, 109]))
  await symlink(join(folder, 'secret.txt'), join(folder, 'dist/link.txt'))
  server = await startServer({ root: join(folder, 'dist'), port: 0 })
})

afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

/** Sends the path as it is; `fetch` would tidy it up first. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{
    status: number
    headers: Record<string, string | string[] | undefined>
    body: Buffer
  }>((done, failed) => {
    const outgoing = request({ host: '127.0.0.1', port: server.port, path, headers, method }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    })
    outgoing.on('error', failed)
    outgoing.end()
  })
}

test('the page comes with its type and all security headers', async () => {
  const { status, headers, body } = await get('/?from=bookmark')
  expect([status, body.toString()]).toEqual([200, PAGE])
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': expect.stringContaining('camera=()'),
  })
})

test('files with a hash in their name are kept for good, the service worker is not', async () => {
  expect((await get('/assets/index-Ab3_x-9Q.js')).headers['cache-control']).toContain('immutable')
  expect((await get('/sw.js')).headers['cache-control']).toBe('no-cache')
  expect((await get('/assets/engine-Ab3_x-9Q.wasm')).headers['content-type']).toBe('application/wasm')
})

test('text is compressed as the browser asks', async () => {
  const brotli = await get('/', { 'accept-encoding': 'gzip, deflate, br' })
  expect([brotli.headers['content-encoding'], brotliDecompressSync(brotli.body).toString()]).toEqual([
    'br',
    PAGE,
  ])
  const gzipped = await get('/', { 'accept-encoding': 'gzip, br;q=0' })
  expect([gzipped.headers['content-encoding'], gunzipSync(gzipped.body).toString()]).toEqual(['gzip', PAGE])
  expect(Number(gzipped.headers['content-length'])).toBe(gzipped.body.length)
})

test('an unchanged file is not sent again', async () => {
  const first = await get('/')
  const second = await get('/', { 'if-none-match': String(first.headers['etag']) })
  expect([second.status, second.body.length]).toEqual([304, 0])
})

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/link.txt',
  '/assets',
  '/none.js',
])('%s is not found', async (path) => {
  const { status, body } = await get(path)
  expect([status, body.toString()]).toEqual([404, 'Not found\n'])
})

test('what is no path or no reading is refused', async () => {
  expect((await get('/%zz')).status).toBe(400)
  expect((await get('/a%00b')).status).toBe(400)
  expect((await get('/', {}, 'POST')).status).toBe(405)
  expect((await get('/', {}, 'HEAD')).body.length).toBe(0)
})

test('a taken port is reported as such', async () => {
  await expect(startServer({ root: folder, port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
