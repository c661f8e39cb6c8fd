import { type Page, expect, test } from 'playwright/test'
import { replyTo, vllmShape } from '../scripts/model-server-shapes'
import { type TestServer, json, startTestServer, streamed } from '../scripts/model-server'
import { SCRIPTED_CASE } from '../scripts/tiny-gguf-script.mjs'
import { reason, writeCase } from './workbench'

let server: TestServer

test.beforeEach(async ({ page }) => {
  server = await startTestServer((request) =>
    request.path.endsWith('/models')
      ? json(200, { data: [{ id: 'ward-model' }] })
      : streamed(vllmShape({ pieces: [replyTo(request)] })),
  )
  await page.goto('/')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
})
test.afterEach(() => server.close())

async function useServer(page: Page): Promise<void> {
  await page.goto('/#/models')
  await page.getByLabel('Address', { exact: true }).fill(server.origin)
  await page.getByRole('button', { name: /find models$/ }).click()
  await page.getByRole('button', { name: 'Add and use' }).click()
  await expect(page.getByRole('list', { name: 'Servers' })).toContainText('ward-model')
}

const wasSent = (words: string) => server.received.some(({ body }) => JSON.stringify(body).includes(words))

async function promptOfRun(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: /^About this run/ }).click()
  const facts = page.getByRole('dialog', { name: 'About this run' })
  const hash = await facts
    .locator('dt', { hasText: /^Prompt$/ })
    .locator('+ dd')
    .textContent()
  await page.keyboard.press('Escape')
  return hash ?? ''
}

test('a strategy is copied, its words are changed, and the next run is asked with them', async ({ page }) => {
  await useServer(page)
  await page.getByRole('link', { name: 'prompts' }).click()
  await page.getByRole('button', { name: 'Make a copy' }).click()
  const words = page.getByLabel('The task', { exact: true })
  await words.fill(`${await words.inputValue()}\nMind the ward’s own rule of seven.`)
  await page.getByText('Changed against the words that come with Rounds').click()
  await expect(page.locator('ins')).toContainText('rule of seven')
  const rules = page.getByLabel('The case and the rules')
  const before = await rules.inputValue()
  await rules.fill('Only this.')
  await expect(page.getByText(/is gone$/).first()).toBeVisible()
  await rules.fill(before)
  await page.getByLabel('Name', { exact: true }).fill('With the rule of seven')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved. The next run uses these words.')).toBeVisible()

  await page.reload()
  await writeCase(page, SCRIPTED_CASE)
  await expect(page.getByRole('combobox', { name: 'Strategy' })).toHaveValue(/./)
  await expect(page.getByRole('combobox', { name: 'Strategy' }).locator('option:checked')).toHaveText(
    'With the rule of seven',
  )
  await reason(page)
  expect(wasSent('rule of seven')).toBe(true)
  const edited = await promptOfRun(page)
  await page.getByRole('combobox', { name: 'Strategy' }).selectOption('structured')
  await page.keyboard.press('g')
  await expect(page.getByRole('combobox', { name: 'Run', exact: true }).locator('option')).toHaveCount(2)
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible()
  expect(await promptOfRun(page)).not.toBe(edited)
})

test('a similar graded case is shown to the model where that is asked for, never the case itself', async ({
  page,
}) => {
  const similar = `${SCRIPTED_CASE} This was the neighbour’s case.`
  await writeCase(page, similar, 'A neighbour')
  await reason(page)
  await page.keyboard.press('j')
  await page.keyboard.press('1')
  await page.keyboard.press('y')
  await expect(page.getByText(/^Saved/)).toBeVisible()
  await useServer(page)
  await writeCase(page, SCRIPTED_CASE, 'First')
  await reason(page)
  expect(wasSent('neighbour')).toBe(false)
  await page.goto('/#/models')
  await page.getByLabel('Similar graded cases shown to the model as examples').selectOption('1')
  await writeCase(page, SCRIPTED_CASE, 'Second')
  await reason(page)
  expect(wasSent('neighbour')).toBe(true)
})
