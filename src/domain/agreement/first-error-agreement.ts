import type { BootstrapOptions } from '../resampling/cluster-bootstrap'
import type { StepLabel } from '../rubric'
import { addTo } from './additive-statistic'
import { type Measured, measureSums } from './measure-sums'
import { undefinedBecause, valueOf } from './statistic'

/**
 * Where a reviewer saw the first bad step of a run: at a 0-based index, nowhere, or unknown because a step that could be
 * it has no label.
 */
export type FirstError =
  | { readonly kind: 'at'; readonly index: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' }

/** The first bad step of one review; labels in the order of the steps, null where there is none. */
export function findFirstError(labels: readonly (StepLabel | null)[]): FirstError {
  for (const [index, label] of labels.entries()) {
    if (label === null) return { kind: 'unknown' }
    if (label === 'bad') return { kind: 'at', index }
  }
  return { kind: 'none' }
}

/** Two reviewers' first errors in one run. */
export interface FirstErrorPair {
  readonly caseId: string
  readonly a: FirstError
  readonly b: FirstError
}

export interface FirstErrorAgreement {
  /** Share of the compared runs with the same first error, or none for both. */
  readonly exactMatch: Measured
  /** Mean |index difference|, in steps, over the runs in which both saw an error. */
  readonly meanIndexDifference: Measured
  readonly compared: number
  readonly bothFound: number
  /** Runs in which only one of them saw an error: no match, and no difference that could be measured. */
  readonly oneFound: number
  /** Runs left out because one of the two is unknown. */
  readonly leftOut: number
}

/** First-error agreement of two reviewers, intervals over cases where options are given. Symmetric in the two. */
export function measureFirstErrorAgreement(
  pairs: readonly FirstErrorPair[],
  bootstrap?: BootstrapOptions,
): FirstErrorAgreement {
  const known = pairs.filter(({ a, b }) => a.kind !== 'unknown' && b.kind !== 'unknown')
  const caseNumbers = new Map<string, number>()
  for (const { caseId } of known) if (!caseNumbers.has(caseId)) caseNumbers.set(caseId, caseNumbers.size)
  // Per case: runs, runs that match, runs with two errors, Σ |index difference|.
  const rows = new Float64Array(4 * caseNumbers.size)
  let [bothFound, oneFound] = [0, 0]
  for (const { caseId, a, b } of known) {
    const at = 4 * (caseNumbers.get(caseId) ?? 0)
    const difference = a.kind === 'at' && b.kind === 'at' ? Math.abs(a.index - b.index) : null
    addTo(rows, at, 1)
    if (difference === 0 || (a.kind === 'none' && b.kind === 'none')) addTo(rows, at + 1, 1)
    if (difference === null) {
      if (a.kind !== b.kind) oneFound++
    } else {
      bothFound++
      addTo(rows, at + 2, 1)
      addTo(rows, at + 3, difference)
    }
  }
  const [exactMatch, meanIndexDifference] = measureSums(
    { rows, width: 4, clusterCount: caseNumbers.size },
    [
      ([runs = 0, matches = 0]) => (runs === 0 ? undefinedBecause('no-pairs') : valueOf(matches / runs)),
      ([runs = 0, , both = 0, difference = 0]) => {
        if (runs === 0) return undefinedBecause('no-pairs')
        return both === 0 ? undefinedBecause('no-common-first-error') : valueOf(difference / both)
      },
    ],
    bootstrap,
  )
  const nothing: Measured = { result: undefinedBecause('no-pairs'), interval: null }
  return {
    exactMatch: exactMatch ?? nothing,
    meanIndexDifference: meanIndexDifference ?? nothing,
    compared: known.length,
    bothFound,
    oneFound,
    leftOut: pairs.length - known.length,
  }
}
