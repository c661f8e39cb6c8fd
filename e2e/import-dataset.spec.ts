import { existsSync, readFileSync } from 'node:fs'
import { expect, test, type Page } from 'playwright/test'

const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })

const row = (id: number, patch: Record<string, unknown> = {}) => ({
  pmcid: `PMC90000${id}`,
  title: `A case numbered ${id}`,
  case_prompt: `A ${30 + id}-year-old woman came with fever of ${id} days, a dry cough and pain in her left flank.`,
  diagnostic_reasoning: '1. Fever and cough suggest an infection. 2. The flank pain points to the kidney.',
  final_diagnosis: 'Pyelonephritis',
  ...patch,
})

const lines = (rows: readonly unknown[]) => rows.map((each) => JSON.stringify(each)).join('\n')

async function pick(page: Page, name: string, text: string) {
  await page.getByLabel('Dataset files').setInputFiles(file(name, text))
}

test('a dataset is imported once, changed rows are asked about, faults and hygiene are reported', async ({
  page,
}) => {
  await page.goto('/#/import')
  const rows = [
    row(1),
    row(2),
    row(3, { case_prompt: 'A 9-year-old spayed female Labrador came with fever.' }),
  ]
  await pick(page, 'cases.jsonl', `${lines(rows)}\n{"case_prompt": 12}\nnot json`)
  const report = page.getByRole('region', { name: 'Import report' })
  await expect(report.getByText('3 cases added')).toBeVisible()
  await expect(report.getByText(/as MedCaseReasoning/)).toBeVisible()
  await expect(report.getByRole('region', { name: 'Faults' })).toContainText('line 5')
  const animal = report.getByText('The patient is an animal').first()
  await animal.click()
  await report.getByRole('button', { name: 'Leave 1 out of grading' }).click()
  const left = page.getByRole('region', { name: 'Left out of grading' })
  await expect(left).toContainText('The patient is an animal')
  await left.getByRole('button', { name: /Take back in/ }).click()
  await expect(left).toBeHidden()

  await report.getByRole('button', { name: 'Import more' }).click()
  await pick(page, 'again.jsonl', lines([row(1), row(2, { final_diagnosis: 'Renal abscess' }), row(4)]))
  await expect(report.getByText('1 case added')).toBeVisible()
  await expect(report).toContainText('1 case there already')
  await report.getByRole('button', { name: 'Revise 1 case' }).click()
  await expect(report.getByText('1 case revised')).toBeVisible()

  await report.getByRole('button', { name: 'Take this import back' }).click()
  await page.getByRole('link', { name: 'Library', exact: true }).click()
  await page.getByLabel('Search title, text and diagnosis').fill('A case numbered')
  await expect(page.getByText('A case numbered 2')).toBeVisible()
  await expect(page.getByText('A case numbered 4')).toBeHidden()
})

test('a table that nothing recognises is mapped once, and known the next time', async ({ page }) => {
  await page.goto('/#/import')
  const table = (name: string) =>
    `Story;Answer;Ward\n"${name}, a man of 60, had crushing chest pain for an hour; he was pale.";Myocardial infarction;Cardiology\n`
  await pick(page, 'ward.csv', table('First'))
  const form = page.getByRole('form', { name: /Columns of ward.csv/ })
  await form.getByLabel('Column 1', { exact: true }).selectOption('Story')
  await form.getByLabel('Gold diagnosis').selectOption('Answer')
  await form.getByLabel('Specialty').selectOption('Ward')
  await expect(form.getByRole('region', { name: 'Preview' })).toContainText('Myocardial infarction')
  await form.getByRole('button', { name: 'Import with these columns' }).click()
  await expect(page.getByText('1 case added')).toBeVisible()
  await page.getByRole('button', { name: 'Import more' }).click()
  await pick(page, 'ward.csv', table('Second'))
  await expect(form).toContainText('As you said for the last table')
  await expect(form.getByLabel('Gold diagnosis')).toHaveValue('Answer')
})

test('files dropped on the library are read by kind, and a damaged one is refused in words', async ({
  page,
}) => {
  await page.goto('/')
  await page.getByLabel('Case files').setInputFiles(file('cases.parquet', 'this is no parquet file'))
  await expect(page).toHaveURL(/#\/import/)
  await expect(page.getByRole('region', { name: 'Faults' })).toContainText('cases.parquet')
  await expect(page.getByText('0 cases added')).toBeVisible()
})

test('a model’s outputs come in as runs whose steps can be graded', async ({ page }) => {
  await page.goto('/#/import')
  await pick(page, 'cases.jsonl', lines([row(1)]))
  await expect(page.getByText('1 case added')).toBeVisible()
  await page.getByRole('button', { name: 'Import more' }).click()
  const output =
    'Step 1: Fever of 1 days suggests infection.\nStep 2: Flank pain suggests the kidney.\nFinal diagnosis: Pyelonephritis'
  await pick(page, 'outputs.jsonl', lines([{ case_id: 'PMC900001', model: 'some-model', output }]))
  await expect(page.getByText(/1 run with steps to grade/)).toBeVisible()
  await page.getByRole('link', { name: 'Library', exact: true }).click()
  await page.getByText('A case numbered 1').click()
  await expect(
    page.getByRole('listitem').filter({ hasText: 'Flank pain suggests the kidney' }).first(),
  ).toBeVisible()
})

const FORMATS = '../shared/data/formats'
test('the same rows as JSONL, JSON, CSV and Parquet make the same cases', async ({ page }) => {
  test.skip(!existsSync(FORMATS), 'the real files are not beside this checkout')
  await page.goto('/#/import')
  const names = ['mcr-shape-51.jsonl', 'mcr-shape-51.json', 'mcr-shape-51.csv', 'mcr-shape-51.snappy.parquet', 'mcr-shape-51.zstd.parquet'] // prettier-ignore
  for (const [index, name] of names.entries()) {
    const buffer = readFileSync(`${FORMATS}/${name}`)
    await page
      .getByLabel('Dataset files')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
    const report = page.getByRole('region', { name: 'Import report' })
    await expect(report.getByText(index === 0 ? /^\d+ cases added/ : '0 cases added')).toBeVisible()
    await expect(report).toContainText('51 rows read')
    await expect(report.getByRole('button', { name: /Revise/ })).toBeHidden()
    await page.getByRole('button', { name: 'Import more' }).click()
  }
})
