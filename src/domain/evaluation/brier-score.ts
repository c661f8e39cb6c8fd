/** One case's probabilities over outcomes that exclude each other, and which of them came true. */
export interface Forecast {
  /** Fractions that add up to 1; for a differential, "none of these" is an outcome like any other. */
  readonly probabilities: readonly number[]
  /** Index into `probabilities`. */
  readonly outcome: number
}

/** How far the probabilities may add up to something other than 1. */
const ROUNDING = 1e-6

/**
 * Multi-class Brier score: mean over cases of Σ (p − y)² over all outcomes. From 0 (certain and right) to 2 (certain and
 * wrong); a lower one is better. Null without cases.
 * @throws RangeError if probabilities lie outside 0 to 1 or don't add up to 1, or an outcome isn't among them.
 * @see Brier GW. Verification of forecasts expressed in terms of probability. Mon Weather Rev 1950;78:1.
 */
export function computeBrierScore(forecasts: readonly Forecast[]): number | null {
  if (forecasts.length === 0) return null
  return forecasts.reduce((sum, forecast) => sum + scoreForecast(forecast), 0) / forecasts.length
}

function scoreForecast({ probabilities, outcome }: Forecast): number {
  if (probabilities[outcome] === undefined) throw new RangeError(`outcome ${outcome} has no probability`)
  let total = 0
  let score = 0
  probabilities.forEach((probability, index) => {
    if (!(probability >= 0 && probability <= 1 + ROUNDING))
      throw new RangeError(`${probability} is no probability`)
    total += probability
    score += (probability - (index === outcome ? 1 : 0)) ** 2
  })
  if (Math.abs(total - 1) > ROUNDING) throw new RangeError(`the probabilities add up to ${total}`)
  return score
}
