import type { CaseId } from './ids'
import type { StructuredFinding } from './phenotype-ontology'
import type { Span } from './span'

export const STAGE_KINDS = ['history', 'exam', 'labs', 'imaging', 'other'] as const
export type StageKind = (typeof STAGE_KINDS)[number]

/** One part of the presentation, revealed in order when a case is presented. Stages don't overlap. */
export interface CaseStage {
  readonly kind: StageKind
  readonly title: string
  readonly span: Span
}

export const CASE_SOURCES = ['teaching', 'own', 'imported'] as const
/** `teaching`: the fictional cases shipped with Rounds; `own`: typed or pasted here; `imported`: from a file. */
export type CaseSource = (typeof CASE_SOURCES)[number]

/** A statement of the case's authors on how they reasoned. Never shown to a solver. */
export interface ReferenceStatement {
  readonly text: string
  /** A quotation the authors give; it usually comes from the article's discussion, not from the prompt. */
  readonly quotation?: string
}

/** One revision of a clinical case. Editing makes a new revision; runs keep the one they reasoned about. */
export interface ClinicalCase {
  readonly id: CaseId
  /** Counts from 1. */
  readonly revision: number
  /** Often names the diagnosis: hidden from solvers and from blinded reviewers. */
  readonly title: string
  readonly presentation: string
  readonly stages: readonly CaseStage[]
  /** Recorded by class rather than told in words, as in a phenopacket; they are named in the presentation too. */
  readonly findings?: readonly StructuredFinding[]
  readonly source: CaseSource
  readonly specialty: string | null
  readonly isFictional: boolean
  readonly goldDiagnosis: string | null
  readonly referenceReasoning: readonly ReferenceStatement[]
  readonly expectedDifferential: readonly string[]
  readonly cantMiss: readonly string[]
  readonly teachingPoints: readonly string[]
  /** Where it came from: article link, PMC id, file name. Shown as text. */
  readonly citation: string | null
  /** Fields of an imported record that Rounds has no name for; kept for export. */
  readonly extra: Readonly<Record<string, unknown>>
  readonly createdAt: number
  readonly updatedAt: number
}

/** What a solver may see of a case: the words, nothing that gives the answer away. */
export interface CaseText {
  readonly presentation: string
  readonly stages: readonly CaseStage[]
  readonly findings?: readonly StructuredFinding[]
}

/** Strips a case down to what a reasoner may see. */
export function toCaseText({ presentation, stages, findings }: ClinicalCase): CaseText {
  return { presentation, stages, ...(findings && { findings }) }
}

/** The longest presentation that Rounds takes, in UTF-16 code units. */
export const MAX_PRESENTATION_LENGTH = 200_000
