import { LEAST_BACKGROUND } from '../likelihood/ranking-constants'
import { type HpoFinding, type HpoPack, NEGATED, UNKNOWN_SHARE } from './hpo-pack'
import type { TermGraph } from './term-graph'

/** An annotation without a frequency: the finding belongs to the disease, nobody counted. The middle of "frequent". */
const UNCOUNTED = 0.55
/** No note is complete and no finding infallible. */
const [LEAST, MOST] = [0.005, 0.98]

/**
 * The fraction of patients that an annotation stands for, kept off 0 and 1. Few patients say little: "1 of 1" is no certainty
 * (Jeffreys' prior).
 */
export function estimateShare({ share, of }: Pick<HpoFinding, 'share' | 'of'>): number {
  if (share === NEGATED) return LEAST
  if (share === UNKNOWN_SHARE) return UNCOUNTED
  const estimate = of > 0 ? (share * of + 0.5) / (of + 1) : share
  return Math.min(MOST, Math.max(LEAST, estimate))
}

/** A class that nearly every disease has is met less often in people without any of them. */
const MOST_BACKGROUND = 0.6

/**
 * For each finding, the mean fraction over all annotated diseases, by the true-path rule: whoever has the narrower finding has
 * the broader one.
 */
export function estimateBackgrounds({ terms, diseases }: HpoPack, graph: TermGraph): Float64Array {
  const sums = new Float64Array(terms.length)
  const best = new Float64Array(terms.length)
  for (const { findings } of diseases) {
    const touched: number[] = []
    for (const finding of findings) {
      if (finding.share === NEGATED) continue
      const share = estimateShare(finding)
      for (const term of [finding.term, ...graph.ancestorsOf(finding.term)]) {
        if (best[term] === 0) touched.push(term)
        if (share > (best[term] ?? 0)) best[term] = share
      }
    }
    for (const term of touched) {
      sums[term] = (sums[term] ?? 0) + (best[term] ?? 0)
      best[term] = 0
    }
  }
  const count = Math.max(1, diseases.length)
  return sums.map((sum) => Math.min(MOST_BACKGROUND, Math.max(LEAST_BACKGROUND, sum / count)))
}
