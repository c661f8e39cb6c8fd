import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { launchOptions } from '../scripts/browser.mjs'
import { writeCase } from './workbench'

// A real WebGPU adapter, calculated by the processor.
const options = launchOptions()
test.use({
  launchOptions: {
    ...options,
    args: [...(options.args ?? []), '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'],
  },
})

const MB = 1_000_000
const shards = [1, 2, 3].map((value) => Buffer.alloc(4 * MB, value))
const encode = (value: unknown) => Buffer.from(JSON.stringify(value))

function modelFiles(): Map<string, Buffer> {
  const records = shards.map((bytes, index) => ({
    dataPath: `params_shard_${index}.bin`,
    nbytes: bytes.length,
    md5sum: createHash('md5').update(bytes).digest('hex'),
  }))
  return new Map([
    ['mlc-chat-config.json', encode({ tokenizer_files: ['tokenizer.json'], context_window_size: 4096 })],
    ['tensor-cache.json', encode({ records })],
    ['tokenizer.json', encode({ version: '1.0' })],
    // Begins as WebAssembly does and is none: no library for WebLLM can be made here.
    ['library.wasm', Buffer.from([0, 0x61, 0x73, 0x6d, 9, 9, 9, 9])],
    ...shards.map((bytes, index) => [`params_shard_${index}.bin`, bytes] as const),
  ])
}

interface ModelServer {
  readonly origin: string
  readonly files: Map<string, Buffer>
  readonly asked: string[]
  /** A file that is begun and then waits, as on a slow line. */
  held: string | null
  close(): void
}

async function startModelServer(): Promise<ModelServer> {
  const files = modelFiles()
  const asked: string[] = []
  const server: Server = createServer((request, response) => {
    const name = request.url?.split('/').at(-1) ?? ''
    const allow = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' }
    const bytes = files.get(name)
    asked.push(name)
    if (!bytes) return response.writeHead(404, allow).end()
    response.writeHead(200, { ...allow, 'Content-Length': bytes.length })
    if (state.held === name) response.write(bytes.subarray(0, bytes.length / 2))
    else response.end(bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // TCP: an object, never a pipe's name
  const state: ModelServer = {
    origin: `http://127.0.0.1:${port}`,
    files,
    asked,
    held: null,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
  return state
}

let server: ModelServer
test.beforeEach(async ({ page }) => {
  server = await startModelServer()
  await page.goto('/')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await page.goto('/#/models')
  await page.reload()
  await page.getByText('From a folder on disk, or from your own server').click()
})
test.afterEach(() => server.close())

test('every model is judged by this machine before anything is downloaded', async ({ page }) => {
  await expect(page.getByText(/This machine, as the browser tells it: WebGPU on/)).toBeVisible()
  const models = page.getByRole('list', { name: 'Models for the graphics processor' })
  await expect(models.getByRole('listitem').first()).toContainText('Qwen3 4B')
  await expect(models.getByText('Runs slowly here').first()).toBeVisible()
  await page.getByText(/^All \d+ models of WebLLM$/).click()
  await page.getByLabel('Name holds').fill('qwen3-4b q4f32')
  const all = page.getByRole('list', { name: 'All models of WebLLM' })
  await expect(all.getByRole('listitem')).toHaveCount(1)
  expect(server.asked).toEqual([])
})

test('a model is fetched, cancelled, paused, resumed after a reload, used, verified and deleted', async ({
  page,
}) => {
  const form = page.getByRole('form', { name: 'Model on your own server' })
  const models = page.getByRole('list', { name: 'Models for the graphics processor' })
  const row = models.getByRole('listitem').filter({ hasText: 'ward-model' })
  server.held = 'params_shard_2.bin'
  const begin = async () => {
    await form.getByLabel('Address of the model folder').fill(`${server.origin}/ward-model`)
    await form.getByLabel('Address of its library').fill(`${server.origin}/ward-model/library.wasm`)
    await form.getByRole('button', { name: `Allow ${server.origin} and fetch` }).click()
    await expect(page.getByText(/Fetching ward-model: 10\.0 MB of 12\.0 MB/)).toBeVisible()
  }
  await begin()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText(/Fetching ward-model/)).toBeHidden()
  await expect(row).toBeHidden()

  await begin()
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(row).toContainText('8.0 MB of 12.0 MB came')

  server.held = null
  server.asked.length = 0
  await page.reload()
  await row.getByRole('button', { name: 'Resume' }).click()
  await expect(row).toContainText('On this machine')
  expect(server.asked).toEqual(['params_shard_2.bin'])
  await row.getByRole('button', { name: 'Verify' }).click()
  await expect(page.getByText('ward-model is intact.')).toBeVisible()

  // WebLLM itself, up to where it would need a library made for it.
  await row.getByRole('button', { name: 'Use' }).click()
  server.asked.length = 0
  await writeCase(page)
  await page.getByRole('button', { name: 'Reason', exact: true }).click()
  const failure = page.getByRole('alert').filter({ hasText: 'The model file is damaged' })
  await expect(failure).toBeVisible({ timeout: 20_000 })
  expect(server.asked).toEqual([])

  await failure.getByRole('button', { name: 'Choose another model' }).click()
  await row.getByRole('button', { name: 'Delete ward-model' }).click()
  await expect(page.getByText('ward-model was deleted.')).toBeVisible()
  await expect(row).toBeHidden()
})

test('what goes wrong with a download is told apart and leaves nothing half-registered', async ({ page }) => {
  const form = page.getByRole('form', { name: 'Model on your own server' })
  const fetchIt = async (path: string) => {
    await form.getByLabel('Address of the model folder').fill(`${server.origin}/${path}`)
    await form.getByLabel('Address of its library').fill(`${server.origin}/library.wasm`)
    await form.getByRole('button', { name: /^Allow/ }).click()
  }
  const alert = page.getByRole('alert')
  const config = server.files.get('mlc-chat-config.json')
  server.files.delete('mlc-chat-config.json')
  await fetchIt('absent')
  await expect(alert).toContainText('The model is not there any more')
  await expect(alert).toContainText('404')

  server.files.set('mlc-chat-config.json', Buffer.from('<!DOCTYPE html><p>sign in</p>'))
  await fetchIt('page')
  await expect(alert).toContainText('The model file is damaged or of another format')

  server.files.set('mlc-chat-config.json', config ?? Buffer.alloc(0))
  server.files.set('params_shard_0.bin', Buffer.alloc(4 * MB, 7))
  await fetchIt('changed')
  await expect(alert).toContainText('The downloaded model is not the one expected')
  await expect(alert).toContainText('params_shard_0.bin')
  const models = page.getByRole('list', { name: 'Models for the graphics processor' })
  for (const name of ['absent', 'page', 'changed']) await expect(models).not.toContainText(name)
})

test('a model folder is copied from disk, as on a ward without a network', async ({ page, context }) => {
  const parent = await mkdtemp(join(tmpdir(), 'rounds-'))
  try {
    for (const [name, bytes] of modelFiles()) await writeFile(join(parent, name), bytes)
    await context.setOffline(true)
    await page.getByLabel('Model folder', { exact: true }).setInputFiles(parent)
    const models = page.getByRole('list', { name: 'Models for the graphics processor' })
    await expect(models.getByRole('listitem').first()).toContainText('from a folder on disk')
    await expect(models.getByRole('listitem').first()).toContainText('On this machine, 12.0 MB')
  } finally {
    await rm(parent, { recursive: true })
  }
})

test('a real model folder (ROUNDS_MLC_MODEL) reasons about a case', async ({ page }) => {
  const folder = process.env['ROUNDS_MLC_MODEL']
  test.skip(!folder, 'ROUNDS_MLC_MODEL names no model folder')
  test.setTimeout(30 * 60_000)
  await page.getByLabel('Model folder', { exact: true }).setInputFiles(folder ?? '')
  const models = page.getByRole('list', { name: 'Models for the graphics processor' })
  await models.getByRole('button', { name: 'Use' }).click({ timeout: 10 * 60_000 })
  await writeCase(page)
  await page.getByRole('button', { name: 'Reason', exact: true }).click()
  await expect(page.getByRole('list', { name: 'Differential' })).toBeVisible({ timeout: 20 * 60_000 })
})
