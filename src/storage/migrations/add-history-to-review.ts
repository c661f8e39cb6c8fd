/**
 * Version 2: a review carries its undo history. Reviews of version 1 start with none, so what was graded before can't
 * be taken back, but it stays.
 */
export function addHistoryToReview(row: Record<string, unknown>): void {
  row['history'] ??= []
  row['historyPosition'] ??= 0
  row['commitment'] ??= null
}
