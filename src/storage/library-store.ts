import type { ClinicalCase } from '../domain/case'
import type { Review } from '../domain/review'
import type { CaseLogRow, SnapshotRow } from './database'
import type { LibraryColumns } from './library-columns'
import type { InvertedIndex } from './search/inverted-index'

/** How the library's memory is stored: two rows, so that the list shows before the search index is read. */
const COLUMNS_KEY = 'library-columns'
const INDEX_KEY = 'library-index'

/** Rows read in one go when everything has to be read. */
const SCAN_CHUNK = 500

export interface StoredColumns {
  readonly lastSeq: number
  readonly columns: LibraryColumns
}

/** The library worker's view of the database: by key, in few reads. The page has opened and upgraded it before. */
export interface LibraryStore {
  readColumns(): Promise<StoredColumns | null>
  /** The index that belongs to the columns stored at `lastSeq`; null where there is none. */
  readIndex(lastSeq: number): Promise<InvertedIndex | null>
  readLogAfter(seq: number): Promise<CaseLogRow[]>
  readCase(id: string): Promise<{ subject: ClinicalCase | null; reviews: Review[] }>
  scanCases(onCase: (subject: ClinicalCase) => void): Promise<void>
  /** Ids of the cases with reviews, and those reviews. */
  scanReviews(onReview: (review: Review) => void): Promise<void>
  /** Stores columns and index, and drops the log they already hold. */
  write(stored: StoredColumns, index: InvertedIndex): Promise<void>
  lastSeq(): Promise<number>
  close(): void
}

function settle<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('A database request failed'))
  })
}

/** Opens the store over the raw database of that name, which must exist. */
export async function openLibraryStore(databaseName: string): Promise<LibraryStore> {
  const database = await settle(indexedDB.open(databaseName))
  database.onversionchange = () => database.close()
  const read = (name: string) => database.transaction(name, 'readonly').objectStore(name)

  async function scan<T>(name: string, onRow: (row: T) => void): Promise<void> {
    let after: IDBValidKey | null = null
    for (;;) {
      const range: IDBKeyRange | null = after === null ? null : IDBKeyRange.lowerBound(after, true)
      const store = read(name)
      const [rows, keys]: [T[], IDBValidKey[]] = await Promise.all([
        settle(store.getAll(range, SCAN_CHUNK)) as Promise<T[]>,
        settle(store.getAllKeys(range, SCAN_CHUNK)),
      ])
      for (const row of rows) onRow(row)
      const last = keys.at(-1)
      if (last === undefined || keys.length < SCAN_CHUNK) return
      after = last
    }
  }

  return {
    async readColumns() {
      const row = (await settle(read('snapshots').get(COLUMNS_KEY))) as SnapshotRow | undefined
      return row ? { lastSeq: row.lastSeq, columns: row.payload as LibraryColumns } : null // written by `write` only
    },
    async readIndex(lastSeq) {
      const row = (await settle(read('snapshots').get(INDEX_KEY))) as SnapshotRow | undefined
      if (!row || row.lastSeq !== lastSeq) return null
      const packed = row.payload as { terms: string; offsets: Uint32Array; postings: Uint32Array } // written by `write` only
      return { terms: packed.terms.split('\n'), offsets: packed.offsets, postings: packed.postings }
    },
    readLogAfter: (seq) =>
      settle(read('caseLog').getAll(IDBKeyRange.lowerBound(seq, true))) as Promise<CaseLogRow[]>,
    async readCase(id) {
      const transaction = database.transaction(['cases', 'reviews'], 'readonly')
      const [subject, reviews] = await Promise.all([
        settle(transaction.objectStore('cases').get(id)) as Promise<ClinicalCase | undefined>,
        settle(transaction.objectStore('reviews').index('caseId').getAll(id)) as Promise<Review[]>,
      ])
      return { subject: subject ?? null, reviews }
    },
    scanCases: (onCase) => scan('cases', onCase),
    scanReviews: (onReview) => scan('reviews', onReview),
    async write({ lastSeq, columns }, index) {
      const transaction = database.transaction(['snapshots', 'caseLog'], 'readwrite')
      const packed = { terms: index.terms.join('\n'), offsets: index.offsets, postings: index.postings }
      transaction.objectStore('snapshots').put({ key: COLUMNS_KEY, lastSeq, payload: columns })
      transaction.objectStore('snapshots').put({ key: INDEX_KEY, lastSeq, payload: packed })
      // The newest log row stays, so that `lastSeq` can still be read from it.
      transaction.objectStore('caseLog').delete(IDBKeyRange.upperBound(lastSeq, true))
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve()
        transaction.onabort = () =>
          reject(transaction.error ?? new Error('The library snapshot was not written'))
      })
    },
    async lastSeq() {
      const cursor = await settle(read('caseLog').openKeyCursor(null, 'prev'))
      return typeof cursor?.key === 'number' ? cursor.key : 0
    },
    close: () => database.close(),
  }
}
