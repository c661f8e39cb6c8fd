import { type Page, expect, test } from 'playwright/test'
import { reason, step, writeCase } from './workbench'

const WRONG = 'This 54-year-old man has a cough. C-reactive protein was 640 mg/L.'

/** A person's own wrong words in place of the first step, checked as an engine's step is. */
async function correctFirstStep(page: Page): Promise<void> {
  await page.keyboard.press('j')
  await page.keyboard.press('r')
  await page.getByLabel('Step 1, rewritten').fill(WRONG)
  await page.keyboard.press('Control+Enter')
  await expect(step(page, 1)).toContainText('corrected by the reader')
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible()
}

test('a flag says what differs, how sure it is and why, and lights the words of the case', async ({
  page,
}) => {
  await writeCase(page)
  await reason(page)
  await correctFirstStep(page)
  const flags = step(page, 1).getByRole('list', { name: 'Flags of the verifier' }).getByRole('listitem')
  await expect(flags.first()).toContainText('The step says 54-year-old, the case says 34-year-old.')
  await expect(flags.first()).toContainText('certain')
  await expect(flags.filter({ hasText: 'cough is absent' })).toContainText('likely')
  const number = flags.filter({ hasText: '640' })
  await number.getByText('Why').click()
  await expect(number).toContainText('Rounding is forgiven.')
  await number.getByRole('button', { name: 'Show in the case' }).click()
  await expect(page.locator('mark')).toHaveText('C-reactive protein 64 mg/L')
  await number.getByRole('button', { name: 'Show in the case' }).click()
  await expect(page.locator('mark', { hasText: 'C-reactive' })).toHaveCount(0)
})

test('with commit first on, flags wait for the reader’s own grade', async ({ page }) => {
  await writeCase(page)
  await reason(page)
  await correctFirstStep(page)
  await page.getByRole('switch', { name: 'Commit first' }).check()
  await page.getByRole('textbox', { name: 'Diagnosis 1' }).fill('Pericarditis')
  await page.getByRole('button', { name: 'Commit and show the run' }).click()
  const flags = step(page, 1).getByRole('list', { name: 'Flags of the verifier' })
  await expect(page.getByText('shown once you have graded it')).toBeVisible()
  await expect(flags).toHaveCount(0)
  await step(page, 1).click()
  await page.keyboard.press('3')
  await expect(flags).toBeVisible()
  await expect(step(page, 1)).toHaveAccessibleName(/Bad$/i)
})
