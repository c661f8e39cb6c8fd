/** Equality of plain data, whatever the order of keys. A key whose value is undefined counts as left out. */
export function isEqualData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [definedEntries(a), new Map(definedEntries(b))]
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && isEqualData(value, right.get(key)))
  )
}

function definedEntries(data: object): [string, unknown][] {
  return Object.entries(data).filter(([, value]) => value !== undefined)
}
