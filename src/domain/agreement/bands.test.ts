import { expect, test } from 'vitest'
import { bandOfAlpha, bandOfKappa } from './bands'

test.each([
  [-0.01, 'poor'],
  [0, 'slight'],
  [0.2, 'slight'],
  [0.21, 'fair'],
  [0.4, 'fair'],
  [0.41, 'moderate'],
  [0.6, 'moderate'],
  [0.61, 'substantial'],
  [0.8, 'substantial'],
  [0.81, 'almost perfect'],
  [1, 'almost perfect'],
])('a κ of %f is %s', (kappa, band) => {
  expect(bandOfKappa(kappa)).toBe(band)
})

test.each([
  [0.666, 'unreliable'],
  [0.667, 'tentative'],
  [0.799, 'tentative'],
  [0.8, 'reliable'],
])('an α of %f is %s', (alpha, band) => {
  expect(bandOfAlpha(alpha)).toBe(band)
})
