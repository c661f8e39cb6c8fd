import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { type Page, expect, test } from 'playwright/test'
import { reason, step, steps, writeCase } from './workbench'

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

async function saved(page: Page, press: () => Promise<void>): Promise<string> {
  const download = page.waitForEvent('download')
  await press()
  return readFile(await (await download).path(), 'utf8')
}

async function renameReviewer(page: Page, name: string) {
  await page.goto('/#/settings')
  await page.getByLabel('Your name, as it stands in exports').fill(name)
  await page.getByLabel('Your name, as it stands in exports').blur()
}

async function gradeSteps(page: Page, keys: readonly string[]) {
  await page.keyboard.press('j')
  for (const key of keys) await page.keyboard.press(key)
  await expect(page.getByText(/^Saved/)).toBeVisible()
}

async function makeProject(page: Page, name: string) {
  await page.getByRole('link', { name: 'Projects', exact: true }).click()
  await page.getByRole('link', { name: 'New project' }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Source').selectOption('Your own')
  await page.getByRole('button', { name: /^Make the project of 1 case$/ }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

const openTab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Pages of the project' }).getByRole('link', { name }).click()

const dropFile = (page: Page, label: string, text: string) =>
  page
    .getByLabel(label)
    .setInputFiles({ name: 'grades.json', mimeType: 'application/json', buffer: Buffer.from(text) })

test('two reviewers grade apart, exchange a file, see their agreement and settle where they differ', async ({
  page,
  browser,
}) => {
  // Anna makes the case and the run; Ben gets both as a bundle.
  await renameReviewer(page, 'Anna')
  await writeCase(page)
  await reason(page)
  await expect(steps(page).nth(2)).toBeVisible()
  await page.getByRole('button', { name: 'More' }).click()
  const bundle = await saved(page, () => page.getByRole('menuitem', { name: /^Whole case/ }).click())
  await gradeSteps(page, ['1', '1', '3'])
  await makeProject(page, 'Rubs')

  const context = await browser.newContext()
  const other = await context.newPage()
  await renameReviewer(other, 'Ben')
  await other.goto('/#/')
  await other
    .getByLabel('Case files')
    .setInputFiles({ name: 'case.rounds.json', mimeType: 'application/json', buffer: Buffer.from(bundle) })
  await other.getByRole('dialog', { name: 'Import' }).getByRole('button', { name: 'Add and update' }).click()
  await other.getByText('A case written in a test').first().click()
  await expect(step(other, 1)).toBeVisible()
  await gradeSteps(other, ['1', '3', '3'])
  await makeProject(other, 'Rubs, by Ben')

  // Ben seals his grades and hands them out.
  await openTab(other, 'Files and seals')
  await other.getByRole('button', { name: 'Seal my grades of 1 run' }).click()
  const seal = (await other.getByRole('list', { name: 'Your seals' }).locator('code').innerText()).trim()
  const file = await saved(other, () =>
    other.getByRole('button', { name: 'Save my grades as a file' }).click(),
  )
  expect(file).toContain(seal)
  await context.close()

  // Anna takes the file in: a changed copy is named as such, the true one merges.
  await openTab(page, 'Files and seals')
  await dropFile(page, 'File of grades', file.replace('"Ben"', '"Eve"'))
  await expect(page.getByText('The signature is broken')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Merge' })).toBeDisabled()
  await dropFile(page, 'File of grades', file.replace('"exportedAt": ', '"exportedAt": "now", "was": '))
  await expect(page.getByText(/Its field “exportedAt” is not as it should be/)).toBeVisible()
  await dropFile(page, 'File of grades', file)
  await expect(page.getByText('The signature is valid')).toBeVisible()
  await expect(page.getByRole('row', { name: /^Added 1 / })).toBeVisible()
  expect(await findViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByText('The grades of Ben are merged')).toBeVisible()
  await page.getByText('Check a file against a published seal').click()
  await page.getByLabel('Published seal').fill(seal)
  await dropFile(page, 'File of the reviewer who published it', file)
  await expect(page.getByText('The seal holds')).toBeVisible()

  await openTab(page, 'Agreement')
  const labels = page.getByRole('region', { name: /^Step label/ }).first()
  await expect(labels.getByRole('row', { name: /^Percent agreement/ })).toContainText('66.7 %')
  await expect(page.getByRole('row', { name: /^Mean distance of first errors/ })).toContainText('1.00 steps')
  expect(await findViolations(page)).toEqual([])

  await openTab(page, 'Adjudication')
  const item = page.getByRole('article', { name: 'Disagreement 1 of 1' })
  await expect(item).toContainText('Step 2, label')
  await expect(item.getByRole('list', { name: 'What the reviewers said' })).not.toContainText('Ben')
  expect(await findViolations(page)).toEqual([])
  await page.getByLabel('Why (optional)').fill('The case says so')
  await page.keyboard.press('Escape')
  await page.keyboard.press('3')
  await expect(page.getByText('1 of 1 disagreement decided')).toBeVisible()
  await page.keyboard.press('z')
  await expect(page.getByText('0 of 1 disagreement decided')).toBeVisible()
  await page.keyboard.press('0')
  await expect(page.getByText('1 of 1 disagreement decided')).toBeVisible()
  await page.getByText('Decide by rule').click()
  await page.getByRole('button', { name: 'Decide 2 answers' }).click()
  await expect(page.getByText('2 answers decided by rule.')).toBeVisible()

  await openTab(page, 'Audit trail')
  await expect(page.getByText('Unbroken: 5 entries')).toBeVisible()
  await expect(page.getByRole('row', { name: /Taken back.*Step 2, label.*Bad.*open/ })).toBeVisible()
  expect(await findViolations(page)).toEqual([])
  const trail = await saved(page, () => page.getByRole('button', { name: 'Save as JSON Lines' }).click())
  expect(trail.trim().split('\n')).toHaveLength(5)
})
