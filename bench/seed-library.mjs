import { LIBRARY_SIZE, LISTED } from './browser.mjs'
import { makeCases } from './make-cases.mjs'

const CHUNK = 1000

/** Puts the cases in by the raw database and logs them, as the app's own import does, then waits until they are listed. */
export async function seedLibrary(page) {
  for (let from = 0; from < LIBRARY_SIZE; from += CHUNK)
    await page.evaluate(putRows, makeCases(from, Math.min(CHUNK, LIBRARY_SIZE - from)))
  await page.evaluate(() => new BroadcastChannel('rounds-library:rounds').postMessage('changed'))
  await page.reload()
  await page.getByText(LISTED).waitFor({ timeout: 60_000 })
  // The snapshot is written in an idle moment; the next open is measured with it.
  await page.waitForTimeout(6000)
}

function putRows(rows) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('rounds')
    request.onsuccess = () => {
      const transaction = request.result.transaction(['cases', 'caseLog'], 'readwrite')
      for (const row of rows) transaction.objectStore('cases').put(row)
      transaction.objectStore('caseLog').add({ ids: rows.map(({ id }) => id), change: 'stored' })
      transaction.oncomplete = () => {
        request.result.close()
        resolve()
      }
      transaction.onabort = () => reject(transaction.error)
    }
  })
}
