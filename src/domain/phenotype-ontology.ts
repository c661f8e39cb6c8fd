/** A class of the Human Phenotype Ontology, as a release file gives it. */
export interface OntologyTerm {
  /** Such as `HP:0001250`. */
  readonly id: string
  readonly label: string
  /** Exact synonyms only: broader, narrower and related wordings state something else. */
  readonly synonyms: readonly string[]
  /** Ids of the classes that it is a kind of. */
  readonly parents: readonly string[]
  /** Ids that were merged into this one. */
  readonly altIds: readonly string[]
}

export interface PhenotypeOntology {
  /** The release; null where the file names none. */
  readonly version: string | null
  /** Classes in use; obsolete ones are left out. */
  readonly terms: readonly OntologyTerm[]
}

/** How often a finding occurs in a disease, as annotated: counted, or as a fraction of a class or percentage. */
export type AnnotatedFrequency =
  | { readonly kind: 'counted'; readonly found: number; readonly of: number }
  | { readonly kind: 'fraction'; readonly fraction: number }

/** One line of `phenotype.hpoa`, as far as Rounds uses it. */
export interface PhenotypeAnnotation {
  /** Such as `OMIM:154700`. */
  readonly diseaseId: string
  readonly diseaseName: string
  /** Said not to belong to the disease. */
  readonly isNegated: boolean
  readonly termId: string
  readonly reference: string
  readonly frequency: AnnotatedFrequency | null
  /** Line in the file, from 1. */
  readonly line: number
}

export interface PhenotypeAnnotations {
  readonly version: string | null
  /** Of aspect P: findings. */
  readonly rows: readonly PhenotypeAnnotation[]
  /** Rows on inheritance, onset, course and modifiers, which say nothing of findings. */
  readonly otherAspects: number
}

/** A finding that a case's authors recorded by its HPO class, looked for and absent ones included. */
export interface StructuredFinding {
  readonly termId: string
  readonly label: string
  readonly isExcluded: boolean
}
