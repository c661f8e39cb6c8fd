import type { LibraryColumns } from './library-columns'
import { LIBRARY_SORTS, type LibrarySort } from './library-query'

/** Slots in ascending order of a sort key; `covers` is how many slots there were when it was made. */
export interface SortOrder {
  readonly slots: Uint32Array
  readonly covers: number
}

export type StoredOrders = Partial<Record<LibrarySort, SortOrder>>

// One fixed language, so that a stored order and a new slot's place in it go by the same rule on every machine.
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** The orders of the list, each made when it is first asked for and brought up to date when slots were added. */
export class LibraryOrders {
  #orders: StoredOrders

  constructor(stored: StoredOrders = {}) {
    this.#orders = { ...stored }
  }

  /** Ascending, dead slots among them; cases without the sort's value come last. */
  get(columns: LibraryColumns, sort: LibrarySort): Uint32Array {
    const known = this.#orders[sort]
    if (known?.covers === columns.count) return known.slots
    const slots = known ? mergeAdded(columns, sort, known) : sortSlots(columns, sort, 0)
    this.#orders[sort] = { slots, covers: columns.count }
    return slots
  }

  /** All orders, up to date. */
  pack(columns: LibraryColumns): StoredOrders {
    for (const sort of LIBRARY_SORTS) this.get(columns, sort)
    return { ...this.#orders }
  }

  /** The same orders for columns whose slots were renumbered, keeping their order; -1 leaves a slot out. */
  renumbered(slots: Int32Array, count: number): LibraryOrders {
    const renumbered: StoredOrders = {}
    for (const sort of LIBRARY_SORTS) {
      const known = this.#orders[sort]
      if (known?.covers !== slots.length) continue
      const kept = known.slots.filter((slot) => (slots[slot] ?? -1) >= 0).map((slot) => slots[slot] ?? 0)
      renumbered[sort] = { slots: kept, covers: count }
    }
    return new LibraryOrders(renumbered)
  }
}

function sortSlots(columns: LibraryColumns, sort: LibrarySort, from: number): Uint32Array {
  const slots = new Uint32Array(columns.count - from).map((_, index) => from + index)
  if (sort === 'updated') return slots.sort((a, b) => columns.updatedAt(a) - columns.updatedAt(b) || a - b)
  // Read once each: a sort compares every slot many times.
  const keys = Array.from(slots, (slot) => sortKey(columns, sort, slot))
  const titles = sort === 'specialty' ? Array.from(slots, (slot) => columns.title(slot)) : []
  return slots.sort((a, b) => {
    const [left, right] = [a - from, b - from]
    return (
      compareKeys(keys[left] ?? null, keys[right] ?? null) ||
      collator.compare(titles[left] ?? '', titles[right] ?? '') ||
      a - b
    )
  })
}

/** Sorts the added slots alone and merges them in: the long order is walked once, without comparing its slots. */
function mergeAdded(columns: LibraryColumns, sort: LibrarySort, known: SortOrder): Uint32Array {
  const added = sortSlots(columns, sort, known.covers)
  const merged = new Uint32Array(known.slots.length + added.length)
  let from = 0
  let at = 0
  for (const slot of added) {
    const place = insertionPlace(columns, sort, known.slots, slot, from)
    merged.set(known.slots.subarray(from, place), at)
    at += place - from
    merged[at++] = slot
    from = place
  }
  merged.set(known.slots.subarray(from), at)
  return merged
}

function insertionPlace(
  columns: LibraryColumns,
  sort: LibrarySort,
  order: Uint32Array,
  slot: number,
  from: number,
): number {
  let low = from
  let high = order.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareSlots(columns, sort, order[middle] ?? 0, slot) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function compareSlots(columns: LibraryColumns, sort: LibrarySort, a: number, b: number): number {
  if (sort === 'updated') return columns.updatedAt(a) - columns.updatedAt(b) || a - b
  return (
    compareKeys(sortKey(columns, sort, a), sortKey(columns, sort, b)) ||
    (sort === 'specialty' ? collator.compare(columns.title(a), columns.title(b)) : 0) ||
    a - b
  )
}

/** The value a slot is sorted by; null for none. Cases of one specialty then go by title. */
export function sortKey(
  columns: LibraryColumns,
  sort: Exclude<LibrarySort, 'updated'>,
  slot: number,
): string | null {
  switch (sort) {
    case 'title':
      return columns.title(slot)
    case 'diagnosis':
      return columns.diagnosis(slot)
    case 'specialty':
      return columns.specialty(slot)
  }
}

function compareKeys(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return collator.compare(a, b)
}
