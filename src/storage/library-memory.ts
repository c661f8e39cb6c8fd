import type { ClinicalCase } from '../domain/case'
import type { Review } from '../domain/review'
import {
  type LibraryColumns,
  clearSlot,
  emptyColumns,
  readPage,
  searchedText,
  setSlot,
  sortSlots,
} from './library-columns'
import type { LibraryPage, LibraryQuery, LibrarySort } from './library-query'
import type { LibraryStore } from './library-store'
import { hasGrade } from './has-grade'
import { type InvertedIndex, buildInvertedIndex, matchesQuery, searchIndex } from './search/inverted-index'
import { readWords } from './search/tokens'

/** Changed cases after which the snapshot is written anew. */
const REWRITE_AFTER = 64

/** The list in memory: columns, orders and search index, kept current from the change log. */
export interface LibraryMemory {
  /** Reads the log and takes in what changed. Resolves to whether anything did. */
  catchUp(): Promise<boolean>
  query(query: LibraryQuery, offset: number, limit: number): Promise<LibraryPage>
  /** Writes the snapshot if enough has changed since the last one. */
  saveIfWorthIt(): Promise<void>
}

/** Loads the snapshot, or reads every case once where there is none. */
export async function loadLibraryMemory(store: LibraryStore): Promise<LibraryMemory> {
  const stored = await store.readColumns()
  let columns: LibraryColumns
  let lastSeq: number
  let index: InvertedIndex | null = null
  let indexedSlots = 0
  let unsaved = 0
  const snapshotSeq = stored?.lastSeq ?? null
  /** Words of the cases that the index doesn't hold, or holds in an older wording. */
  const fresh = new Map<number, readonly string[]>()

  if (stored) {
    columns = stored.columns
    lastSeq = stored.lastSeq
    indexedSlots = columns.ids.length
  } else {
    lastSeq = await store.lastSeq()
    const scanned = await scanEverything(store)
    columns = scanned.columns
    index = scanned.index
    indexedSlots = columns.ids.length
    unsaved = columns.ids.length
  }
  const slotOf = new Map(columns.ids.map((id, slot) => [id, slot]))
  const orders = new Map<LibrarySort, Uint32Array>()

  async function ensureIndex(): Promise<InvertedIndex> {
    if (index) return index
    index = snapshotSeq === null ? null : await store.readIndex(snapshotSeq)
    if (!index) {
      // The index was lost or belongs to other columns: read the texts once more, in the columns' own order.
      const texts = columns.ids.map(() => '')
      await store.scanCases((subject) => {
        const slot = slotOf.get(subject.id)
        if (slot !== undefined) texts[slot] = searchedText(subject)
      })
      index = buildInvertedIndex(texts)
      indexedSlots = texts.length
    }
    return index
  }

  function takeIn(id: string, subject: ClinicalCase | null, reviews: readonly Review[]) {
    const slot = slotOf.get(id) ?? columns.ids.length
    if (!subject) {
      if (!slotOf.has(id)) return
      clearSlot(columns, slot)
      slotOf.delete(id)
      fresh.delete(slot)
      return
    }
    setSlot(columns, slot, subject, reviews.some(hasGrade))
    slotOf.set(id, slot)
    fresh.set(slot, [...new Set(readWords(searchedText(subject)))])
  }

  return {
    async catchUp() {
      const rows = await store.readLogAfter(lastSeq)
      const ids = new Set(rows.flatMap((row) => row.ids))
      for (const id of ids) {
        const { subject, reviews } = await store.readCase(id)
        takeIn(id, subject, reviews)
      }
      lastSeq = rows.at(-1)?.seq ?? lastSeq
      unsaved += ids.size
      if (ids.size > 0) orders.clear()
      return ids.size > 0
    },

    async query(query, offset, limit) {
      let order = orders.get(query.sort)
      if (!order) orders.set(query.sort, (order = sortSlots(columns, query.sort)))
      const words = readWords(query.text)
      let isHit = (_slot: number) => true
      if (words.length > 0) {
        const hits = searchIndex(await ensureIndex(), indexedSlots, query.text)
        isHit = (slot) => {
          const ownWords = fresh.get(slot)
          return ownWords ? matchesQuery(ownWords, query.text) : hits === null || hits[slot] === 1
        }
      }
      return readPage(columns, order, query, isHit, offset, limit)
    },

    async saveIfWorthIt() {
      if (unsaved < REWRITE_AFTER && snapshotSeq !== null) return
      const seq = lastSeq
      const scanned =
        unsaved === columns.ids.length && fresh.size === 0 && index
          ? { columns, index }
          : await scanEverything(store)
      await store.write({ lastSeq: seq, columns: scanned.columns }, scanned.index)
      unsaved = 0
    },
  }
}

async function scanEverything(
  store: LibraryStore,
): Promise<{ columns: LibraryColumns; index: InvertedIndex }> {
  const graded = new Set<string>()
  await store.scanReviews((review) => {
    if (hasGrade(review)) graded.add(review.caseId)
  })
  const columns = emptyColumns()
  const texts: string[] = []
  await store.scanCases((subject) => {
    setSlot(columns, columns.ids.length, subject, graded.has(subject.id))
    texts.push(searchedText(subject))
  })
  return { columns, index: buildInvertedIndex(texts) }
}
