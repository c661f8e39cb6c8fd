/** Version 2: a run says which run it continues. Runs of version 1 all began from nothing. */
export function addContinuedFromToRun(row: Record<string, unknown>): void {
  row['continuedFrom'] ??= null
}
