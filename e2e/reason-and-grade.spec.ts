import { type Page, expect, test } from 'playwright/test'
import { reason, step, steps, writeCase } from './workbench'

test('a case is reasoned about, graded by keys alone, and found again after a reload', async ({ page }) => {
  await writeCase(page)
  await page.keyboard.press('g')
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible()
  expect(await steps(page).count()).toBeGreaterThan(8)
  await expect(page.getByRole('list', { name: 'Differential' })).toContainText('Acute pericarditis')

  await page.keyboard.press('j')
  await page.keyboard.press('1')
  await expect(step(page, 1)).toHaveAccessibleName(/Good$/i)
  await expect(step(page, 2)).toHaveAttribute('aria-current', 'step')
  await page.keyboard.press('3')
  await page.keyboard.press('u')
  await expect(step(page, 3)).toHaveAccessibleName(/unsure$/)
  await page.keyboard.press('k')
  await page.keyboard.press('e')
  await page.keyboard.press('Space')
  await page.keyboard.press('Escape')
  await expect(step(page, 3)).toContainText('Invented finding')
  await page.keyboard.press('c')
  await page.keyboard.type('Says too much')
  await page.keyboard.press('Escape')
  await expect(step(page, 3)).toContainText('Says too much')
  await page.keyboard.press('y')
  await expect(page.getByText(/^Saved/)).toBeVisible()

  await page.reload()
  await expect(step(page, 1)).toHaveAccessibleName(/Good$/i)
  await expect(step(page, 2)).toHaveAccessibleName(/Bad$/i)
  await expect(step(page, 3)).toContainText('Says too much')
  await expect(page.getByRole('button', { name: /^Correct/ })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText('3 of').first()).toBeVisible()

  await page.keyboard.press('z')
  await expect(page.getByRole('button', { name: /^Correct/ })).toHaveAttribute('aria-pressed', 'false')
  await page.keyboard.press('Shift+Z')
  await expect(page.getByRole('button', { name: /^Correct/ })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
})

test('a rewrite shows what changed', async ({ page }) => {
  await writeCase(page)
  await reason(page)
  await page.keyboard.press('j')
  await page.keyboard.press('r')
  await page.keyboard.press('End')
  await page.getByLabel('Step 1, rewritten').fill('A young man with pericarditis.')
  await page.keyboard.press('Escape')
  await expect(step(page, 1).locator('del').first()).toBeVisible()
  await expect(step(page, 1).locator('ins').first()).toBeVisible()
})

test('the reader commits first, then sees the run; both lists are kept', async ({ page }) => {
  await writeCase(page)
  await page.getByRole('switch', { name: 'Commit first' }).check()
  await page.getByRole('button', { name: 'Reason', exact: true }).click()
  await page.getByLabel('Diagnosis 1', { exact: true }).fill('Pneumonia')
  await expect(page.getByRole('list', { name: 'Differential' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Commit and show the run' }).click()
  await expect(page.getByRole('list', { name: 'Differential' })).toContainText('Acute pericarditis')
  await expect(page.getByText('You committed to')).toBeVisible()
})

test('the reviewer orders, adds and rules out', async ({ page }) => {
  await writeCase(page)
  await reason(page)
  await page.getByRole('button', { name: /^Your list/ }).click()
  const list = page.getByRole('list', { name: 'Your differential' })
  await page.getByLabel('Add a diagnosis').fill('Costochondritis')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(list).toContainText('Costochondritis')
  await page.getByRole('button', { name: /^Move Acute pericarditis down/ }).click()
  await expect(list.getByRole('listitem').nth(1)).toContainText('Acute pericarditis')
  await page.getByRole('button', { name: 'Rule out Costochondritis' }).click()
  await page.getByLabel('Why is Costochondritis ruled out?').fill('No tenderness')
  await list.getByRole('button', { name: 'Rule out', exact: true }).last().click()
  await expect(list).toContainText('Ruled out: No tenderness')
})

test('a grade made in one tab shows in the other', async ({ page, context }) => {
  await writeCase(page)
  await reason(page)
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(steps(other).first()).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('1')
  await expect(step(other, 1)).toHaveAccessibleName(/Good$/i)
})

test('a run streams without moving what is read; a finding lights what uses it', async ({ page }) => {
  await page.goto('/#/case/teaching-better-leaning-forward')
  await expect(page.getByRole('button', { name: 'Reason', exact: true })).toBeVisible()
  await page.evaluate(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    interface Shift extends PerformanceEntry {
      readonly value: number
      readonly sources: readonly { readonly node: Node | null }[]
    }
    // The ranking is as long as the engine makes it; the case and the steps are what is read meanwhile.
    const isRead = (node: Node | null) =>
      (node instanceof Element ? node : node?.parentElement)?.closest(
        'section[aria-label="Case"], section[aria-label="Steps"]',
      )
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Shift[])
        if (entry.sources.some(({ node }) => isRead(node))) shifts.push(entry.value)
    }).observe({ type: 'layout-shift' })
  })
  await reason(page)
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)
  // A fifth of what counts as good.
  expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.02)

  const finding = page.getByRole('button', { name: 'Pericardial friction rub' }).first()
  await finding.click()
  await expect(page.getByText(/^This finding is used in steps/)).toBeVisible()
  await expect(page.getByRole('list', { name: 'Differential' }).getByRole('listitem').first()).toContainText(
    /speaks for it.*×/,
  )
  // All findings are one tab stop.
  await expect(page.locator('[data-finding][tabindex="0"]')).toHaveCount(1)
  await page.keyboard.press('ArrowRight')
  await expect(finding).not.toBeFocused()
  await expect(page.locator('[data-finding][tabindex="0"]')).toBeFocused()
})

/** Makes every write of the page's workers fail as on a full disk, or work again. */
async function fillDisk(page: Page, isFull: boolean) {
  for (const worker of page.workers())
    await worker.evaluate((full) => {
      const { prototype } = IDBObjectStore as unknown as { prototype: Record<string, unknown> }
      prototype['realPut'] ??= prototype['put']
      prototype['put'] = full
        ? () => {
            throw new DOMException('The disk is full.', 'QuotaExceededError')
          }
        : prototype['realPut']
    }, isFull)
}

test('a grade that can’t be written stays visibly unsaved, is tried again, and is there afterwards', async ({
  page,
}) => {
  await writeCase(page)
  await reason(page)
  await page.keyboard.press('j')
  await page.keyboard.press('1')
  await expect(page.getByText(/^Saved/)).toBeVisible()
  await fillDisk(page, true)
  await page.keyboard.press('3')
  await expect(page.getByRole('alert')).toContainText('Not saved: the storage is full. 1 waiting')
  await expect(step(page, 2)).toHaveAccessibleName(/Bad$/i)
  await fillDisk(page, false)
  await expect(page.getByText(/^Saved/)).toBeVisible()
  await page.reload()
  await expect(step(page, 2)).toHaveAccessibleName(/Bad$/i)
})
