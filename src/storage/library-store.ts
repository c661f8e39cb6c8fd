import type { ClinicalCase } from '../domain/case'
import type { Review } from '../domain/review'
import type { CaseLogRow, SnapshotRow } from './database'
import type { PackedColumns } from './library-columns'
import type { StoredOrders } from './library-orders'
import type { Segment } from './search/segment'

/** Grows with each change of what is stored; a snapshot of another format is not read but made anew. */
const FORMAT = 1

/** Columns and orders, the sequence they stand at, and the keys of the segments that belong to them. */
const LIBRARY_KEY = 'library'
/** How far the log has been shortened, in a row of its own because it is read with every change. */
const LOG_KEY = 'library-log'
const SEGMENT_PREFIX = 'library-segment:'

/** Rows read in one go when everything has to be read. */
const SCAN_CHUNK = 500

export interface LibrarySnapshot {
  readonly format: number
  /** Everything up to this log row is in it. */
  readonly lastSeq: number
  readonly columns: PackedColumns
  readonly orders: StoredOrders
  readonly segmentKeys: readonly string[]
}

/** A segment with the key it is or will be stored under. */
export type KeyedSegments = ReadonlyMap<Segment, string>

export interface LogReading {
  readonly rows: readonly CaseLogRow[]
  /** Rows up to this one may be missing; who stands before it has to load the snapshot. */
  readonly shortenedTo: number
}

/** The library worker's view of the database: by key, in few reads. The page has opened and upgraded it before. */
export interface LibraryStore {
  /** Rows read so far. */
  rowsRead(): number
  /**
   * The snapshot, or null where there is none of this format. Its segments come in the same transaction a little later, so
   * that the list can show before the index is there; null where one is missing.
   */
  readSnapshot(): Promise<{ snapshot: LibrarySnapshot; segments: Promise<KeyedSegments | null> } | null>
  readLog(after: number): Promise<LogReading>
  lastSeq(): Promise<number>
  readCases(ids: readonly string[]): Promise<(ClinicalCase | undefined)[]>
  scanCases(onChunk: (cases: readonly ClinicalCase[]) => void): Promise<void>
  scanReviews(onChunk: (reviews: readonly Review[]) => void): Promise<void>
  /**
   * Stores the snapshot and what it has of new segments, drops segments it no longer has, and shortens the log. Resolves
   * to false, with nothing written, where another tab has stored one that is as new.
   */
  writeSnapshot(
    snapshot: Omit<LibrarySnapshot, 'format' | 'segmentKeys'>,
    segments: KeyedSegments,
  ): Promise<boolean>
  close(): void
}

/** Opens the store over the raw database of that name, which must exist. */
export async function openLibraryStore(databaseName: string): Promise<LibraryStore> {
  const database = await settle(indexedDB.open(databaseName))
  database.onversionchange = () => database.close()
  let rowsRead = 0

  async function read<T>(store: IDBObjectStore, key: IDBValidKey): Promise<T | undefined> {
    rowsRead++
    return (await settle(store.get(key))) as T | undefined // the stores hold what the types in database.ts say
  }

  async function readAll<T>(store: IDBObjectStore, range: IDBKeyRange | null, limit?: number): Promise<T[]> {
    const rows = (await settle(store.getAll(range, limit))) as T[] // as above
    rowsRead += rows.length
    return rows
  }

  async function scan<T extends { id: string }>(
    name: string,
    onChunk: (rows: readonly T[]) => void,
  ): Promise<void> {
    let after: string | null = null
    for (;;) {
      const range: IDBKeyRange | null = after === null ? null : IDBKeyRange.lowerBound(after, true)
      const rows: T[] = await readAll<T>(database.transaction(name).objectStore(name), range, SCAN_CHUNK)
      onChunk(rows)
      const last = rows.at(-1)
      if (!last || rows.length < SCAN_CHUNK) return
      after = last.id
    }
  }

  return {
    rowsRead: () => rowsRead,

    async readSnapshot() {
      const store = database.transaction('snapshots').objectStore('snapshots')
      const row = await read<SnapshotRow>(store, LIBRARY_KEY)
      const snapshot = row?.payload as LibrarySnapshot | undefined // `format` says whether it is one
      if (snapshot?.format !== FORMAT) return null
      const segments = Promise.all(snapshot.segmentKeys.map((key) => read<SnapshotRow>(store, key))).then(
        (rows) => {
          const found = rows.flatMap((each) => (each ? [[each.payload as Segment, each.key] as const] : [])) // same format
          return found.length === rows.length ? new Map(found) : null
        },
      )
      return { snapshot, segments }
    },

    async readLog(after) {
      const transaction = database.transaction(['snapshots', 'caseLog'])
      const [mark, rows] = await Promise.all([
        read<SnapshotRow>(transaction.objectStore('snapshots'), LOG_KEY),
        readAll<CaseLogRow>(transaction.objectStore('caseLog'), IDBKeyRange.lowerBound(after, true)),
      ])
      return { rows, shortenedTo: typeof mark?.payload === 'number' ? mark.payload : 0 }
    },

    async lastSeq() {
      const cursor = await settle(
        database.transaction('caseLog').objectStore('caseLog').openKeyCursor(null, 'prev'),
      )
      return typeof cursor?.key === 'number' ? cursor.key : 0
    },

    async readCases(ids) {
      const store = database.transaction('cases').objectStore('cases')
      const [first, last] = [ids[0], ids.at(-1)]
      if (first !== undefined && last !== undefined && ids.length > 1 && first < last) {
        // Ids sort by time, so an import is one stretch of the table, several times faster to read than row by row.
        const stretch = await readAll<ClinicalCase>(store, IDBKeyRange.bound(first, last), ids.length)
        if (stretch.length === ids.length && stretch.every(({ id }, index) => id === ids[index]))
          return stretch
      }
      return Promise.all(ids.map((id) => read<ClinicalCase>(store, id)))
    },

    scanCases: (onChunk) => scan<ClinicalCase>('cases', onChunk),
    scanReviews: (onChunk) => scan<Review>('reviews', onChunk),

    async writeSnapshot(snapshot, segments) {
      const transaction = database.transaction(['snapshots', 'caseLog'], 'readwrite')
      const isThrough = completion(transaction)
      const store = transaction.objectStore('snapshots')
      const range = IDBKeyRange.bound(SEGMENT_PREFIX, `${SEGMENT_PREFIX}\uffff`)
      const before = (await read<SnapshotRow>(store, LIBRARY_KEY))?.payload as LibrarySnapshot | undefined
      const known = before?.format === FORMAT ? before.lastSeq : null
      if (known !== null && known >= snapshot.lastSeq) {
        // Going back to an older one would lose what the log no longer has.
        await isThrough
        return false
      }
      const storedKeys = await settle(store.getAllKeys(range))
      const keys = [...segments.values()]
      for (const key of storedKeys) if (!keys.includes(String(key))) store.delete(key)
      for (const [segment, key] of segments)
        if (!storedKeys.includes(key)) store.put({ key, payload: segment })
      const payload: LibrarySnapshot = { ...snapshot, format: FORMAT, segmentKeys: keys }
      store.put({ key: LIBRARY_KEY, payload })
      // Rows of the last stretch stay: other tabs' workers may be a few behind.
      const shortenedTo = known ?? 0
      transaction.objectStore('caseLog').delete(IDBKeyRange.upperBound(shortenedTo))
      store.put({ key: LOG_KEY, payload: shortenedTo })
      await isThrough
      return true
    },

    close: () => database.close(),
  }
}

export function newSegmentKey(): string {
  return `${SEGMENT_PREFIX}${crypto.randomUUID()}`
}

function settle<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('A database request failed'))
  })
}

function completion(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('The library snapshot was not written'))
  })
}
