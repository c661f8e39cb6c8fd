import type { LabelScale } from './label-scale'

/** One reviewer's label of one unit (a step, an answer) under one facet. A null label is no label. */
export interface Rating {
  readonly caseId: string
  readonly unitId: string
  readonly raterId: string
  readonly label: string | null
}

/** Stands in a table where a rater gave no label. */
export const MISSING = -1

/**
 * The labels of one facet as numbers, compact enough to post to a worker: unit-major, the label of rater r on unit u at
 * `u * raters.length + r`, as its place in the scale or `MISSING`.
 */
export interface LabelTable {
  readonly scale: LabelScale
  readonly raters: readonly string[]
  readonly labels: Int8Array
  /** 0-based case of each unit; its length is the number of units. */
  readonly caseOfUnit: Uint32Array
  readonly caseCount: number
}

/**
 * Lays ratings out as a table. Raters, units and cases come in the order in which they first appear, or raters in the
 * order given, which then must name them all.
 * @throws RangeError if a label is not in the scale, a rater not in the order given, a unit belongs to two cases, or one
 *   rater labels one unit twice.
 */
export function buildLabelTable(
  ratings: Iterable<Rating>,
  scale: LabelScale,
  raterOrder?: readonly string[],
): LabelTable {
  const placeOfLabel = new Map(scale.labels.map((label, index) => [label, index]))
  const [raters, units, cases] = [new Numbering(), new Numbering(), new Numbering()]
  for (const rater of raterOrder ?? []) raters.numberOf(rater)
  const caseOfUnit: number[] = []
  const cells: { unit: number; rater: number; label: number }[] = []
  for (const { caseId, unitId, raterId, label } of ratings) {
    if (label === null) continue
    const place = placeOfLabel.get(label)
    if (place === undefined) throw new RangeError(`the label ${label} is not in the scale`)
    const rater = raters.numberOf(raterId)
    if (raterOrder && rater >= raterOrder.length) throw new RangeError(`${raterId} is not among the raters`)
    const [unit, caseNumber] = [units.numberOf(unitId), cases.numberOf(caseId)]
    if ((caseOfUnit[unit] ??= caseNumber) !== caseNumber) throw new RangeError(`${unitId} is in two cases`)
    cells.push({ unit, rater, label: place })
  }
  const labels = new Int8Array(units.size * raters.size).fill(MISSING)
  for (const { unit, rater, label } of cells) {
    const cell = unit * raters.size + rater
    if (labels[cell] !== MISSING) throw new RangeError(`${raters.names[rater]} labelled a unit twice`)
    labels[cell] = label
  }
  return {
    scale,
    raters: raters.names,
    labels,
    caseOfUnit: Uint32Array.from(caseOfUnit),
    caseCount: cases.size,
  }
}

/** The table with these raters only, by their places; units that none of them labelled go. */
export function selectRaters(table: LabelTable, places: readonly number[]): LabelTable {
  const { labels, raters } = table
  const narrowed = {
    ...table,
    raters: places.map((place) => raters[place] ?? ''),
    labels: Int8Array.from(
      Array.from(table.caseOfUnit).flatMap((_, unit) =>
        places.map((place) => labels[unit * raters.length + place] ?? MISSING),
      ),
    ),
  }
  return selectUnits(narrowed, (unit) => countLabels(narrowed, unit) > 0)
}

/** The table with some of its units; cases left without any go too. */
export function selectUnits(table: LabelTable, isKept: (unit: number) => boolean): LabelTable {
  const { labels, raters, caseOfUnit } = table
  const kept = Array.from(caseOfUnit.keys()).filter(isKept)
  const numbers = new Map<number, number>()
  return {
    ...table,
    labels: Int8Array.from(
      kept.flatMap((unit) => [...labels.subarray(unit * raters.length, (unit + 1) * raters.length)]),
    ),
    caseOfUnit: Uint32Array.from(kept, (unit) => {
      const old = caseOfUnit[unit] ?? 0
      const number = numbers.get(old) ?? numbers.size
      numbers.set(old, number)
      return number
    }),
    caseCount: numbers.size,
  }
}

/** The units that every rater labelled. */
export function selectCompleteUnits(table: LabelTable): LabelTable {
  return selectUnits(table, (unit) => countLabels(table, unit) === table.raters.length)
}

/** How many raters labelled a unit. */
export function countLabels({ labels, raters }: LabelTable, unit: number): number {
  let count = 0
  for (let rater = 0; rater < raters.length; rater++)
    if (labels[unit * raters.length + rater] !== MISSING) count++
  return count
}

/** Share of each label among all labels given, in the order of the scale; all 0 in an empty table. */
export function shareOfLabels({ labels, scale }: LabelTable): number[] {
  const counts = scale.labels.map(() => 0)
  let total = 0
  for (const label of labels)
    if (label !== MISSING) {
      counts[label] = (counts[label] ?? 0) + 1
      total++
    }
  return counts.map((count) => (total === 0 ? 0 : count / total))
}

class Numbering {
  readonly names: string[] = []
  private readonly numbers = new Map<string, number>()

  get size(): number {
    return this.names.length
  }

  numberOf(name: string): number {
    const known = this.numbers.get(name)
    if (known !== undefined) return known
    this.numbers.set(name, this.names.length)
    return this.names.push(name) - 1
  }
}
