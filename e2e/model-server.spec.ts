import { expect, test } from 'playwright/test'
import { ollamaShape, replyTo } from '../scripts/model-server-shapes'
import { type TestServer, json, startTestServer, streamed } from '../scripts/model-server'
import { SCRIPTED_CASE } from '../scripts/tiny-gguf-script.mjs'
import { steps, writeCase } from './workbench'

let server: TestServer

test.beforeEach(async () => {
  server = await startTestServer((request) => {
    const { path, headers } = request
    if (headers.authorization !== 'Bearer right') return json(401, { error: { message: 'wrong key' } })
    if (path.endsWith('/models')) return json(200, { object: 'list', data: [{ id: 'ward-model' }] })
    return streamed(ollamaShape({ pieces: replyTo(request).match(/[\s\S]{1,24}/gu) ?? [] }))
  })
})
test.afterEach(() => server.close())

test('a server is added, asked for its models, and reasons about a case that is sent to it alone', async ({
  page,
}) => {
  await page.goto('/')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await page.goto('/#/models')
  await page.getByLabel('Address', { exact: true }).fill(server.origin.replace('http://', ''))
  await page.getByLabel('Key (optional)').fill('wrong')
  await page.getByRole('button', { name: /^Allow http.* and find models$/ }).click()
  await expect(page.getByText('The server refused the key')).toBeVisible()
  expect(server.received.every(({ method }) => method === 'GET')).toBe(true)

  await page.getByLabel('Key (optional)').fill('right')
  await page.getByRole('button', { name: /find models$/ }).click()
  await page.getByRole('button', { name: 'Add and use' }).click()
  await expect(page.getByRole('list', { name: 'Servers' })).toContainText('ward-model')

  await writeCase(page, SCRIPTED_CASE)
  await page.getByRole('button', { name: 'Reason', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible()
  await expect(steps(page).first()).toBeVisible()
  await expect(page.getByRole('list', { name: 'Differential' })).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Run', exact: true })).toContainText('ward-model')
})

test('a host is asked for once before the first send; a forbidden one is not asked at all', async ({
  page,
}) => {
  await page.goto('/')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await page.goto('/#/models')
  await page.getByLabel('Address', { exact: true }).fill(server.origin)
  await page.getByLabel('Key (optional)').fill('right')
  await page.getByRole('button', { name: /find models$/ }).click()
  await page.getByRole('button', { name: 'Add and use' }).click()
  await page.goto('/#/requests')
  await page.getByRole('button', { name: `Forbid ${server.origin}` }).click()
  await expect(page.getByText('No other host is allowed.')).toBeVisible()

  const before = server.received.length
  await writeCase(page, SCRIPTED_CASE)
  await page.getByRole('button', { name: 'Reason', exact: true }).click()
  const question = page.getByRole('dialog', { name: 'Send this case to a server?' })
  await expect(question).toContainText(server.origin)
  await question.getByRole('button', { name: 'Don’t send' }).click()
  expect(server.received).toHaveLength(before)
  await page.getByRole('button', { name: 'Reason', exact: true }).click()
  await question.getByRole('button', { name: 'Allow and reason' }).click()
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible()
  await page.keyboard.press('g')
  await expect(page.getByRole('combobox', { name: 'Run', exact: true }).locator('option')).toHaveCount(2)
  await expect(question).toBeHidden()
})

test('a server that allows no other site is told from one that is down', async ({ page }) => {
  const silent = await startTestServer(() => json(200, { data: [] }), { cors: false })
  try {
    await page.goto('/')
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
    await page.goto('/#/models')
    await page.getByLabel('Address', { exact: true }).fill(silent.origin)
    await page.getByRole('button', { name: /find models$/ }).click()
    await expect(page.getByRole('alert')).toContainText('does not let this page read its answer (CORS)')
    await expect(page.getByRole('alert')).toContainText('OLLAMA_ORIGINS')
  } finally {
    await silent.close()
  }
  await page.getByRole('button', { name: /find models$/ }).click()
  await expect(page.getByRole('alert')).toContainText('The server did not answer')
})
