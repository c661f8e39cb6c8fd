import { type Page, expect, test } from 'playwright/test'
import { findViolations } from './axe'
import { reason, writeCase } from './workbench'

const entries = (page: Page) =>
  page.getByRole('list', { name: 'Differential' }).getByRole('button', { name: /%$/ })
/** Leaves more than one diagnosis open, so that there is something to ask. */
const VAGUE_CASE = 'A 45-year-old woman has had fatigue and pain in several joints for six weeks. No rash.'
const read = async (page: Page) => (await entries(page).allInnerTexts()).join(' | ')

test('an entry opens into its sum; an answer and a pin rank the list anew, are kept, and are taken back', async ({
  page,
}) => {
  await writeCase(page, VAGUE_CASE)
  await reason(page)
  const questions = page.getByRole('region', { name: 'Ask next' })
  await expect(questions).toBeVisible()
  await entries(page).first().click()
  const table = page.getByRole('table', { name: /How it adds up/ })
  await expect(table).toBeVisible()
  const rows = table.getByRole('row')
  expect(await rows.count()).toBeGreaterThan(3)
  await expect(table).toContainText('Before anything is known')
  await page.getByRole('button', { name: 'What would change it' }).click()
  await expect(page.getByText('Would rule it in')).toBeVisible()
  expect(await findViolations(page), 'light').toEqual([])

  const before = await read(page)
  await questions.getByRole('button', { name: 'Absent' }).first().click()
  const given = page.getByRole('region', { name: 'Your answers' })
  await expect(given).toContainText('absent')
  await expect.poll(() => read(page)).not.toBe(before)
  await expect(page.getByText(/^Saved/)).toBeVisible()
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.reload()
  await expect(given).toContainText('absent')
  expect(await findViolations(page), 'dark').toEqual([])
  await given.getByRole('button', { name: /^Take back/ }).click()
  await expect(given).toHaveCount(0)
  await page.keyboard.press('z')
  await expect(given).toBeVisible()
  await page.keyboard.press('Shift+Z')
  await expect.poll(() => read(page)).toBe(before)

  await page.getByText('Must explain').click()
  await page.getByRole('checkbox').first().check()
  await expect(page.getByText('(1 pinned)')).toBeVisible()
})
