import { type Page, expect } from 'playwright/test'

export const CASE_TEXT = `History
A 34-year-old man has two days of sharp chest pain, worse on deep inspiration and relieved by sitting forward, after a flu-like illness. No cough, haemoptysis or leg swelling.

Examination
Temperature 38.2 °C, heart rate 98/min, blood pressure 124/76 mmHg. There is a pericardial friction rub.

Labs
C-reactive protein 64 mg/L, white cell count 12.1 × 10⁹/L.

Imaging
ECG shows widespread ST elevation with PR depression.`

/** Writes a case by hand and lands on its workbench. */
export async function writeCase(
  page: Page,
  text = CASE_TEXT,
  title = 'A case written in a test',
): Promise<void> {
  await page.goto('/#/new')
  await page.getByLabel('Title (optional)').fill(title)
  await page.getByRole('textbox', { name: 'Case', exact: true }).fill(text)
  await page.getByRole('button', { name: 'Save case' }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
}

/** Has the knowledge engine reason and waits until the run has ended. */
export async function reason(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Reason', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible()
  await expect(steps(page).first()).toBeVisible()
}

export const steps = (page: Page) =>
  page.getByRole('list', { name: 'Reasoning steps' }).getByRole('listitem', { name: /^Step \d/ })

export const step = (page: Page, number: number) =>
  page.getByRole('listitem', { name: new RegExp(`^Step ${number},`) })
