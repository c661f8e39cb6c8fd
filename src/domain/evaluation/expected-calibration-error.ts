/** One claim: how sure it was, as a fraction, and whether it was right. */
export interface Claim {
  readonly confidence: number
  readonly isRight: boolean
}

export interface CalibrationBin {
  readonly count: number
  /** Mean confidence and share right of the bin's claims; null in an empty bin. */
  readonly confidence: number | null
  readonly accuracy: number | null
}

export interface CalibrationError {
  /** From 0 (as sure as right) to 1; null without claims. */
  readonly error: number | null
  readonly bins: readonly CalibrationBin[]
}

/** Bins as wide as each other, or bins that hold as many claims as each other. */
export const BINNINGS = ['equal-width', 'equal-mass'] as const
export type Binning = (typeof BINNINGS)[number]

/**
 * Expected calibration error: Σ (|bin| / N) · |accuracy − mean confidence| over bins. Of equal-width bins the last one holds
 * confidence 1; equal-mass bins follow the order of confidence, ties by order of arrival.
 * @throws RangeError if a confidence lies outside 0 to 1, or `binCount` is not a whole number from 1.
 * @see Naeini MP, Cooper GF, Hauskrecht M. Obtaining well calibrated probabilities using Bayesian binning. AAAI 2015.
 */
export function computeCalibrationError(
  claims: readonly Claim[],
  { binCount = 10, binning = 'equal-width' }: { binCount?: number; binning?: Binning } = {},
): CalibrationError {
  if (!Number.isInteger(binCount) || binCount < 1) throw new RangeError(`${binCount} is no count of bins`)
  for (const { confidence } of claims)
    if (!(confidence >= 0 && confidence <= 1)) throw new RangeError(`${confidence} is no probability`)
  const members: Claim[][] = Array.from({ length: binCount }, () => [])
  const inOrder = binning === 'equal-mass' ? [...claims].sort((a, b) => a.confidence - b.confidence) : claims
  inOrder.forEach((claim, place) => {
    const share = binning === 'equal-mass' ? place / claims.length : claim.confidence
    members[Math.min(binCount - 1, Math.floor(share * binCount))]?.push(claim)
  })
  const bins = members.map(summariseBin)
  if (claims.length === 0) return { error: null, bins }
  const error = bins.reduce(
    (sum, { count, confidence, accuracy }) =>
      sum + (count / claims.length) * Math.abs((accuracy ?? 0) - (confidence ?? 0)),
    0,
  )
  return { error, bins }
}

function summariseBin(claims: readonly Claim[]): CalibrationBin {
  const count = claims.length
  if (count === 0) return { count, confidence: null, accuracy: null }
  return {
    count,
    confidence: claims.reduce((sum, { confidence }) => sum + confidence, 0) / count,
    accuracy: claims.filter(({ isRight }) => isRight).length / count,
  }
}
