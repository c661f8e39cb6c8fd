import { expect, test } from 'playwright/test'
import { reason, step, steps, writeCase } from './workbench'

test('a corrected step makes a branch that goes on from it; the run it grew from stays', async ({ page }) => {
  await writeCase(page)
  await reason(page)
  const count = await steps(page).count()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('r')
  const box = page.getByRole('textbox', { name: 'Step 2, rewritten' })
  await box.fill('The “pericardial friction rub” points to the pericardium.')
  await box.press('Control+Enter')

  const picker = page.getByRole('combobox', { name: 'Run', exact: true })
  await expect(picker.locator('option:checked')).toContainText('corrected step 2')
  await expect(step(page, 2)).toContainText('corrected by the reader')
  await expect(step(page, 2)).toContainText('points to the pericardium')
  await expect(steps(page)).toHaveCount(count)

  await page.reload()
  await expect(step(page, 2)).toContainText('points to the pericardium')
  const parent = await picker.locator('option', { hasNotText: '↳' }).getAttribute('value')
  await picker.selectOption(parent)
  await expect(step(page, 2)).not.toContainText('corrected by the reader')
})

test('a step can be inserted, deleted and written anew, by keys and menu', async ({ page }) => {
  await writeCase(page)
  await reason(page)
  await page.keyboard.press('j')
  await page.keyboard.press('i')
  const box = page.getByRole('textbox', { name: 'A new step 2' })
  await box.fill('There is no fever, I say.')
  await box.press('Control+Enter')
  await expect(step(page, 2)).toContainText('There is no fever, I say.')
  // A correction is checked as any step is.
  await expect(step(page, 2)).toContainText(/The case says .*fever.* present/)
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible()

  await step(page, 2).click()
  await step(page, 2).getByRole('button', { name: 'Branch' }).click()
  await page.getByRole('menuitem', { name: /^Delete it/ }).click()
  const picker = page.getByRole('combobox', { name: 'Run', exact: true })
  await expect(picker.locator('option:checked')).toContainText('without step 2')
  await expect(step(page, 2)).not.toContainText('I say')
  await expect(picker.locator('option')).toHaveCount(3)
})
