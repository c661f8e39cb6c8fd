/** A finding of the ontology: a class below "Phenotypic abnormality". Others are named by their place in `HpoPack.terms`. */
export interface HpoTerm {
  /** Such as `HP:0001250`. */
  readonly id: string
  readonly label: string
  /** Exact synonyms. */
  readonly synonyms: readonly string[]
  readonly parents: readonly number[]
  /** Ids that were merged into this one. */
  readonly altIds: readonly string[]
}

/** What one disease's annotations say of one finding. */
export interface HpoFinding {
  /** Index into `terms`. */
  readonly term: number
  /** Fraction of patients; `UNKNOWN_SHARE` where the annotation gives none, `NEGATED` where it says that it doesn't occur. */
  readonly share: number
  /** Patients in whom it was looked for; 0 where the fraction was not counted. */
  readonly of: number
  /** Index into `references`. */
  readonly reference: number
}

export const UNKNOWN_SHARE = -1
export const NEGATED = -2

export interface HpoDisease {
  /** Such as `OMIM:154700`. */
  readonly id: string
  readonly name: string
  readonly findings: readonly HpoFinding[]
}

/** The Human Phenotype Ontology with its disease annotations, as a person dropped them in. Their content is not changed. */
export interface HpoPack {
  /** Hash of both files. */
  readonly fingerprint: string
  readonly ontologyVersion: string | null
  readonly annotationVersion: string | null
  readonly terms: readonly HpoTerm[]
  readonly diseases: readonly HpoDisease[]
  readonly references: readonly string[]
}

/** The pack's name among packs. */
export const HPO = 'hpo'

/** The pack and its releases in one line, as manifests and pages give it. */
export function nameHpoPack({
  ontologyVersion,
  annotationVersion,
}: Pick<HpoPack, 'ontologyVersion' | 'annotationVersion'>): string {
  return `HPO ${ontologyVersion ?? 'of unknown release'}, annotations ${annotationVersion ?? 'of unknown release'}`
}
