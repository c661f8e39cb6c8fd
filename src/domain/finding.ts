import type { Span } from './span'

export const POLARITIES = ['present', 'absent'] as const
export type Polarity = (typeof POLARITIES)[number]

export const EXPERIENCERS = ['patient', 'relative'] as const
export type Experiencer = (typeof EXPERIENCERS)[number]

export const TEMPORALITIES = ['current', 'past', 'hypothetical'] as const
export type Temporality = (typeof TEMPORALITIES)[number]

export const LATERALITIES = ['left', 'right', 'bilateral'] as const
export type Laterality = (typeof LATERALITIES)[number]

export const TRENDS = ['rising', 'falling'] as const
export type Trend = (typeof TRENDS)[number]

/** Something said to be present or absent in the case. What is not mentioned is no finding. */
export interface Finding {
  /** Concept in the knowledge pack. */
  readonly conceptId: string
  readonly label: string
  readonly polarity: Polarity
  readonly isUncertain: boolean
  readonly experiencer: Experiencer
  readonly temporality: Temporality
  /** Said to be over again; it was part of this illness and stays evidence. */
  readonly isResolved?: true
  readonly laterality?: Laterality
  /** How long it has lasted, in days. */
  readonly durationDays?: number
  /** Where a measurement is heading; `value` is the last one. */
  readonly trend?: Trend
  /** The measured value, where the finding is a measurement, in `unit` as written. */
  readonly value: number | null
  readonly unit: string | null
  /** The words that state it, the negating word left out. */
  readonly span: Span
}

export type FindingStatus = 'present' | 'absent' | 'uncertain'

/** How a finding is marked in the case text: uncertainty outranks polarity. */
export function findingStatus(finding: Pick<Finding, 'polarity' | 'isUncertain'>): FindingStatus {
  return finding.isUncertain ? 'uncertain' : finding.polarity
}

/** Whether a finding is evidence about the patient now: not a relative's, not past, not hypothetical. */
export function isEvidence(finding: Finding): boolean {
  return finding.experiencer === 'patient' && finding.temporality === 'current' && !finding.isUncertain
}
