import { expect, test } from 'playwright/test'
import { reason, writeCase } from './workbench'

test('a diagnosis leads to its illness script, and two scripts are laid side by side', async ({ page }) => {
  await writeCase(page)
  await reason(page)
  await page.keyboard.press('w')
  await page.getByRole('link', { name: 'Its illness script' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Acute pericarditis' })).toBeVisible()
  await expect(page.getByRole('row', { name: /friction rub/i })).toContainText('×')
  await page.getByLabel('Beside it').fill('Pulmonary embolism')
  await expect(page.getByRole('heading', { level: 2, name: 'Pulmonary embolism' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Pulmonary embolism' })).toBeVisible()
})

test('diseases are found by name, synonym and specialty', async ({ page }) => {
  await page.goto('/#/diseases')
  await page.getByLabel('Name, synonym or specialty').fill('heart attack')
  const list = page.getByRole('navigation', { name: 'Diseases' }).getByRole('listitem')
  await expect(list.first()).toContainText(/acute coronary syndrome/i)
  await list.first().getByRole('button').click()
  await expect(page.getByRole('heading', { level: 2, name: /acute coronary syndrome/i })).toBeVisible()
})
