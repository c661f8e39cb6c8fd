import { expect, test } from 'playwright/test'
import { replyTo, vllmShape } from '../scripts/model-server-shapes'
import { type TestServer, json, startTestServer, streamed } from '../scripts/model-server'
import { SCRIPTED_CASE, type ScriptedStrategy } from '../scripts/tiny-gguf-script.mjs'
import { step, steps, writeCase } from './workbench'

let server: TestServer
let scripted: ScriptedStrategy
/** Whether the server falls silent in the middle of its answer. */
let hangs: boolean

function answer(text: string) {
  const events = vllmShape({ pieces: text.match(/[\s\S]{1,60}/gu) ?? [] })
  return hangs ? streamed(events.slice(0, Math.floor(events.length * 0.6)), 'hang') : streamed(events)
}

test.beforeEach(async ({ page }) => {
  scripted = 'structured'
  hangs = false
  server = await startTestServer((request) =>
    request.path.endsWith('/models')
      ? json(200, { data: [{ id: 'ward-model' }] })
      : answer(replyTo(request, scripted)),
  )
  await page.goto('/')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await page.goto('/#/models')
  await page.getByLabel('Address', { exact: true }).fill(server.origin)
  await page.getByRole('button', { name: /find models$/ }).click()
  await page.getByRole('button', { name: 'Add and use' }).click()
  await writeCase(page, SCRIPTED_CASE)
})
test.afterEach(() => server.close())

const STRATEGIES = { tree: 'candidates not taken', reflect: 'critic', panel: 'challenger' } as const
for (const id of ['tree', 'reflect', 'panel'] as const)
  test(`the ${id} strategy leads a model to a differential, and shows what is its own`, async ({ page }) => {
    scripted = id
    await page.getByRole('combobox', { name: 'Strategy' }).selectOption(id)
    await page.getByRole('button', { name: 'Reason', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 30_000 })
    await expect(page.getByRole('list', { name: 'Differential' })).toBeVisible()
    await expect(page.getByRole('list', { name: 'Reasoning steps' })).toContainText(STRATEGIES[id])
    await page.reload()
    await expect(page.getByRole('list', { name: 'Reasoning steps' })).toContainText(STRATEGIES[id])
  })

test('samples are merged, and their agreement is shown', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Samples' }).selectOption('3')
  await page.getByRole('button', { name: 'Reason', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('Merged from 3 samples')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Differential' })).toContainText('in 100 %')
})

test('one of three other ways to put a step makes a branch', async ({ page }) => {
  await page.getByRole('button', { name: 'Reason', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible()
  await expect(steps(page).first()).toBeVisible()
  scripted = 'alternatives'
  await page.keyboard.press('j')
  await step(page, 1).getByRole('button', { name: 'Branch' }).click()
  await page.getByRole('menuitem', { name: /^Three other ways/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Other ways to put step 1' })
  await expect(dialog.getByRole('button', { name: 'Take this one and continue' })).toHaveCount(3)
  scripted = 'structured'
  const words = await dialog.locator('li > p.text-sm').nth(1).innerText()
  await dialog.getByRole('button', { name: 'Take this one and continue' }).nth(1).click()
  await expect(step(page, 1)).toContainText(words)
  const picker = page.getByRole('combobox', { name: 'Run', exact: true })
  await expect(picker.locator('option:checked')).toContainText('other step 1')
})

test('a run whose tab was closed in the middle shows as interrupted and goes on after its last step', async ({
  page,
  context,
}) => {
  hangs = true
  await page.getByRole('button', { name: 'Reason', exact: true }).click()
  await expect(steps(page).nth(1)).toBeVisible()
  const address = page.url()
  await page.close()
  hangs = false
  const other = await context.newPage()
  await other.goto(address)
  await expect(other.getByText(/was interrupted/)).toBeVisible()
  const kept = await steps(other).count()
  expect(kept).toBeGreaterThan(0)
  const engine = other.getByRole('combobox', { name: 'Engine' })
  await engine.selectOption(await engine.locator('option', { hasText: 'ward-model' }).getAttribute('value'))
  await other.getByRole('button', { name: `Continue after step ${kept}` }).click()
  await expect(other.getByRole('list', { name: 'Differential' })).toBeVisible()
  expect(await steps(other).count()).toBeGreaterThan(kept)
})

test('the second reader: the knowledge engine’s list beside the model’s', async ({ page }) => {
  await page.getByRole('button', { name: 'Reason', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: /^Second reader/ }).click()
  await expect(page.getByLabel('First run')).toContainText('ward-model')
  await expect(page.getByLabel('Second run').locator('option:checked')).toContainText('Knowledge')
  const missed = page.getByRole('region', { name: 'What each missed' })
  await expect(missed.getByRole('heading', { name: /by the first: ward-model/ })).toBeVisible()
  await expect(missed.getByRole('listitem').first()).toContainText(/For it:/)
  await page.goBack()
  await expect(page.getByRole('combobox', { name: 'Run', exact: true }).locator('option')).toHaveCount(2)
})
