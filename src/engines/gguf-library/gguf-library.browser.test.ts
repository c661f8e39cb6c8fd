import { afterEach, expect, test } from 'vitest'
import { makeTinyGguf } from '../../../scripts/make-tiny-gguf.mjs'
import { scriptedTexts } from '../../../scripts/tiny-gguf-script.mjs'
import { createGgufLibrary } from './gguf-library'

const tiny = makeTinyGguf({ script: scriptedTexts(), contextLength: 512 })
const never = new AbortController().signal
const URL_ = 'https://models.example/tiny.gguf'
const PART_BYTES = 512 * 1024
const folders: string[] = []

function newFolder(): string {
  const folder = `test-${crypto.randomUUID()}`
  folders.push(folder)
  return folder
}
afterEach(async () => {
  const root = await navigator.storage.getDirectory()
  for (const folder of folders.splice(0)) await root.removeEntry(folder, { recursive: true }).catch(() => {})
})

async function digest(bytes: Uint8Array<ArrayBuffer> | File): Promise<number[]> {
  const data = bytes instanceof File ? await bytes.arrayBuffer() : bytes
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', data))]
}

interface Server {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly asked: string[]
  etag: string
  knowsRanges: boolean
  /** Breaks the connection after so many bytes of an answer. */
  breaksAfter: number
}

function serve(bytes: Uint8Array<ArrayBuffer>): { server: Server; send: typeof fetch } {
  const server: Server = { bytes, asked: [], etag: '"1"', knowsRanges: true, breaksAfter: Infinity }
  const send: typeof fetch = (_, init) => {
    const headers = new Headers(init?.headers)
    const range = /^bytes=(\d+)-$/.exec(headers.get('Range') ?? '')
    server.asked.push(headers.get('Range') ?? 'all')
    const isRange = range !== null && server.knowsRanges && headers.get('If-Range') === server.etag
    const rest = server.bytes.subarray(isRange ? Number(range[1]) : 0)
    let at = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at >= server.breaksAfter) return controller.error(new TypeError('network error'))
        if (at >= rest.length) return controller.close()
        controller.enqueue(rest.slice(at, (at += 64 * 1024)))
      },
    })
    const answer = { 'Content-Length': String(rest.length), ETag: server.etag }
    return Promise.resolve(new Response(body, { status: isRange ? 206 : 200, headers: answer }))
  }
  return { server, send }
}

test('a file from disk is kept over reloads, verified and deleted', async () => {
  const folder = newFolder()
  const library = createGgufLibrary({ folder })
  const seen: number[] = []
  const model = await library.importFile(
    new File([tiny], 'tiny.gguf'),
    ({ doneBytes }) => seen.push(doneBytes),
    never,
  )
  expect(seen.at(-1)).toBe(tiny.length)
  const again = createGgufLibrary({ folder })
  expect(await again.list()).toEqual([model])
  const file = await again.open(model)
  expect([file.name, file.size]).toEqual(['tiny.gguf', tiny.length])
  expect(await digest(file)).toEqual(await digest(tiny))
  expect(await again.verify(model, () => {}, never)).toBe('first')
  const [verified] = await again.list()
  if (!verified) throw new Error('the model is gone')
  expect(await again.verify(verified, () => {}, never)).toBe('intact')
  expect(await again.verify({ ...verified, sha256: '0'.repeat(64) }, () => {}, never)).toBe('changed')
  await again.remove(model.id)
  expect(await again.list()).toEqual([])
})

test('what is no model, and what does not fit, leaves nothing behind', async () => {
  const folder = newFolder()
  const page = new File(['<!DOCTYPE html><p>not found</p>'], 'page.gguf')
  await expect(createGgufLibrary({ folder }).importFile(page, () => {}, never)).rejects.toMatchObject({
    code: 'model-corrupt',
  })
  const full = createGgufLibrary({ folder, freeBytes: () => Promise.resolve(10) })
  await expect(full.importFile(new File([tiny], 'tiny.gguf'), () => {}, never)).rejects.toMatchObject({
    code: 'storage-full',
  })
  expect(await full.list()).toEqual([])
})

test('a model that could not be loaded is refused before it is kept', async () => {
  const small = { folder: newFolder(), mostBytes: 1000 }
  const tooLarge = { code: 'model-too-large' }
  const library = createGgufLibrary({ ...small, fetch: serve(tiny).send })
  await expect(library.importFile(new File([tiny], 'a.gguf'), () => {}, never)).rejects.toMatchObject(
    tooLarge,
  )
  await expect(library.download(URL_, () => {}, never)).rejects.toMatchObject(tooLarge)
  expect(await library.list()).toEqual([])
})

test('a model is held to the hash that the person gave, or that Hugging Face tells', async () => {
  const right = (await digest(tiny)).map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const { send } = serve(tiny)
  const library = createGgufLibrary({ folder: newFolder(), fetch: send })
  await expect(library.download(URL_, () => {}, never, 'f'.repeat(64))).rejects.toMatchObject({
    code: 'hash-mismatch',
  })
  expect(await library.list()).toEqual([])
  const model = await library.download(URL_, () => {}, never, right.toUpperCase())
  expect(model).toMatchObject({ state: 'complete', sha256: right })

  const hub = (oid: string) =>
    createGgufLibrary({
      folder: newFolder(),
      fetch: (input, init) =>
        new Request(input).url.includes('/raw/main/')
          ? Promise.resolve(
              new Response(`version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 1\n`),
            )
          : send(input, init),
    })
  const url = 'https://huggingface.co/owner/models/resolve/main/tiny.gguf'
  expect(await hub(right).download(url, () => {}, never)).toMatchObject({ sha256: right })
  await expect(hub('0'.repeat(64)).download(url, () => {}, never)).rejects.toMatchObject({
    code: 'hash-mismatch',
  })
})

test('a download that breaks goes on where its last whole part ended', async () => {
  const { server, send } = serve(tiny)
  const library = createGgufLibrary({ folder: newFolder(), partBytes: PART_BYTES, fetch: send })
  server.breaksAfter = PART_BYTES + 200_000
  await expect(library.download(URL_, () => {}, never)).rejects.toMatchObject({ code: 'download-failed' })
  expect(await library.list()).toMatchObject([{ state: 'partial', storedBytes: PART_BYTES, partCount: 1 }])
  server.breaksAfter = Infinity
  const model = await library.download(URL_, () => {}, never)
  expect(server.asked).toEqual(['all', `bytes=${PART_BYTES}-`])
  expect(model).toMatchObject({ state: 'complete', bytes: server.bytes.length, name: 'tiny.gguf' })
  expect(await digest(await library.open(model))).toEqual(await digest(tiny))
})

test('paused by the person, resumed; a changed file or a server without ranges starts over', async () => {
  const { server, send } = serve(tiny)
  const library = createGgufLibrary({ folder: newFolder(), partBytes: PART_BYTES, fetch: send })
  const controller = new AbortController()
  const pausing = library.download(
    URL_,
    ({ doneBytes }) => doneBytes > PART_BYTES + 1 && controller.abort(new Error('paused')),
    controller.signal,
  )
  await expect(pausing).rejects.toThrow('paused')
  expect(await library.list()).toHaveLength(1)
  server.etag = '"2"'
  const model = await library.download(URL_, () => {}, never)
  expect(model).toMatchObject({ state: 'complete', etag: '"2"', bytes: server.bytes.length })
  expect(await library.list()).toHaveLength(1)
})

test('a page instead of a model, a missing one and a full disk are told apart', async () => {
  const page = serve(new TextEncoder().encode('<!DOCTYPE html>'))
  const library = createGgufLibrary({ folder: newFolder(), partBytes: PART_BYTES, fetch: page.send })
  await expect(library.download(URL_, () => {}, never)).rejects.toMatchObject({ code: 'model-corrupt' })
  expect(await library.list()).toEqual([])
  const missing = createGgufLibrary({
    folder: newFolder(),
    fetch: () => Promise.resolve(new Response('no', { status: 404 })),
  })
  await expect(missing.download(URL_, () => {}, never)).rejects.toMatchObject({ code: 'model-missing' })
  const full = createGgufLibrary({
    folder: newFolder(),
    fetch: serve(tiny).send,
    freeBytes: () => Promise.resolve(1000),
  })
  await expect(full.download(URL_, () => {}, never)).rejects.toMatchObject({ code: 'storage-full' })
})
