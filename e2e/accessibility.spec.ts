import { expect, test } from 'playwright/test'
import { findViolations } from './axe'
import { reason, writeCase } from './workbench'

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any page, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    for (const [path, heading] of [
      ['/', 'Case library'],
      ['/#/new', 'New case'],
      ['/#/settings', 'Settings'],
      ['/#/requests', 'Network'],
      ['/#/models', 'Models'],
      ['/#/prompts', 'Prompts'],
      ['/#/diseases?id=pulmonary-embolism', 'Illness scripts'],
      ['/#/packs', 'Knowledge packs'],
      ['/#/batch', 'Batch'],
    ] as const) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
      expect(await findViolations(page), path).toEqual([])
    }
    await writeCase(page)
    expect(await findViolations(page), 'before the run').toEqual([])
    await reason(page)
    await page.keyboard.press('j')
    await page.keyboard.press('3')
    await page.keyboard.press('e')
    await page.keyboard.press('Escape')
    await page.keyboard.press('w')
    expect(await findViolations(page), 'workbench').toEqual([])
    await page.keyboard.press('p')
    await expect(page.getByRole('button', { name: 'Next' })).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByText(/^2 of/)).toBeVisible()
    expect(await findViolations(page), 'present').toEqual([])
  })
}

test('a case is presented part by part, the gold diagnosis only when asked for', async ({ page }) => {
  await page.goto('/#/case/teaching-better-leaning-forward')
  await reason(page)
  await page.keyboard.press('p')
  await expect(page.getByText(/^1 of \d+$/)).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByText(/^2 of \d+$/)).toBeVisible()
  await expect(page.getByText('Gold diagnosis:')).toHaveCount(0)
  await page.keyboard.press('g')
  await expect(page.getByText('Gold diagnosis:')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible()
})
