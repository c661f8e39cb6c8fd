import { expect, test } from 'playwright/test'
import { makeTinyGguf } from '../scripts/make-tiny-gguf.mjs'
import { SCRIPTED_CASE, scriptedTexts } from '../scripts/tiny-gguf-script.mjs'
import { steps, writeCase } from './workbench'

const gguf = (name: string, bytes: Uint8Array) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
})

test('a model file from disk reasons in the browser', async ({ page }) => {
  test.setTimeout(90_000)
  await writeCase(page, SCRIPTED_CASE)
  await page
    .getByLabel('Model file')
    .setInputFiles(gguf('scripted.gguf', makeTinyGguf({ script: scriptedTexts(), contextLength: 8192 })))
  await page.getByRole('button', { name: 'Reason', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 60_000 })
  await expect(steps(page).first()).toBeVisible()
  await expect(page.getByRole('list', { name: 'Differential' })).toBeVisible()
})

test('a damaged model file is refused in plain words', async ({ page }) => {
  await writeCase(page)
  await page
    .getByLabel('Model file')
    .setInputFiles(gguf('damaged.gguf', new TextEncoder().encode('<!DOCTYPE html><p>not a model</p>')))
  await page.getByRole('button', { name: 'Reason', exact: true }).click()
  await expect(page.getByText('The model file is damaged or of another format')).toBeVisible()
})
