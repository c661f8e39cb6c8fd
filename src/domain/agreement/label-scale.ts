import { LABEL_VALUES, STEP_LABELS } from '../rubric'

export const SCALE_LEVELS = ['nominal', 'ordinal', 'interval'] as const
/** Names only; names in an order; or numbers whose distances mean something. */
export type ScaleLevel = (typeof SCALE_LEVELS)[number]

/** The labels that one facet can take, from lowest to highest where they have an order. */
export interface LabelScale {
  readonly level: ScaleLevel
  readonly labels: readonly string[]
  /** One number per label, ascending; places in the list where nobody gave numbers. */
  readonly values: readonly number[]
}

/** Labels are kept as 8-bit numbers. */
const MAX_LABELS = 127

/**
 * A scale of labels. Every label that a reviewer could have given belongs in it, also if nobody used it: Gwet's
 * coefficients depend on how many there are.
 * @throws RangeError if labels repeat or there are none or more than 127, or the values don't ascend one per label.
 */
export function defineScale(
  level: ScaleLevel,
  labels: readonly string[],
  values: readonly number[] = labels.map((_, index) => index),
): LabelScale {
  if (labels.length === 0 || labels.length > MAX_LABELS)
    throw new RangeError(`a scale of ${labels.length} labels`)
  if (new Set(labels).size < labels.length) throw new RangeError('a label is twice in the scale')
  const ascends = values.every(
    (value, index) => Number.isFinite(value) && value > (values[index - 1] ?? -Infinity),
  )
  if (values.length !== labels.length || !ascends) throw new RangeError('the values of a scale must ascend')
  return { level, labels, values }
}

/** Good, neutral and bad as +1, 0 and −1: the default rubric. */
export const STEP_LABEL_SCALE: LabelScale = (() => {
  const ascending = [...STEP_LABELS].sort((a, b) => LABEL_VALUES[a] - LABEL_VALUES[b])
  return defineScale(
    'interval',
    ascending,
    ascending.map((label) => LABEL_VALUES[label]),
  )
})()

export const WEIGHTINGS = ['unweighted', 'linear', 'quadratic'] as const
/** How much two different labels disagree: all the same, by their distance, or by its square. */
export type Weighting = (typeof WEIGHTINGS)[number]

/**
 * Weight of disagreement for each pair of labels, row by row: 0 on the diagonal, 1 for the greatest distance. A row of the
 * matrix is as long as the scale.
 */
export function weighDisagreement({ values }: LabelScale, weighting: Weighting): Float64Array {
  const range = (values.at(-1) ?? 0) - (values[0] ?? 0)
  return Float64Array.from(
    values.flatMap((a) =>
      values.map((b) => {
        if (a === b) return 0
        if (weighting === 'unweighted') return 1
        const distance = Math.abs(a - b) / range
        return weighting === 'linear' ? distance : distance ** 2
      }),
    ),
  )
}
