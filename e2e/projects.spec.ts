import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Page, expect, test } from 'playwright/test'
import { step, steps } from './workbench'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function findViolations(page: Page): Promise<unknown> {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> }
    }
    return (await axe.run()).violations.map(({ id, nodes }) => [
      id,
      nodes.slice(0, 3).map(({ target }) => target),
    ])
  })
}

test('a project is made of cases, and one is graded by keys alone and found again', async ({ page }) => {
  await page.goto('/#/projects')
  await page.getByRole('link', { name: 'New project' }).click()
  await page.getByLabel('Name').fill('Chest pain')
  await page.getByLabel('With these words (optional)').fill('chest')
  await page.getByLabel('Rubric').selectOption('MedR-Bench')
  expect(await findViolations(page)).toEqual([])
  await page.getByRole('button', { name: /^Make the project of \d+ cases$/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Chest pain' })).toBeVisible()
  await page.getByRole('button', { name: 'Have the knowledge engine read them' }).click()
  await expect(page.getByText(/without a run/)).toHaveCount(0)
  expect(await findViolations(page)).toEqual([])

  await page.getByRole('link', { name: 'Start grading' }).click()
  await expect(step(page, 1)).toHaveAttribute('aria-current', 'step')
  expect(await findViolations(page)).toEqual([])
  const count = await steps(page).count()
  const asked = page.getByRole('region', { name: 'Asked now' }).first()
  for (let number = 1; number <= count; number++) {
    await page.keyboard.press('1') // reasoning
    await page.keyboard.press('2') // wrong
  }
  await expect(step(page, count)).toContainText('Factual: Wrong')
  await page.keyboard.press('z')
  await expect(step(page, count)).not.toContainText('Factual')
  await expect(asked).toContainText('Is the step medically right?')
  await page.keyboard.press('1')
  await expect(step(page, count)).toContainText('Factual: Right')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /^Case 2 of/ })).toBeVisible()
  await expect(step(page, 1)).not.toContainText('Factual')
  await page.keyboard.press('u')
  await page.keyboard.press('2')
  await expect(step(page, 1)).toContainText('Unsure: The case is unclear')
  await expect(step(page, 2)).toHaveAttribute('aria-current', 'step')
  await expect(page.getByText(/^Saved/)).toBeVisible()

  await page.reload()
  await expect(page.getByRole('heading', { name: /^Case 2 of/ })).toBeVisible()
  await expect(step(page, 1)).toContainText('Unsure: The case is unclear')
  await page.getByRole('link', { name: /^Back to the project/ }).click()
  await expect(page.getByText('1 of', { exact: false }).first()).toBeVisible()
  await page.getByRole('link', { name: 'Go on grading' }).click()
  await expect(page.getByRole('heading', { name: /^Case 2 of/ })).toBeVisible()
})
