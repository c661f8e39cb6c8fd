/** How often a finding occurs in people with the disease, after HPO's frequency classes. */
export const FREQUENCY_CLASSES = [
  'obligate',
  'very-frequent',
  'frequent',
  'occasional',
  'rare',
  'excluded',
] as const
export type FrequencyClass = (typeof FREQUENCY_CLASSES)[number]

/**
 * The fraction each class stands for: near the middle of HPO's bands
 * (obligate 100 %, very frequent 80–99 %, frequent 30–79 %, occasional 5–29 %, rare 1–4 %, excluded 0 %),
 * kept off 0 and 1 because no note is complete and no finding infallible.
 * @see Köhler S et al. The Human Phenotype Ontology. Nucleic Acids Res 2019;47:D1018.
 */
export const FREQUENCY: Readonly<Record<FrequencyClass, number>> = {
  obligate: 0.98,
  'very-frequent': 0.88,
  frequent: 0.55,
  occasional: 0.17,
  rare: 0.03,
  excluded: 0.005,
}

/**
 * How common the disease is among people who come with a diagnostic problem: relative weights. `exceptional` is for packs of
 * thousands of hereditary syndromes, few of which anyone meets.
 */
export const INCIDENCE_CLASSES = [
  'very-common',
  'common',
  'uncommon',
  'rare',
  'very-rare',
  'exceptional',
] as const
export type IncidenceClass = (typeof INCIDENCE_CLASSES)[number]

export const FINDING_KINDS = ['symptom', 'sign', 'lab', 'imaging', 'history', 'exposure'] as const
export type FindingKind = (typeof FINDING_KINDS)[number]

/** A measured finding: the analyte or vital sign and the side of its reference range (or of `threshold`). */
export interface MeasureRule {
  /** Id of an analyte in the extraction room's table, such as `sodium` or `heart-rate`. */
  readonly analyte: string
  readonly is: 'high' | 'low'
  /** In the analyte's SI unit; the limit of the reference range where left out. */
  readonly threshold?: number
}

/** A concept that can be present or absent in a case. */
export interface FindingConcept {
  readonly id: string
  readonly label: string
  readonly kind: FindingKind
  /**
   * Wordings met in notes, lower case, British and American, lay words and abbreviations; `label` is one without
   * saying. Matched on word boundaries; a plural `s` is tolerated.
   */
  readonly synonyms: readonly string[]
  /** Wordings that state the finding's absence by themselves, such as "afebrile" for fever. */
  readonly absentSynonyms?: readonly string[]
  readonly measure?: MeasureRule
  /** Fraction of other patients, without a disease that causes it, whose note states it as present. */
  readonly background: number
  /** Findings of one cluster say much the same; together they count little more than the strongest. */
  readonly cluster?: string
  /** Packs that speak of it; the built-in pack alone where left out. What a disease's packs don't know says nothing of it. */
  readonly packs?: readonly string[]
}

/** The name of the pack that ships with Rounds among several. */
export const BUILT_IN = 'built-in'

export interface Disease {
  readonly id: string
  readonly name: string
  readonly synonyms: readonly string[]
  /**
   * Names of other diseases that this one stands in for until they have a script of their own, lower case. It is the nearest
   * that the pack has to offer, so they are matched as broader, never as the same.
   */
  readonly covers?: readonly string[]
  readonly specialty: string
  readonly icd10: string
  /** Ids of the groups or broader diseases that it is a kind of; the nearest ones only. */
  readonly parents: readonly string[]
  /** Delay of hours or days kills or maims. */
  readonly isCantMiss: boolean
  readonly incidence: IncidenceClass
  /** Usual ages in years; outside them the disease is unlikely, `hard` ages are impossible. */
  readonly ages: { readonly usual: readonly [number, number]; readonly hard?: readonly [number, number] }
  /** Fraction of patients who are female. */
  readonly femaleFraction: number
  readonly findings: Readonly<Record<string, FrequencyClass>>
  /** Ids of those of its findings that say to act now. */
  readonly redFlags: readonly string[]
  /** The best next questions and tests, most useful first. */
  readonly nextTests: readonly string[]
  /** Only where a figure is not common textbook knowledge. */
  readonly source?: string
  /** Packs that its script comes from; the built-in pack alone where left out. */
  readonly packs?: readonly string[]
  /** Measured fractions, where a pack has counts: they go before the class in `findings`. */
  readonly fractions?: Readonly<Record<string, number>>
  /** What of it was written or changed in this browser. */
  readonly local?: LocalPart
}

/** Which part of a disease is local: all of it, or the frequencies of some findings. */
export interface LocalPart {
  readonly isAdded: boolean
  readonly findingIds: readonly string[]
}

/**
 * How often a finding occurs in people with a disease, 0 to 1; undefined where the script doesn't list it.
 */
export function frequencyIn(disease: Disease, findingId: string): number | undefined {
  const listed = disease.findings[findingId]
  return listed === undefined ? undefined : (disease.fractions?.[findingId] ?? FREQUENCY[listed])
}

const ALONE = [BUILT_IN] as const

/** Whether a disease's packs speak of a finding at all: where they don't, its absence from the script says nothing. */
export function isKnownTo(disease: Disease, concept: FindingConcept): boolean {
  if (disease.packs === concept.packs) return true
  const packs = disease.packs ?? ALONE
  return (concept.packs ?? ALONE).some((pack) => packs.includes(pack))
}

/** A class of diseases, such as "large vessel vasculitis": a diagnosis can name it, but it has no script of its own. */
export interface DiseaseGroup {
  readonly id: string
  readonly name: string
  readonly synonyms: readonly string[]
  /** Ids of broader groups. */
  readonly parents?: readonly string[]
}

export interface KnowledgePack {
  readonly version: string
  readonly findings: readonly FindingConcept[]
  readonly diseases: readonly Disease[]
  readonly groups: readonly DiseaseGroup[]
}
