import { TEACHING_CASE, killBrowser, openProfile, openRun, withApp } from '../browser.mjs'
import { createRandom, judgePercentiles, judgeValue } from '../statistics.mjs'

const KEYS = 240
const KILLS = 5
const ACKNOWLEDGED = 200

/** From a grade key to the end of its strict transaction, against a raw strict put of a record as big; and what a kill loses. */
export async function keyToDurable(measure) {
  await withApp(async ({ url, profile }) => {
    const context = await openProfile(profile)
    const page = await context.newPage()
    await page.addInitScript(watchCommits)
    await openRun(page, url)
    for (let key = 0; key < 30; key++) await gradeOnce(page, key)
    const rowBytes = await page.evaluate(sizeOfReview)
    const [ours, twin, again] = [[], [], []]
    for (let key = 0; key < KEYS; key++) {
      ours.push(await gradeOnce(page, key))
      twin.push(await page.evaluate(putRaw, rowBytes))
      again.push(await page.evaluate(putRaw, rowBytes))
    }
    for (const [name, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
    ])
      await measure(`grade key to durable ÷ raw strict put, ${name}`, () =>
        judgePercentiles({ ours, twin, again, share, limit: 1.3, unit: '× raw' }),
      )
    await context.close()
  })
  await measure('acknowledged grades lost over SIGKILL', async () => {
    const { lost, acknowledged } = await killWhileGrading()
    return judgeValue({ value: lost, limit: 0, unit: 'grades', runs: acknowledged, note: `${KILLS} kills` })
  })
}

/** Presses one grade key on the step before the selected one; milliseconds until its transaction is complete. */
async function gradeOnce(page, key) {
  await page.keyboard.press(key % 16 === 0 ? 'k' : 'j')
  const before = await page.evaluate(() => window.benchCommits.length)
  await page.keyboard.press(String(1 + (key % 3)))
  return page.evaluate(
    (count) =>
      new Promise((resolve) => {
        const look = () => {
          const commit = window.benchCommits[count]
          if (commit) resolve(commit.at - window.benchPressed)
          else setTimeout(look)
        }
        look()
      }),
    before,
  )
}

/** Notes when the worker says that a grade is durable, and when the last key was pressed; both since the epoch. */
function watchCommits() {
  window.benchCommits = []
  const origin = performance.timeOrigin
  window.addEventListener('keydown', (event) => (window.benchPressed = origin + event.timeStamp), {
    capture: true,
  })
  const Original = window.Worker
  window.Worker = class extends Original {
    constructor(...args) {
      super(...args)
      this.addEventListener('message', ({ data }) => {
        if (data?.kind !== 'stored' || data.durableAt === undefined) return
        window.benchCommits.push({ at: data.durableAt })
        window.benchAcknowledge?.()
      })
    }
  }
}

function sizeOfReview() {
  return new Promise((resolve) => {
    const request = indexedDB.open('rounds')
    request.onsuccess = () => {
      const all = request.result.transaction('reviews').objectStore('reviews').getAll()
      all.onsuccess = () => {
        request.result.close()
        resolve(JSON.stringify(all.result[0]).length)
      }
    }
  })
}

/** The same by bare means: read the record, put it back, one strict transaction; in a database of its own, kept open. */
async function putRaw(bytes) {
  window.benchRaw ??= await new Promise((resolve, reject) => {
    const request = indexedDB.open('bench-raw', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('rows', { keyPath: 'id' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const transaction = window.benchRaw.transaction('rows', 'readwrite', { durability: 'strict' })
    transaction.objectStore('rows').put({ id: 1, text: 'x'.repeat(bytes), at: started })
    transaction.commit()
    transaction.oncomplete = () => resolve(performance.now() - started)
    transaction.onabort = () => reject(transaction.error)
  })
}

/** Grades as fast as keys go, kills the browser at a moment of chance, reopens it and looks for what was acknowledged. */
async function killWhileGrading() {
  const random = createRandom(11)
  let [acknowledged, lost] = [0, 0]
  for (let kill = 0; kill < KILLS; kill++) {
    await withApp(async ({ url, profile }) => {
      const context = await openProfile(profile)
      const page = await context.newPage()
      let count = 0
      let isKilled = false
      await page.exposeFunction('benchAcknowledge', () => count++)
      await page.addInitScript(watchCommits)
      await openRun(page, url)
      const target = Math.ceil(ACKNOWLEDGED / KILLS) + Math.floor(random() * 20)
      for (let key = 0; !isKilled; key++) {
        const pressing = page.keyboard.press(key % 2 === 0 ? 'j' : String(1 + (Math.floor(key / 2) % 3)))
        if (count >= target) {
          killBrowser(profile)
          isKilled = true
        }
        await pressing.catch(() => {}) // the browser is gone
        if (key % 30 === 29 && !isKilled)
          for (let up = 0; up < 20; up++) await page.keyboard.press('k').catch(() => {})
      }
      await context.close().catch(() => {})
      const known = count
      const again = await openProfile(profile)
      const other = await again.newPage()
      await other.goto(`${url}/#/case/${TEACHING_CASE}`)
      await other.getByRole('button', { name: 'Run again' }).waitFor()
      const kept = await other.evaluate(countHistory)
      await again.close()
      acknowledged += known
      lost += Math.max(0, known - kept)
    })
  }
  return { lost, acknowledged }
}

/** How many changes the stored review remembers; fewer than its limit were made. */
function countHistory() {
  return new Promise((resolve) => {
    const request = indexedDB.open('rounds')
    request.onsuccess = () => {
      const all = request.result.transaction('reviews').objectStore('reviews').getAll()
      all.onsuccess = () => {
        request.result.close()
        resolve(all.result.reduce((sum, review) => sum + review.history.length, 0))
      }
    }
  })
}
