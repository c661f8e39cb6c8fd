import type { ClinicalCase } from '../../domain/case'
import type { Review } from '../../domain/review'
import type { Run } from '../../domain/run'

export const BUNDLE_FORMAT = 'rounds-bundle'
export const BUNDLE_VERSION = 1

/** What a bundle carries: every revision of its cases, and their runs and reviews. No settings. */
export interface BundleRecords {
  readonly cases: readonly ClinicalCase[]
  readonly runs: readonly Run[]
  readonly reviews: readonly Review[]
  /** Fields of the file itself that this version has no name for; written back on export. */
  readonly extra?: Readonly<Record<string, unknown>>
}

/** Who wrote a bundle and when; `exportedAt` is in milliseconds since the epoch. */
export interface BundleStamp {
  readonly appVersion: string
  readonly exportedAt: number
}
