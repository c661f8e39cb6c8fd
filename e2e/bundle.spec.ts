import { readFile } from 'node:fs/promises'
import { type Page, expect, test } from 'playwright/test'
import { reason, step, steps, writeCase } from './workbench'

async function exportBundle(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'More' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /^Whole case/ }).click()
  return readFile(await (await download).path(), 'utf8')
}

async function drop(page: Page, name: string, text: string) {
  await page.goto('/')
  await page
    .getByLabel('Case files')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
  return page.getByRole('dialog', { name: 'Import' })
}

test('a graded case leaves as a bundle and comes back whole in another browser', async ({
  page,
  browser,
}) => {
  await writeCase(page)
  await reason(page)
  const count = await steps(page).count()
  await page.keyboard.press('j')
  await page.keyboard.press('3')
  await page.keyboard.press('y')
  await expect(page.getByText(/^Saved/)).toBeVisible()
  const bundle = await exportBundle(page)

  const context = await browser.newContext()
  const other = await context.newPage()
  const dialog = await drop(other, 'case.rounds.json', bundle)
  await expect(dialog).toContainText('cases: 1 added, 0 changed, 0 already here')
  await expect(dialog).toContainText('reviews: 1 added')
  await dialog.getByRole('button', { name: 'Add and update' }).click()
  await other.getByText('A case written in a test').first().click()
  await expect(steps(other)).toHaveCount(count)
  expect(JSON.parse(await exportBundle(other))).toMatchObject({
    reviews: JSON.parse(bundle).reviews,
    runs: JSON.parse(bundle).runs,
  })

  const again = await drop(other, 'case.rounds.json', bundle)
  await expect(again).toContainText('cases: 0 added, 0 changed, 1 already here')
  await again.getByRole('button', { name: 'Cancel' }).click()

  const newer = JSON.parse(bundle)
  Object.assign(newer.cases[0], { title: 'Changed', revision: 2, updatedAt: newer.cases[0].updatedAt + 1 })
  const changed = await drop(other, 'changed.rounds.json', JSON.stringify(newer))
  await expect(changed).toContainText('cases: 0 added, 1 changed')
  await context.close()
})

test('a broken bundle is refused in plain words and changes nothing', async ({ page }) => {
  await writeCase(page)
  await reason(page)
  const bundle = await exportBundle(page)
  for (const [name, text] of [
    ['cut.json', bundle.slice(0, -40)],
    ['newer.json', bundle.replace(/"version":\s*\d+/u, '"version": 99')],
    ['odd.json', bundle.replace('"steps":', '"stops":')],
  ] as const) {
    const dialog = await drop(page, name, text)
    await expect(dialog.getByRole('alert')).toContainText(name)
    await expect(dialog.getByRole('button', { name: 'Add and update' })).toBeHidden()
    await dialog.getByRole('button', { name: 'Close' }).last().click()
  }
  await expect(page.getByText('17 cases')).toBeVisible()
})

test('a report and the steps can be taken out; hostile words stay words', async ({ page, context }) => {
  await writeCase(
    page,
    'A man has a fever. <script>window.hacked = 1</script> <img src=x onerror="window.hacked=1"> javascript:alert(1)',
  )
  await reason(page)
  await page.keyboard.press('j')
  await page.keyboard.press('1')
  await expect(page.getByText(/^Saved/)).toBeVisible()
  await page.getByRole('button', { name: 'More' }).click()
  const saving = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /^Report/ }).click()
  const html = await readFile(await (await saving).path(), 'utf8')
  const report = await context.newPage()
  await report.setContent(html)
  await expect(report.getByText('Not a medical device.')).toBeVisible()
  await expect(report.getByText('<script>window.hacked = 1</script>')).toBeVisible()
  await expect(report.getByText('Grade: Good')).toBeVisible()
  expect(await report.evaluate(() => 'hacked' in window)).toBe(false)

  await page.getByRole('button', { name: 'More' }).click()
  const savingSteps = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /^Steps and grades/ }).click()
  const rows = (await readFile(await (await savingSteps).path(), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(rows.length).toBeGreaterThan(3)
  expect(JSON.stringify(rows[0])).toContain('good')
  expect(JSON.stringify(rows[1])).not.toContain('neutral"')
})

test('a run is played back at other speeds and step by step; grades are there afterwards', async ({
  page,
}) => {
  await writeCase(page)
  await reason(page)
  const count = await steps(page).count()
  await page.keyboard.press('j')
  await page.keyboard.press('1')
  await expect(page.getByText(/^Saved/)).toBeVisible()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Replay this run' }).click()
  const replay = page.getByRole('group', { name: 'Replay' })
  await replay.getByRole('button', { name: 'Step by step' }).click()
  await expect.poll(() => steps(page).count()).toBeLessThan(count)
  await replay.getByRole('button', { name: '4×' }).click()
  await expect(steps(page)).toHaveCount(count)
  await replay.getByRole('button', { name: /^(Close|End)/ }).click()
  await expect(step(page, 1)).toHaveAccessibleName(/Good$/i)
})

test('a diagnosis is dragged and moved by keys in the reviewer’s list, and stays there', async ({ page }) => {
  await writeCase(page)
  await reason(page)
  await page.getByRole('button', { name: /^Your list/ }).click()
  const list = page.getByRole('list', { name: 'Your differential' })
  // However few the engine lists.
  for (const name of ['Costochondritis of the test', 'Panic attack of the test']) {
    await page.getByLabel('Add a diagnosis').fill(name)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(list).toContainText(name)
  }
  await list.getByRole('listitem').nth(0).dragTo(list.getByRole('listitem').nth(2))
  await expect(list.getByRole('listitem').nth(0)).not.toContainText('Acute pericarditis')
  const place = await list.getByRole('listitem').allInnerTexts()
  const at = place.findIndex((text) => text.includes('Acute pericarditis'))
  expect(at).toBeGreaterThan(0)
  await list.getByRole('button', { name: 'Move Acute pericarditis up' }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(list.getByRole('listitem').nth(at - 1)).toContainText('Acute pericarditis')
  await expect(page.getByText(/^Saved/)).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: /^Your list/ }).click()
  await expect(list.getByRole('listitem').nth(at - 1)).toContainText('Acute pericarditis')
  await page.getByRole('button', { name: 'The run’s list', exact: true }).click()
  await expect(page.getByRole('list', { name: 'Differential' }).getByRole('listitem').first()).toContainText(
    'Acute pericarditis',
  )
})

test('the network lock is seen on every page, refuses requests, and outlives a reload', async ({ page }) => {
  await page.goto('/')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await page.reload()
  await page.goto('/#/requests')
  await page.getByRole('switch', { name: /^Network lock/ }).click()
  await expect(page.getByRole('link', { name: 'Network locked' })).toBeVisible()
  const ask = () =>
    page.evaluate(() =>
      fetch(`${location.origin}/theme.js?fresh`, { cache: 'no-store' }).then(
        ({ ok }) => ok,
        () => false,
      ),
    )
  expect(await ask()).toBe(false)
  await expect(page.getByText('refused by the lock').first()).toBeVisible()
  await page.reload()
  await writeCase(page)
  await expect(page.getByRole('link', { name: 'Network locked' })).toBeVisible()
  await reason(page)
  await page.goto('/#/requests')
  await page.getByRole('switch', { name: /^Network lock/ }).click()
  await expect(page.getByRole('link', { name: 'This site only' })).toBeVisible()
})
