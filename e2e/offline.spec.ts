import { expect, test } from 'playwright/test'
import { reason, step, writeCase } from './workbench'

test('after the first visit everything works without a network', async ({ page, context }) => {
  await page.goto('/')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await page.reload()
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
  await context.setOffline(true)
  await page.reload()
  await writeCase(page)
  await reason(page)
  await page.keyboard.press('j')
  await page.keyboard.press('2')
  await expect(page.getByText(/^Saved/)).toBeVisible()
  await page.reload()
  await expect(step(page, 1)).toHaveAccessibleName(/Neutral$/i)
})

test('reasoning and grading make no request', async ({ page, context }) => {
  await writeCase(page)
  await reason(page)
  await page.keyboard.press('j')
  await page.keyboard.press('1')
  await expect(page.getByText(/^Saved/)).toBeVisible()
  const seen: string[] = []
  context.on('request', (request) => seen.push(request.url()))
  await page.getByRole('button', { name: 'Run again' }).click()
  await expect(page.getByRole('combobox', { name: 'Run' }).getByRole('option')).toHaveCount(2)
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('3')
  await expect(step(page, 1)).toHaveAccessibleName(/Bad$/i)
  expect(seen.filter((url) => !url.startsWith('blob:'))).toEqual([])
})
