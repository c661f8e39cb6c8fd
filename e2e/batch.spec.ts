import { expect, test } from 'playwright/test'
import { steps } from './workbench'

test('a batch runs, pauses, is found again after a reload, and ends with every case reasoned about once', async ({
  page,
}) => {
  await page.goto('/#/batch')
  await page.getByRole('button', { name: 'Start 16 runs' }).click()
  const queue = page.getByRole('region', { name: 'Queue' })
  await queue.getByRole('button', { name: 'Pause' }).click()
  await expect(queue.getByRole('button', { name: 'Resume' })).toBeVisible()
  await expect(queue.getByRole('status')).toContainText('paused')

  await page.reload()
  await queue.getByRole('button', { name: 'Resume' }).click()
  await page.getByRole('link', { name: 'Library', exact: true }).click()
  await page.getByRole('link', { name: 'Batch' }).click()
  await expect(queue.getByRole('status')).toHaveText('16 of 16 runs', { timeout: 30_000 })
  const finished = queue.getByRole('region', { name: 'Finished' })
  await expect(finished.getByRole('listitem')).toHaveCount(16)

  await finished.getByRole('link').first().click()
  await expect(steps(page).first()).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Run', exact: true }).locator('option')).toHaveCount(1)
})

test('words narrow the batch, and a finished one makes room for the next', async ({ page }) => {
  await page.goto('/#/batch')
  await page.getByLabel('With these words (optional)').fill('sitting up')
  await page.getByRole('button', { name: 'Start 1 run', exact: true }).click()
  const queue = page.getByRole('region', { name: 'Queue' })
  await expect(queue.getByRole('status')).toHaveText('1 of 1 runs')
  await queue.getByRole('button', { name: 'New batch' }).click()
  await expect(page.getByLabel('With these words (optional)')).toBeVisible()
})
