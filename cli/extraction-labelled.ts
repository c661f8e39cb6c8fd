import type { Finding, Laterality, Trend } from '../src/domain/finding'

export const ASSERTIONS = [
  'present',
  'absent',
  'uncertain',
  'resolved',
  'past',
  'past-absent',
  'hypothetical',
  'relative',
  'relative-absent',
] as const
export type LabelledAssertion = (typeof ASSERTIONS)[number]

/** A finding that a sentence states, as labelled by hand. */
export interface LabelledFinding {
  readonly concept: string
  readonly assertion: LabelledAssertion
  /** The words of its span, as they stand in the sentence. */
  readonly words: string
  readonly value?: number
  readonly laterality?: Laterality
  readonly durationDays?: number
  readonly trend?: Trend
}

/** A sentence written for this project, with everything that it states. */
export interface LabelledSentence {
  readonly text: string
  readonly findings: readonly LabelledFinding[]
  /** Only where the sentence tells them. */
  readonly ageYears?: number
  readonly sex?: 'female' | 'male'
}

export interface LabelledSet {
  readonly phenomenon: string
  readonly sentences: readonly LabelledSentence[]
}

/** The sets in `cli/extraction-labelled`, by name. */
export function readLabelledSets(): LabelledSet[] {
  const files = import.meta.glob<LabelledSet>('./extraction-labelled/*.json', {
    eager: true,
    import: 'default',
  })
  return Object.keys(files)
    .sort()
    .flatMap((path) => files[path] ?? [])
}

/** What a finding says, in the terms of the labels: whose and when outrank how sure, and that outranks polarity. */
export function nameAssertion(finding: Finding): LabelledAssertion {
  const isAbsent = finding.polarity === 'absent'
  if (finding.experiencer === 'relative') return isAbsent ? 'relative-absent' : 'relative'
  if (finding.temporality === 'hypothetical') return 'hypothetical'
  if (finding.temporality === 'past') return isAbsent ? 'past-absent' : 'past'
  if (finding.isUncertain) return 'uncertain'
  if (isAbsent) return 'absent'
  return finding.isResolved ? 'resolved' : 'present'
}
