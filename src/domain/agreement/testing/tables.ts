import { type ScaleLevel, defineScale } from '../label-scale'
import { type LabelTable, type Rating, buildLabelTable } from '../label-table'
import type { Statistic } from '../statistic'

const digitsUpTo = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1))

/** A table from one row per unit and one label number (from 1) per rater, null where missing; each unit its own case. */
export function tableOf(
  rows: readonly (readonly (number | null)[])[],
  labelCount: number,
  level: ScaleLevel = 'interval',
): LabelTable {
  const ratings: Rating[] = rows.flatMap((row, unit) =>
    row.map((label, rater) => ({
      caseId: `case ${unit}`,
      unitId: `unit ${unit}`,
      raterId: `rater ${rater}`,
      label: label === null ? null : String(label),
    })),
  )
  const raters = Array.from(
    { length: Math.max(0, ...rows.map(({ length }) => length)) },
    (_, r) => `rater ${r}`,
  )
  return buildLabelTable(ratings, defineScale(level, digitsUpTo(labelCount)), raters)
}

/** Two raters' labels from a contingency table: rows are the first rater's labels, columns the second's. */
export function tableOfCounts(counts: readonly (readonly number[])[]): LabelTable {
  const rows = counts.flatMap((row, a) =>
    row.flatMap((count, b) => Array.from({ length: count }, () => [a + 1, b + 1])),
  )
  return tableOf(rows, counts.length)
}

/** Ratings from how many raters gave each label to each unit; who gave which doesn't matter. */
export function tableOfVotes(votes: readonly (readonly number[])[]): LabelTable {
  const rows = votes.map((row) =>
    row.flatMap((count, label) => Array.from({ length: count }, () => label + 1)),
  )
  return tableOf(rows, Math.max(...votes.map(({ length }) => length)))
}

/** The number behind a statistic, or the code of why there is none. */
export function numberOrCode(statistic: Statistic): number | string {
  return statistic.kind === 'value' ? statistic.value : statistic.code
}

/**
 * Krippendorff's reliability data of 2011: 12 units, four observers, five values, missing data. Also Gwet's example of four
 * raters (Handbook of Inter-Rater Reliability, 4th ed., table 2.10).
 */
export const KRIPPENDORFF_2011 = [
  [1, 1, null, 1],
  [2, 2, 3, 2],
  [3, 3, 3, 3],
  [3, 3, 3, 3],
  [2, 2, 2, 2],
  [1, 2, 3, 4],
  [4, 4, 4, 4],
  [1, 1, 2, 1],
  [2, 2, 2, 2],
  [null, 5, 5, 5],
  [null, null, 1, 1],
  [null, 3, null, null],
] as const

/** Fleiss's data of 1971: 30 patients, each diagnosed by six psychiatrists; five diagnoses. */
export const FLEISS_1971 = [
  [0, 0, 0, 6, 0],
  [0, 3, 0, 0, 3],
  [0, 1, 4, 0, 1],
  [0, 0, 0, 0, 6],
  [0, 3, 0, 3, 0],
  [2, 0, 4, 0, 0],
  [0, 0, 4, 0, 2],
  [2, 0, 3, 1, 0],
  [2, 0, 0, 4, 0],
  [0, 0, 0, 0, 6],
  [1, 0, 0, 5, 0],
  [1, 1, 0, 4, 0],
  [0, 3, 3, 0, 0],
  [1, 0, 0, 5, 0],
  [0, 2, 0, 3, 1],
  [0, 0, 5, 0, 1],
  [3, 0, 0, 1, 2],
  [5, 1, 0, 0, 0],
  [0, 2, 0, 4, 0],
  [1, 0, 2, 0, 3],
  [0, 0, 0, 0, 6],
  [0, 1, 0, 5, 0],
  [0, 2, 0, 1, 3],
  [2, 0, 0, 4, 0],
  [1, 0, 0, 4, 1],
  [0, 5, 0, 1, 0],
  [4, 0, 0, 0, 2],
  [0, 2, 0, 4, 0],
  [1, 0, 5, 0, 0],
  [0, 0, 0, 0, 6],
] as const
