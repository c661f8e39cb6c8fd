import { LISTED, TEACHING_CASE } from '../browser.mjs'
import { judgeRatios, judgeValue, median, pairUp } from '../statistics.mjs'

const PAIRS = 9

/** A reload in mid-work, over 15,000 cases: the same step of the same case is selected again, then the search answers. */
export async function reloadToWork(measure, page, url) {
  await page.goto(`${url}/#/case/${TEACHING_CASE}`)
  await page.getByRole('button', { name: 'Run again' }).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.locator('li[aria-current="step"]').waitFor()
  await page.waitForURL(/step=\d/) // written when the keys rest
  const address = page.url()
  const rows = []
  const backAtWork = async () => {
    await page.goto('about:blank')
    await page.goto(address)
    await page.locator('li[aria-current="step"]').waitFor()
    const time = await page.evaluate(() => performance.now())
    rows.push(await page.evaluate(() => window.benchRowsRead))
    return time
  }
  const listShown = async () => {
    await page.goto('about:blank')
    await page.goto(url)
    await page.getByText(LISTED).waitFor()
    return page.evaluate(() => performance.now())
  }
  await page.addInitScript(countRows)
  await measure('reload to the same step ÷ list shown', async () => {
    const { ratios, controls } = await pairUp(PAIRS, backAtWork, listShown)
    return judgeRatios({ ratios, controls, limit: 1.5, unit: '× list' })
  })
  await measure('rows the page reads on a reload', () =>
    judgeValue({ value: median(rows), limit: 60, unit: 'rows', runs: rows.length }),
  )
}

/** Counts the records that the page's own reads return; the library's worker counts its own. */
function countRows() {
  window.benchRowsRead = 0
  for (const type of [IDBObjectStore, IDBIndex]) {
    for (const name of ['get', 'getAll', 'getAllRecords']) {
      const read = type.prototype[name]
      if (!read) continue
      type.prototype[name] = function (...args) {
        const request = read.apply(this, args)
        request.addEventListener('success', () => {
          window.benchRowsRead += Array.isArray(request.result)
            ? request.result.length
            : request.result
              ? 1
              : 0
        })
        return request
      }
    }
  }
}
