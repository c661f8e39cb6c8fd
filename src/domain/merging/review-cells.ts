import type { Review, ReviewChange } from '../review'
import { type CellLedger, versionId } from './cell-ledger'

/** `grade/3` for the grade of the fourth step, else the part's name. Unique within one reviewer's review of one run. */
export type CellKey = string

/** What all the cells of one review hold, with the versions before them. */
export type ReviewCells = Readonly<Record<CellKey, CellLedger>>

export const cellKeyOf = (change: ReviewChange): CellKey =>
  change.part === 'grade' ? `grade/${change.step}` : change.part

type WholePart = Exclude<ReviewChange['part'], 'grade'>

/** The parts that are one cell each, and what they hold while empty. */
const WHOLE_PARTS: Readonly<Record<WholePart, unknown>> = {
  verdict: null,
  differential: null,
  commitment: null,
  facets: {},
  links: [],
  exit: null,
  finished: null,
  caseAnswers: [],
  mustExplain: [],
}

const isWholePart = (key: CellKey): key is WholePart => Object.hasOwn(WHOLE_PARTS, key)

/** The change that puts a value into a cell. Null for a key that this version does not know. */
export function toChange(key: CellKey, value: unknown): ReviewChange | null {
  const step = /^grade\/(\d+)$/u.exec(key)?.[1]
  // The value came out of a parsed review or a parsed review file, under this very key.
  if (step !== undefined) return { part: 'grade', step: Number(step), value: value ?? null } as ReviewChange
  return isWholePart(key) ? ({ part: key, value: value ?? WHOLE_PARTS[key] } as ReviewChange) : null
}

interface Remembered {
  readonly ids: Set<string>
  /** Of the newest change in effect; null where the history does not reach back to it. */
  at: number | null
  wasUndone: boolean
}

/**
 * The cells of a review, each with one standing version that replaces all that the history remembers. What was undone is
 * remembered too: going back is a decision, made at the review's last change.
 */
export function readReviewCells(review: Review): ReviewCells {
  const cells = new Map<CellKey, Remembered>()
  const cellOf = (key: CellKey) => {
    const cell = cells.get(key) ?? { ids: new Set<string>(), at: null, wasUndone: false }
    cells.set(key, cell)
    return cell
  }
  for (const key of filledCells(review)) cellOf(key)
  review.history.forEach(({ change, at }, index) => {
    const cell = cellOf(cellKeyOf(change))
    cell.ids.add(versionId(orNull(change.value), at))
    if (index < review.historyPosition) cell.at = at
    else cell.wasUndone = true
  })
  return Object.fromEntries([...cells].map(([key, cell]) => [key, toLedger(review, key, cell)]))
}

function toLedger(review: Review, key: CellKey, { ids, at, wasUndone }: Remembered): CellLedger {
  const value = currentValue(review, key)
  const given = wasUndone ? review.updatedAt : (at ?? review.createdAt)
  const id = versionId(value, given)
  return { standing: [{ id, value, at: given }], replaced: [...ids].filter((known) => known !== id).sort() }
}

function filledCells(review: Review): CellKey[] {
  return [
    ...Object.keys(review.grades).map((step) => `grade/${step}`),
    ...Object.keys(WHOLE_PARTS).filter((part) => currentValue(review, part) !== null),
  ]
}

function currentValue(review: Review, key: CellKey): unknown {
  if (isWholePart(key)) return orNull(review[key])
  const change = toChange(key, null)
  return change?.part === 'grade' ? (review.grades[change.step] ?? null) : null
}

/** An empty list or object of answers says no more than none at all. */
function orNull(value: unknown): unknown {
  if (value === undefined || value === null) return null
  const isEmpty = typeof value === 'object' && Object.keys(value).length === 0
  return isEmpty ? null : value
}
