// What a bench row does with its samples: medians, intervals over pairs, and a verdict.

/** A generator of fractions from 0 to 1, the same for the same seed (mulberry32). */
export function createRandom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const sorted = (values) => [...values].sort((a, b) => a - b)

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values) {
  const ordered = sorted(values)
  const half = ordered.length / 2
  return ordered.length % 2 === 1 ? ordered[Math.floor(half)] : (ordered[half - 1] + ordered[half]) / 2
}

/** The smallest value that at least this share of the values doesn't exceed. */
export function percentile(values, share) {
  const ordered = sorted(values)
  return ordered[Math.max(0, Math.min(ordered.length - 1, Math.ceil(ordered.length * share) - 1))]
}

/** 95 % interval of a statistic by 2,000 resamples of the values. @returns {[number, number]} */
export function interval(values, statistic = median, seed = 1) {
  const random = createRandom(seed)
  const resampled = Array.from({ length: 2000 }, () =>
    statistic(values.map(() => values[Math.floor(random() * values.length)])),
  )
  return [percentile(resampled, 0.025), percentile(resampled, 0.975)]
}

/**
 * A row out of ratios of pairs that were measured side by side, and ratios of the twin against itself.
 * `void`: the twin didn't agree with itself within a tenth, so nothing was measured. `missed`: the interval's upper end is
 * above the limit.
 */
export function judgeRatios({ ratios, controls, limit, unit }) {
  const [low, high] = interval(ratios)
  const [controlLow, controlHigh] = interval(controls)
  const isVoid = controlLow < 0.9 || controlHigh > 1.1
  return {
    value: median(ratios),
    low,
    high,
    control: [controlLow, controlHigh],
    limit,
    unit,
    runs: ratios.length,
    verdict: isVoid ? 'void' : high <= limit ? 'met' : 'missed',
  }
}

/**
 * A row out of one value that stands for itself, such as a size, a count or a percentile of many samples.
 *
 * @param {{ value: number, limit: number, unit: string, runs: number, low?: number, high?: number, note?: string }} row
 */
export function judgeValue({ value, limit, unit, runs, low = value, high = value, note }) {
  return {
    value,
    low,
    high,
    limit,
    unit,
    runs,
    verdict: value <= limit ? 'met' : 'missed',
    ...(note && { note }),
  }
}

/** A row out of the ratio of two percentiles; the interval is over resamples of both. `again` is the twin a second time. */
export function judgePercentiles({ ours, twin, again, share, limit, unit }) {
  const ratioOf = (a, b) => percentile(a, share) / percentile(b, share)
  const resample = (a, b, seed) => {
    const random = createRandom(seed)
    const draw = (values) => values.map(() => values[Math.floor(random() * values.length)])
    const ratios = Array.from({ length: 1000 }, () => ratioOf(draw(a), draw(b)))
    return [percentile(ratios, 0.025), percentile(ratios, 0.975)]
  }
  const [low, high] = resample(ours, twin, 1)
  const control = resample(again, twin, 2)
  const isVoid = control[0] < 0.9 || control[1] > 1.1
  const verdict = isVoid ? 'void' : high <= limit ? 'met' : 'missed'
  return { value: ratioOf(ours, twin), low, high, control, limit, unit, runs: ours.length, verdict }
}

/** Runs two works alternately (A B, B A, …) and the second one twice for control. @returns ratios and controls */
export async function pairUp(pairs, ours, twin) {
  const ratios = []
  const controls = []
  for (let pair = 0; pair < pairs; pair++) {
    const isOursFirst = pair % 2 === 0
    const first = isOursFirst ? await ours(pair) : await twin(pair)
    const second = isOursFirst ? await twin(pair) : await ours(pair)
    const [own, raw] = isOursFirst ? [first, second] : [second, first]
    const again = await twin(pair)
    ratios.push(own / raw)
    controls.push(pair % 2 === 0 ? again / raw : raw / again)
  }
  return { ratios, controls }
}
