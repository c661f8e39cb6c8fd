/**
 * One value that a cell was given, and when. A cell is the smallest thing a reviewer decides: one step's grade, the
 * verdict, one facet's answers.
 */
export interface CellVersion {
  /** Names value and moment; the same value given twice has two ids. */
  readonly id: string
  /** Plain JSON; null where the cell was emptied. */
  readonly value: unknown
  readonly at: number
}

/** What is known of a cell: one standing version where all agree, several where work was done apart. */
export interface CellLedger {
  /** By time. None of them was given in the knowledge of another. */
  readonly standing: readonly CellVersion[]
  /** Ids of the versions that were replaced by someone who knew them. Sorted. */
  readonly replaced: readonly string[]
}

export const EMPTY_LEDGER: CellLedger = { standing: [], replaced: [] }

/**
 * Joins what several files know of a cell. A version is dropped only where someone replaced it knowingly, so nothing is
 * overwritten silently; both lists are unions, so merging twice or in another order gives the same ledger.
 */
export function mergeLedgers(...ledgers: readonly CellLedger[]): CellLedger {
  const replaced = new Set(ledgers.flatMap((ledger) => ledger.replaced))
  const standing = new Map<string, CellVersion>()
  for (const version of ledgers.flatMap((ledger) => ledger.standing))
    if (!replaced.has(version.id)) standing.set(version.id, version)
  return { standing: [...standing.values()].sort(byTimeThenId), replaced: [...replaced].sort() }
}

const byTimeThenId = (a: CellVersion, b: CellVersion) => a.at - b.at || (a.id < b.id ? -1 : 1)

/** The values that stand against each other, the oldest first; one where there is no conflict. */
export function standingValues(ledger: CellLedger): readonly unknown[] {
  const seen = new Map<string, unknown>()
  for (const { value } of ledger.standing) {
    const key = canonicalJson(value)
    if (!seen.has(key)) seen.set(key, value)
  }
  return [...seen.values()]
}

/** Whether people gave different values without knowing of each other's. */
export const isInConflict = (ledger: CellLedger): boolean => standingValues(ledger).length > 1

/** A person's decision: one version that replaces all that stood. */
export function settleLedger(ledger: CellLedger, value: unknown, at: number): CellLedger {
  const settled = { id: versionId(value, at), value, at }
  const replaced = [...ledger.replaced, ...ledger.standing.map(({ id }) => id)].filter(
    (id) => id !== settled.id,
  )
  return { standing: [settled], replaced: [...new Set(replaced)].sort() }
}

/** The id of a value given at a moment (milliseconds since the epoch). */
export const versionId = (value: unknown, at: number): string => `${at}:${canonicalJson(value)}`

/** JSON with sorted keys, so that equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
