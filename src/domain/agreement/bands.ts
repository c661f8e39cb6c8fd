export const LANDIS_KOCH_BANDS = [
  'poor',
  'slight',
  'fair',
  'moderate',
  'substantial',
  'almost perfect',
] as const
export type LandisKochBand = (typeof LANDIS_KOCH_BANDS)[number]

/**
 * Landis and Koch's word for a κ: poor below 0, slight to 0.20, fair to 0.40, moderate to 0.60, substantial to 0.80, almost
 * perfect above. Their table leaves the gaps between 0.20 and 0.21 open; here they belong to the upper band.
 * The bands are a convention without a proof, and take no account of how uncertain the value is.
 * @see Landis JR, Koch GG. The measurement of observer agreement for categorical data. Biometrics 1977;33:159.
 */
export function bandOfKappa(kappa: number): LandisKochBand {
  if (kappa < 0) return 'poor'
  if (kappa <= 0.2) return 'slight'
  if (kappa <= 0.4) return 'fair'
  if (kappa <= 0.6) return 'moderate'
  return kappa <= 0.8 ? 'substantial' : 'almost perfect'
}

export const KRIPPENDORFF_BANDS = ['unreliable', 'tentative', 'reliable'] as const
export type KrippendorffBand = (typeof KRIPPENDORFF_BANDS)[number]

/**
 * What Krippendorff lets an α carry: conclusions from 0.800, tentative ones from 0.667, none below.
 * @see Krippendorff K. Content Analysis: An Introduction to Its Methodology, 2nd ed. Sage 2004, p. 241.
 */
export function bandOfAlpha(alpha: number): KrippendorffBand {
  if (alpha >= 0.8) return 'reliable'
  return alpha >= 0.667 ? 'tentative' : 'unreliable'
}
