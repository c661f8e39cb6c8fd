import type { AddedDisease } from '../../../knowledge/local/local-change'
import type { FindingSummary } from '../../../knowledge/pack/search-diseases'
import type { Disease, FrequencyClass, IncidenceClass } from '../../../knowledge/pack/pack'

/** A disease as it is being written: lists as one line, ages and share as numbers. */
export interface DiseaseDraft {
  readonly name: string
  readonly synonyms: string
  readonly specialty: string
  readonly icd10: string
  readonly incidence: IncidenceClass
  readonly fromAge: number
  readonly toAge: number
  readonly percentWomen: number
  readonly nextTests: string
  readonly isCantMiss: boolean
  readonly findings: readonly DraftFinding[]
  readonly why: string
}

export interface DraftFinding {
  readonly id: string
  readonly label: string
  readonly frequency: FrequencyClass
  readonly isRedFlag: boolean
}

/** An empty draft, or one of a disease that is there; `known` names its findings. */
export function startDiseaseDraft(
  added: AddedDisease | null,
  known: readonly FindingSummary[],
): DiseaseDraft {
  const disease = added?.disease
  return {
    name: disease?.name ?? '',
    synonyms: disease?.synonyms.join('; ') ?? '',
    specialty: disease?.specialty.replaceAll('-', ' ') ?? '',
    icd10: disease?.icd10 ?? '',
    incidence: disease?.incidence ?? 'rare',
    fromAge: disease?.ages.usual[0] ?? 18,
    toAge: disease?.ages.usual[1] ?? 90,
    percentWomen: Math.round((disease?.femaleFraction ?? 0.5) * 100),
    nextTests: disease?.nextTests.join('; ') ?? '',
    isCantMiss: disease?.isCantMiss ?? false,
    findings: Object.entries(disease?.findings ?? {}).map(([id, frequency]) => ({
      id,
      label: known.find((finding) => finding.id === id)?.label ?? id,
      frequency,
      isRedFlag: disease?.redFlags.includes(id) ?? false,
    })),
    why: added?.why ?? '',
  }
}

const splitList = (text: string) =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** The disease that a draft describes, fit or not. */
export function toDisease(draft: DiseaseDraft, id: string): Disease {
  return {
    id,
    name: draft.name.trim(),
    synonyms: splitList(draft.synonyms).map((synonym) => synonym.toLowerCase()),
    specialty: draft.specialty.trim().toLowerCase().replaceAll(/\s+/g, '-'),
    icd10: draft.icd10.trim().toUpperCase(),
    parents: [],
    isCantMiss: draft.isCantMiss,
    incidence: draft.incidence,
    ages: { usual: [draft.fromAge, draft.toAge] },
    femaleFraction: draft.percentWomen / 100,
    findings: Object.fromEntries(draft.findings.map((finding) => [finding.id, finding.frequency])),
    redFlags: draft.findings.flatMap((finding) => (finding.isRedFlag ? [finding.id] : [])),
    nextTests: splitList(draft.nextTests),
  }
}
