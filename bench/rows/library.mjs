import { LIBRARY_SIZE, LISTED, costOf, startMetrics } from '../browser.mjs'
import { judgeRatios, judgeValue, median, pairUp, percentile } from '../statistics.mjs'

const PAIRS = 9

/** Opening the library against its raw twin: open the database, count, read the first 50 rows; the page's first paint taken off. */
export async function openLibrary(measure, page, url) {
  await measure('open a library of 15,000 ÷ raw twin', async () => {
    const { ratios, controls } = await pairUp(
      PAIRS,
      async () => {
        await page.goto('about:blank')
        await page.goto(url)
        await page.getByText(LISTED).waitFor({ timeout: 60_000 })
        return page.evaluate(
          () => performance.now() - (performance.getEntriesByType('paint').at(-1)?.startTime ?? 0),
        )
      },
      () => page.evaluate(openRaw),
    )
    return judgeRatios({ ratios, controls, limit: 2, unit: '× raw' })
  })
}

/** In the page, so that both have the same process and disk cache. */
async function openRaw() {
  const settle = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const started = performance.now()
  const database = await settle(indexedDB.open('rounds'))
  const store = database.transaction('cases').objectStore('cases')
  await Promise.all([settle(store.count()), settle(store.getAll(null, 50))])
  database.close()
  return performance.now() - started
}

const QUERIES = [
  'fever',
  'chest pain',
  'num 12',
  'haemoptysis',
  'rash',
  'case 14',
  'weak',
  'cough fever',
  'dizz',
  'gout',
]

/** From each key in the search box to the list saying how many cases it found. */
export async function searchAsYouType(measure, page, url) {
  await page.goto(url)
  const box = page.getByLabel('Search title, text and diagnosis')
  await measure('search as you type, key to count', async () => {
    const times = []
    for (const query of QUERIES) {
      await box.fill('')
      await page.getByText(new RegExp(`^${LISTED}`)).waitFor()
      for (let length = 1; length <= query.length; length++)
        times.push(await page.evaluate(timeInput, query.slice(0, length)))
    }
    // A key that leaves the count as it is shows no change; its time is the observer's limit and says nothing.
    const seen = times.filter((time) => time !== null)
    return judgeValue({ value: percentile(seen, 0.95), limit: 50, unit: 'ms p95', runs: seen.length })
  })
}

async function timeInput(value) {
  const input = document.querySelector('input[type="search"]')
  const status = document.querySelector('[role="search"] [role="status"]')
  const started = performance.now()
  const changed = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect()
      resolve(performance.now() - started)
    })
    observer.observe(status, { subtree: true, childList: true, characterData: true })
    setTimeout(() => resolve(null), 400)
  })
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, value)
  input.dispatchEvent(new Event('input', { bubbles: true }))
  return changed
}

const SCROLLS = 120
const FAR = 5000

/** JavaScript a jump of the list costs, against a bare recycler of as many rows in the same page. */
export async function scrollList(measure, page, url) {
  await page.goto(url)
  await page.getByText(LISTED).waitFor()
  const session = await startMetrics(page)
  await page.evaluate(mountRecycler, LIBRARY_SIZE)
  const scroll = (selector) => () =>
    costOf(session, () => page.evaluate(scrollBy, { selector, steps: SCROLLS, by: FAR })).then(
      ({ script }) => script,
    )
  await measure('list: script a jump ÷ bare recycler', async () => {
    const { ratios, controls } = await pairUp(
      PAIRS,
      scroll('main ul[aria-label="Cases"]'),
      scroll('#recycler > div'),
    )
    return judgeRatios({ ratios, controls, limit: 2, unit: '× bare' })
  })
  await measure('list: late frames more than bare', async () => {
    const late = (selector) => page.evaluate(scrollBy, { selector, steps: SCROLLS, by: FAR })
    const extra = []
    for (let run = 0; run < PAIRS; run++)
      extra.push((await late('main ul[aria-label="Cases"]')) - (await late('#recycler > div')))
    return judgeValue({ value: median(extra), limit: 2, unit: 'of 120', runs: PAIRS })
  })
  await page.evaluate(() => document.getElementById('recycler').remove())
}

/** Thirty rows of two lines, moved and rewritten as the box scrolls: the least a list of that look can do. */
function mountRecycler(count) {
  const box = document.createElement('div')
  box.id = 'recycler'
  box.style.cssText =
    'position:fixed;left:0;top:0;width:700px;height:600px;overflow:auto;background:#fff;z-index:9'
  const inner = document.createElement('div')
  inner.style.cssText = `position:relative;height:${count * 64}px`
  box.append(inner)
  const rows = Array.from({ length: 30 }, () => {
    const row = document.createElement('div')
    row.style.cssText = 'position:absolute;left:0;right:0;height:64px'
    row.append(document.createElement('b'), document.createElement('span'))
    inner.append(row)
    return row
  })
  const place = () => {
    const first = Math.max(0, Math.floor(box.scrollTop / 64) - 5)
    for (let index = first; index < Math.min(count, first + 30); index++) {
      const row = rows[index % 30]
      row.style.top = `${index * 64}px`
      row.firstChild.textContent = `Case ${index}`
      row.lastChild.textContent = `cardiology · imported · ${index}`
    }
  }
  box.addEventListener('scroll', place)
  place()
  document.body.append(box)
}

/** Scrolls the box around an element, one jump a frame; says how many frames came late. */
function scrollBy({ selector, steps, by }) {
  const box = document.querySelector(selector).parentElement
  box.scrollTop = 0
  return new Promise((resolve) => {
    let [step, late] = [0, 0]
    let before = performance.now()
    const frame = () => {
      const now = performance.now()
      if (now - before > 25) late++
      before = now
      if (step++ === steps) return resolve(late)
      box.scrollTop = (step * by) % (box.scrollHeight - box.clientHeight)
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}
