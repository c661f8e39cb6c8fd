import { openRun, startMetrics } from '../browser.mjs'
import { judgeValue, percentile } from '../statistics.mjs'

const KEYS = 60
const FRAME = 1000 / 60

/** From a grade key of the browser's own to the step's row showing it; how many rows such a key touches. */
export async function keyToPixels(measure, page, url) {
  await openRun(page, url)
  const session = await startMetrics(page)
  await page.evaluate(watchRows)
  const record = async () => {
    const records = []
    for (let count = 0; count < KEYS; count++) {
      const isLast = await page.evaluate(() => !document.querySelector('li[aria-current="step"] + li'))
      if (isLast) for (let back = 0; back < 20; back++) await page.keyboard.press('k')
      else await page.keyboard.press('j')
      const key = await page.evaluate(() => window.benchRows.start())
      await page.keyboard.press(key)
      records.push(await page.evaluate(() => window.benchRows.end()))
    }
    return records.filter((each) => each.ms !== null)
  }
  const times = await record()
  await measure('grade key to pixels', () =>
    judgeValue({
      value: percentile(
        times.map(({ ms }) => ms),
        0.95,
      ),
      limit: FRAME,
      unit: 'ms p95',
      runs: times.length,
    }),
  )
  // The graded row, and the one the selection moves on to.
  await measure('rows a grade key touches', () =>
    judgeValue({
      value: Math.max(...times.map(({ rows }) => rows)),
      limit: 2,
      unit: 'rows',
      runs: times.length,
    }),
  )
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const slow = await record()
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await measure('grade key to pixels, 4× slower', () =>
    judgeValue({
      value: percentile(
        slow.map(({ ms }) => ms),
        0.95,
      ),
      limit: 2 * FRAME,
      unit: 'ms p95',
      runs: slow.length,
    }),
  )
}

/** Times the next key press to the first change of the selected row's name, and counts rows that changed at all. */
function watchRows() {
  let pressed = null
  window.addEventListener('keydown', (event) => (pressed = event.timeStamp), { capture: true })
  let pending = null
  window.benchRows = {
    start() {
      const list = document.querySelector('ol[aria-label="Reasoning steps"]')
      const row = list.querySelector('li[aria-current="step"]')
      const name = row.getAttribute('aria-label')
      const touched = new Set()
      pending = new Promise((resolve) => {
        let ms = null
        const observer = new MutationObserver((records) => {
          for (const { target } of records) {
            const element = target instanceof Element ? target : target.parentElement
            const own = element.closest('li[aria-label^="Step"]')
            if (own) touched.add(own)
          }
          if (ms === null && row.getAttribute('aria-label') !== name) ms = performance.now() - pressed
        })
        observer.observe(list, { subtree: true, childList: true, attributes: true, characterData: true })
        setTimeout(() => {
          observer.disconnect()
          resolve({ ms, rows: touched.size })
        }, 120)
      })
      // Another label than the step has: the same again changes nothing.
      return name.endsWith('Good') ? '2' : name.endsWith('Neutral') ? '3' : '1'
    },
    end: () => pending,
  }
}
