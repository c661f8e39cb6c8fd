/** Stated in the methods paragraph: the same data give the same intervals. */
export const BOOTSTRAP = { resamples: 1000, seed: 20_261_130 } as const
