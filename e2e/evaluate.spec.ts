import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'playwright/test'
import { reason, writeCase } from './workbench'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

test('a graded run shows in the figures, leads back to its case, and goes out as PRM800K with a card', async ({
  page,
}) => {
  await writeCase(page)
  await reason(page)
  for (const key of ['j', '1', '3', 'y']) await page.keyboard.press(key)
  await expect(page.getByText(/^Saved/)).toBeVisible()

  // By the address, at once after a grade: the step's own place in the address must not hold the person back.
  await page.goto('/#/evaluate')
  const figures = page.getByRole('region', { name: 'Figures', exact: true })
  await expect(figures.getByRole('columnheader', { name: /knowledge/ })).toContainText('1 run, 1 case')
  await figures.getByRole('button', { name: /^Good steps, knowledge: 50\.0 %/ }).click()
  const list = page.getByRole('dialog', { name: 'Good steps, knowledge' })
  await expect(list.getByRole('link', { name: 'A case written in a test' })).toBeVisible()
  await list.getByRole('button', { name: 'Close' }).click()

  await page.evaluate(axeSource)
  const violations = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }).axe
      .run()
      .then((report) => report.violations.map(({ id }) => id)),
  )
  expect(violations).toEqual([])

  await page.getByLabel('Format').selectOption('prm800k')
  await page.getByLabel('Labels').selectOption('per-reviewer')
  const names: string[] = []
  const texts: string[] = []
  page.on('download', (download) => {
    names.push(download.suggestedFilename())
    void download.path().then((path) => texts.push(readFileSync(path, 'utf8')))
  })
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(page.getByText('The file and its card were saved')).toBeVisible()
  await expect.poll(() => texts.length).toBe(2)
  expect(names.toSorted()).toEqual(['rounds-library.prm800k.jsonl', 'rounds-library.prm800k.jsonl.README.md'])
  const row = texts.find((text) => text.startsWith('{')) ?? ''
  const { label } = JSON.parse(row) as {
    label: { steps: { completions: { rating: number | null }[] }[] }
  }
  const ratings = label.steps.map(({ completions }) => completions[0]?.rating)
  expect(ratings.slice(0, 2)).toEqual([1, -1])
  expect(new Set(ratings.slice(2))).toEqual(new Set([null]))
})
