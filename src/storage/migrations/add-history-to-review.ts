/**
 * Version 2: a review carries its undo history. A review of version 1 starts with none: what was graded before can't be
 * taken back, but it stays.
 */
export function addHistoryToReview(row: Record<string, unknown>): void {
  row['history'] ??= []
  row['historyPosition'] ??= 0
  row['commitment'] ??= null
}
