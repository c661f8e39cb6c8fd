import { CASE_SOURCES } from '../domain/case'
import type { LibraryColumns } from './library-columns'
import { sortKey } from './library-orders'
import type { LibraryPage, LibraryQuery, LibraryRow } from './library-query'
import type { SearchHits } from './search/inverted-index'

/** The three filters, one bit each: a slot's bits say which of them it fails. */
const FAILS_SOURCE = 1
const FAILS_SPECIALTY = 2
const FAILS_GRADED = 4

/**
 * A window of the matching rows with all counts, out of memory alone: one pass counts, a second walks the order as far
 * as the window goes. `order` is `LibraryOrders.get` of the query's sort.
 */
export function readPage(
  columns: LibraryColumns,
  order: Uint32Array,
  query: LibraryQuery,
  found: SearchHits | null,
  offset: number,
  limit: number,
): LibraryPage {
  const failsOf = createFilter(columns, query)
  const isMatch = new Uint8Array(columns.count)
  const bySource = new Uint32Array(CASE_SOURCES.length)
  const bySpecialty = new Uint32Array(columns.specialtyNames.length)
  const byGraded = { yes: 0, no: 0 }
  let matching = 0
  for (let slot = 0; slot < columns.count; slot++) {
    if (!columns.isLive(slot) || (found && found.hits[slot] !== found.wordCount)) continue
    const fails = failsOf(slot)
    const source = columns.sourceCode(slot)
    const specialty = columns.specialtyOf(slot)
    if ((fails & ~FAILS_SOURCE) === 0) bySource[source] = (bySource[source] ?? 0) + 1
    if ((fails & ~FAILS_SPECIALTY) === 0) bySpecialty[specialty] = (bySpecialty[specialty] ?? 0) + 1
    if ((fails & ~FAILS_GRADED) === 0) byGraded[columns.isGraded(slot) ? 'yes' : 'no']++
    if (fails !== 0) continue
    isMatch[slot] = 1
    matching++
  }
  return {
    matching,
    total: columns.liveCount,
    offset,
    rows: matching > offset ? readRows(columns, order, query, isMatch, offset, limit) : [],
    facets: {
      sources: Object.fromEntries(CASE_SOURCES.map((source, code) => [source, bySource[code] ?? 0])),
      specialties: Object.fromEntries(
        columns.specialtyNames
          .map((name, code) => [name, bySpecialty[code] ?? 0] as const)
          .filter(([name, count]) => name !== '' && count > 0)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
      graded: byGraded,
    },
  }
}

function createFilter(columns: LibraryColumns, query: LibraryQuery): (slot: number) => number {
  const isSource = CASE_SOURCES.map((source) => query.sources.length === 0 || query.sources.includes(source))
  const isSpecialty = columns.specialtyNames.map(
    (name) => query.specialties.length === 0 || (name !== '' && query.specialties.includes(name)),
  )
  return (slot) =>
    (isSource[columns.sourceCode(slot)] ? 0 : FAILS_SOURCE) |
    (isSpecialty[columns.specialtyOf(slot)] ? 0 : FAILS_SPECIALTY) |
    (query.isGraded === null || query.isGraded === columns.isGraded(slot) ? 0 : FAILS_GRADED)
}

function readRows(
  columns: LibraryColumns,
  order: Uint32Array,
  { sort, isDescending }: LibraryQuery,
  isMatch: Uint8Array,
  offset: number,
  limit: number,
): LibraryRow[] {
  const rows: LibraryRow[] = []
  let skipped = 0
  const take = (slot: number) => {
    if (isMatch[slot] !== 1) return
    if (skipped < offset) skipped++
    else rows.push(columns.row(slot))
  }
  // Turned round, the list still ends with the cases that have no value to sort by.
  const valued = isDescending && sort !== 'updated' ? firstWithoutValue(columns, sort, order) : order.length
  for (let place = 0; place < order.length && rows.length < limit; place++) {
    take(order[isDescending && place < valued ? valued - 1 - place : place] ?? 0)
  }
  return rows
}

function firstWithoutValue(
  columns: LibraryColumns,
  sort: 'title' | 'diagnosis' | 'specialty',
  order: Uint32Array,
): number {
  let low = 0
  let high = order.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sortKey(columns, sort, order[middle] ?? 0) === null) high = middle
    else low = middle + 1
  }
  return low
}
