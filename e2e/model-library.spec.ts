import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'playwright/test'
import { makeTinyGguf } from '../scripts/make-tiny-gguf.mjs'
import { SCRIPTED_CASE, scriptedTexts } from '../scripts/tiny-gguf-script.mjs'
import { steps, writeCase } from './workbench'

const tiny = Buffer.from(makeTinyGguf({ script: scriptedTexts(), contextLength: 8192 }))

test('a model is copied from disk once, used, verified, found after a reload, and deleted', async ({
  page,
}) => {
  test.setTimeout(90_000)
  await page.goto('/#/models')
  await page
    .getByLabel('Model to keep')
    .setInputFiles({ name: 'scripted.gguf', mimeType: 'application/octet-stream', buffer: tiny })
  const models = page.getByRole('list', { name: 'Models on this machine' })
  await expect(models).toContainText('scripted.gguf')
  await models.getByRole('button', { name: 'Use' }).click()
  await models.getByRole('button', { name: 'Verify' }).click()
  await expect(models).toContainText('SHA-256')

  await page.reload()
  await expect(models.getByRole('button', { name: 'Used for the next run' })).toBeVisible()
  await writeCase(page, SCRIPTED_CASE)
  await page.getByRole('button', { name: 'Reason', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 60_000 })
  await expect(steps(page).first()).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Run', exact: true })).toContainText('tiny-random')

  await page.goto('/#/models')
  await models.getByRole('button', { name: 'Delete scripted.gguf' }).click()
  await expect(page.getByText('scripted.gguf was deleted.')).toBeVisible()
  await expect(models).toBeHidden()
})

test('what is no model is refused and nothing of it is kept', async ({ page }) => {
  await page.goto('/#/models')
  const page404 = Buffer.from('<!DOCTYPE html><p>not found</p>')
  await page
    .getByLabel('Model to keep')
    .setInputFiles({ name: 'page.gguf', mimeType: 'application/octet-stream', buffer: page404 })
  await expect(page.getByRole('alert')).toContainText('The model file is damaged or of another format')
  await expect(page.getByRole('list', { name: 'Models on this machine' })).toBeHidden()
})

test('a model is fetched, paused, found after a reload and resumed', async ({ page }) => {
  // More than one part of 16 MiB, so that a pause keeps something: the tiny model, and nothing behind it.
  const whole = Buffer.concat([tiny, Buffer.alloc(36 * 1024 * 1024)])
  let isHeld = true
  const ranges: (string | undefined)[] = []
  const server = createServer((request, response) => {
    const allow = {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': '*',
      'Access-Control-Expose-Headers': '*',
      'Access-Control-Allow-Private-Network': 'true',
    }
    if (request.method === 'OPTIONS') return response.writeHead(204, allow).end()
    if (request.url === '/missing.gguf') return response.writeHead(404, allow).end()
    const { range } = request.headers
    ranges.push(range)
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)
    const rest = whole.subarray(from)
    response.writeHead(range ? 206 : 200, {
      ...allow,
      'Content-Length': rest.length,
      ETag: '"1"',
      ...(range && { 'Content-Range': `bytes ${from}-${whole.length - 1}/${whole.length}` }),
    })
    // The first answer stops after 20 MiB and waits, as a slow line would.
    response.write(isHeld ? rest.subarray(0, 20 * 1024 * 1024) : rest)
    if (!isHeld) response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // TCP: an object, never a pipe's name
  try {
    await page.goto('/')
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
    await page.goto('/#/models')
    await page.reload()
    const form = page.getByRole('form', { name: 'Fetch a model' })
    const address = form.getByLabel('Or fetch one')
    await address.fill(`${origin}/missing.gguf`)
    await form.getByRole('button', { name: /^Allow/ }).click()
    await expect(page.getByRole('alert')).toContainText('404')

    await address.fill(`${origin}/ward.gguf`)
    await form.getByRole('button', { name: /^Allow/ }).click()
    await expect(page.getByText(/Fetching .*2[01]\.?\d* MB of/)).toBeVisible()
    await page.getByRole('button', { name: 'Pause' }).click()
    isHeld = false
    const models = page.getByRole('list', { name: 'Models on this machine' })
    await expect(models).toContainText(/of .* came/)
    await page.reload()
    await models.getByRole('button', { name: 'Resume' }).click()
    await expect(models.getByRole('button', { name: 'Use' })).toBeVisible()
    expect(ranges).toEqual([undefined, `bytes=${16 * 1024 * 1024}-`])
  } finally {
    server.closeAllConnections()
    server.close()
  }
})
