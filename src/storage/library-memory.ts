import type { ClinicalCase } from '../domain/case'
import type { CaseLogRow } from './database'
import { hasGrade } from './has-grade'
import { LibraryColumns, searchedText } from './library-columns'
import { LibraryOrders } from './library-orders'
import { readPage } from './library-page'
import type { LibraryPage, LibraryQuery } from './library-query'
import { type KeyedSegments, type LibraryStore, newSegmentKey } from './library-store'
import { InvertedIndex } from './search/inverted-index'
import type { Segment } from './search/segment'

/** Cases that changed together are read this many at a time. */
const READ_CHUNK = 500

/** Dead slots are cleared out once they are this share of all, and not before there are some. */
const DEAD_SHARE = 0.25
const DEAD_MINIMUM = 64

/**
 * The list in memory: columns, orders and search index. Loaded from the snapshot, or built by reading every case once,
 * and kept current from the change log.
 */
export class LibraryMemory {
  readonly #store: LibraryStore
  #columns = new LibraryColumns()
  #orders = new LibraryOrders()
  #index = new InvertedIndex()
  #isIndexLoaded: Promise<void> = Promise.resolve()
  /** Keys of the segments that are stored; a segment made since has none. */
  #keys = new Map<Segment, string>()
  #lastSeq = 0
  #unsavedRows = 0

  private constructor(store: LibraryStore) {
    this.#store = store
  }

  /** Resolves as soon as lists can be read; the search index may still be on its way. */
  static async load(store: LibraryStore): Promise<LibraryMemory> {
    const memory = new LibraryMemory(store)
    if (!(await memory.#loadSnapshot())) await memory.#build()
    await memory.catchUp()
    return memory
  }

  /** Reads the log and takes in what changed. Resolves to whether anything did. */
  async catchUp(): Promise<boolean> {
    const { rows, shortenedTo } = await this.#store.readLog(this.#lastSeq)
    if (this.#lastSeq < shortenedTo) {
      if (!(await this.#loadSnapshot())) await this.#build()
      await this.catchUp()
      return true
    }
    for (const row of rows) {
      await this.#takeIn(row)
      this.#lastSeq = row.seq
      this.#unsavedRows += 1 + (row.change === 'stored' ? row.ids.length : 0)
    }
    return rows.length > 0
  }

  async query(query: LibraryQuery, offset: number, limit: number): Promise<LibraryPage> {
    if (query.text.trim() !== '') await this.#isIndexLoaded
    const found = this.#index.search(query.text, this.#columns.count)
    return readPage(this.#columns, this.#orders.get(this.#columns, query.sort), query, found, offset, limit)
  }

  /** Rows that a reload would have to read beyond the snapshot. */
  get unsavedRows(): number {
    return this.#unsavedRows
  }

  /** Stores the snapshot, so that the next start reads a few rows. Resolves to false where another tab's is as new. */
  async save(): Promise<boolean> {
    await this.#isIndexLoaded
    this.#clearOutDead()
    const lastSeq = this.#lastSeq
    const covered = this.#unsavedRows
    const segments = new Map(
      this.#index.segments.map((segment) => [segment, this.#keys.get(segment) ?? newSegmentKey()]),
    )
    const orders = this.#orders.pack(this.#columns)
    const isWritten = await this.#store.writeSnapshot(
      { lastSeq, columns: this.#columns.pack(), orders },
      segments,
    )
    if (isWritten) this.#keys = segments
    this.#unsavedRows -= covered
    return isWritten
  }

  async #loadSnapshot(): Promise<boolean> {
    const stored = await this.#store.readSnapshot()
    if (!stored) return false
    const { columns, orders, lastSeq } = stored.snapshot
    this.#columns = new LibraryColumns(columns)
    this.#orders = new LibraryOrders(orders)
    this.#lastSeq = lastSeq
    this.#unsavedRows = 0
    const index = new InvertedIndex()
    this.#index = index
    this.#isIndexLoaded = stored.segments.then((segments) => {
      if (this.#index === index) return this.#takeSegments(segments)
    })
    // Whoever searches or saves hears of a failure; a list without search text does not need the index.
    this.#isIndexLoaded.catch(() => undefined)
    return true
  }

  async #takeSegments(segments: KeyedSegments | null): Promise<void> {
    if (!segments) return this.#build()
    this.#keys = new Map(segments)
    this.#index.prepend([...segments.keys()])
    this.#tidy()
  }

  /** Reads everything once. What changes meanwhile is in the log and taken in again, which does no harm. */
  async #build(): Promise<void> {
    const lastSeq = await this.#store.lastSeq()
    const rowsBefore = this.#store.rowsRead()
    const columns = new LibraryColumns()
    const index = new InvertedIndex()
    await this.#store.scanCases((cases) => putCases(columns, index, cases))
    await this.#store.scanReviews((reviews) => {
      for (const review of reviews) if (hasGrade(review)) columns.setGraded(review.caseId, true)
    })
    this.#columns = columns
    this.#orders = new LibraryOrders()
    this.#index = index
    this.#isIndexLoaded = Promise.resolve()
    this.#keys = new Map()
    this.#lastSeq = lastSeq
    this.#unsavedRows = this.#store.rowsRead() - rowsBefore
    this.#tidy()
  }

  async #takeIn({ change, ids }: CaseLogRow): Promise<void> {
    switch (change) {
      case 'stored':
        for (let start = 0; start < ids.length; start += READ_CHUNK) {
          const found = await this.#store.readCases(ids.slice(start, start + READ_CHUNK))
          // A case that is gone again has a later row that says so.
          putCases(
            this.#columns,
            this.#index,
            found.flatMap((subject) => (subject ? [subject] : [])),
          )
        }
        this.#tidy()
        return
      case 'removed':
        for (const id of ids) this.#columns.remove(id)
        return
      case 'graded':
      case 'ungraded':
        for (const id of ids) this.#columns.setGraded(id, change === 'graded')
        return
    }
  }

  #tidy(): void {
    this.#index.tidy((slot) => this.#columns.isLive(slot))
  }

  #clearOutDead(): void {
    const dead = this.#columns.count - this.#columns.liveCount
    if (dead < DEAD_MINIMUM || dead < this.#columns.count * DEAD_SHARE) return
    const { columns, slots } = this.#columns.withoutDead()
    this.#orders = this.#orders.renumbered(slots, columns.count)
    this.#index = this.#index.renumbered((slot) => slots[slot] ?? -1, columns.count)
    this.#columns = columns
  }
}

function putCases(columns: LibraryColumns, index: InvertedIndex, cases: readonly ClinicalCase[]): void {
  const first = columns.count
  for (const subject of cases) columns.put(subject)
  index.add(cases.map(searchedText), first)
}
