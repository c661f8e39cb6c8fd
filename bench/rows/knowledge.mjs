import { TEACHING_CASE, withPage } from '../browser.mjs'
import { median, judgeValue } from '../statistics.mjs'

const RUNS = 9
/** As many words as the issue asks for; the longest teaching cases have about that. */
const CASE = TEACHING_CASE

/** From the click on "Reason" to the final differential: the engine's own computing, and how often the ranking was painted. */
export async function knowledge(measure) {
  await withPage(async (page, url) => {
    const computing = []
    const painted = []
    await page.goto(`${url}/#/case/${CASE}`)
    await page.getByRole('button', { name: 'Reason', exact: true }).waitFor()
    for (let run = 0; run < RUNS + 1; run++) {
      const updates = page.evaluate(countPaintedUpdates)
      await page.keyboard.press('g')
      await page
        .getByRole('combobox', { name: 'Run', exact: true })
        .locator('option')
        .nth(run)
        .waitFor({ state: 'attached' })
      await page.getByRole('button', { name: /^(Reason|Run again)/ }).waitFor()
      await page.evaluate(() => window.dispatchEvent(new Event('bench-run-ended')))
      const count = await updates
      const computeMs = await page.evaluate(readNewestComputeMs)
      if (run > 0) {
        computing.push(computeMs)
        painted.push(count)
      }
    }
    await measure('knowledge engine: computing', () =>
      judgeValue({ value: median(computing), limit: 50, unit: 'ms', runs: RUNS }),
    )
    await measure('knowledge engine: updates painted', () => ({
      ...judgeValue({ value: median(painted), limit: 10, unit: 'updates', runs: RUNS }),
      better: 'higher',
      verdict: median(painted) >= 10 ? 'met' : 'missed',
    }))
  })
}

/** Counts frames in which the steps or the differential had changed since the frame before, until the run has ended. */
function countPaintedUpdates() {
  return new Promise((resolve) => {
    let hasChanged = false
    let count = 0
    let isOver = false
    const observer = new MutationObserver(() => (hasChanged = true))
    observer.observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true })
    window.addEventListener('bench-run-ended', () => (isOver = true), { once: true })
    const frame = () => {
      if (hasChanged) count++
      hasChanged = false
      if (isOver) {
        observer.disconnect()
        resolve(count)
      } else requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}

function readNewestComputeMs() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('rounds')
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      const all = request.result.transaction('runs').objectStore('runs').getAll()
      all.onsuccess = () => {
        request.result.close()
        const newest = all.result.sort((a, b) => b.startedAt - a.startedAt)[0]
        resolve(newest.timing.computeMs)
      }
    }
  })
}
