import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createAppFiles } from './app-files'
import { createLockFlag } from './lock-flag'

const SCOPE = `${location.origin}/app-files-test/`
const at = (path: string) => new URL(path, SCOPE).href
const fetchFile = vi.fn(
  async (input: RequestInfo | URL) => new Response(`network ${new Request(input).url.slice(SCOPE.length)}`),
)

/** One version of an app; two versions share the page's caches, as they do in a browser. */
function createVersion(version: string, script: string) {
  return createAppFiles({
    caches,
    fetch: fetchFile,
    scope: SCOPE,
    files: ['index.html', script, 'assets/same-12345678.js'],
    engineFiles: [`assets/heavy-engine-${version}5678.js`],
    version,
  })
}

async function dropCaches() {
  for (const name of await caches.keys()) if (name.includes(SCOPE)) await caches.delete(name)
}

beforeEach(async () => {
  await dropCaches()
  fetchFile.mockClear()
})
afterEach(dropCaches)

const textOf = async (response: Promise<Response | undefined>) => (await response)?.text()

describe('the app’s files', () => {
  test('are found once installed, and only below the scope', async () => {
    const files = createVersion('v001', 'assets/main-aaaaaaaa.js')
    expect(await files.find(new Request(at('index.html')))).toBeUndefined()
    await files.install()
    expect(await textOf(files.find(new Request(at('assets/main-aaaaaaaa.js'))))).toBe(
      'network assets/main-aaaaaaaa.js',
    )
    expect(await files.find(new Request(at('other.json')))).toBeUndefined()
    expect(await files.find(new Request(`${location.origin}/index.html`))).toBeUndefined()
    expect(await files.find(new Request(at('index.html'), { method: 'POST' }))).toBeUndefined()
  })

  test('are not kept at all when one of them fails', async () => {
    fetchFile.mockImplementationOnce(async () => new Response('gone', { status: 404 }))
    const files = createVersion('v001', 'assets/main-aaaaaaaa.js')
    await expect(files.install()).rejects.toThrow('answered 404')
    expect(await files.find(new Request(at('assets/same-12345678.js')))).toBeUndefined()
  })

  test('of a former version serve its open pages until dropped, and unchanged ones are not fetched twice', async () => {
    await createVersion('v001', 'assets/main-aaaaaaaa.js').install()
    fetchFile.mockClear()
    const files = createVersion('v002', 'assets/main-bbbbbbbb.js')
    await files.install()
    expect(fetchFile.mock.calls.map(([address]) => address)).toEqual([
      at('index.html'),
      at('assets/main-bbbbbbbb.js'),
    ])
    const former = new Request(at('assets/main-aaaaaaaa.js'))
    expect(await textOf(files.find(former))).toBe('network assets/main-aaaaaaaa.js')
    await files.dropFormer()
    expect(await files.find(former)).toBeUndefined()
    expect(await files.find(new Request(at('assets/same-12345678.js')))).toBeDefined()
    expect(files.includes(at('assets/main-bbbbbbbb.js'))).toBe(true)
    expect(files.includes(at('assets/main-aaaaaaaa.js'))).toBe(false)
  })

  test('include engines from their first use, until a version without them', async () => {
    const files = createVersion('v001', 'assets/main-aaaaaaaa.js')
    const engine = new Request(at('assets/heavy-engine-v0015678.js'))
    expect(files.isEngineFile(engine.url)).toBe(true)
    await files.keepEngineFile(engine, new Response('engine'))
    expect(await textOf(files.find(engine))).toBe('engine')
    await files.dropFormer()
    expect(await files.find(engine)).toBeDefined()
    await createVersion('v002', 'assets/main-bbbbbbbb.js').dropFormer()
    expect(await files.find(engine)).toBeUndefined()
  })
})

test('the lock’s flag outlives the one who wrote it', async () => {
  const name = `lock-test ${SCOPE}`
  const flag = createLockFlag(caches, name)
  expect(await flag.read()).toBe(false)
  await flag.write(true)
  expect(await flag.read()).toBe(true)
  expect(await createLockFlag(caches, name).read()).toBe(true)
  await flag.write(false)
  expect(await createLockFlag(caches, name).read()).toBe(false)
})
