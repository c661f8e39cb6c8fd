import type {
  AnnotatedFrequency,
  PhenotypeAnnotation,
  PhenotypeAnnotations,
  PhenotypeOntology,
} from '../../domain/phenotype-ontology'
import { type HpoFinding, type HpoPack, type HpoTerm, NEGATED, UNKNOWN_SHARE } from './hpo-pack'

const ROOT = 'HP:0000118'

/** What became of the annotations; the counts add up to the rows. */
export interface HpoBuild {
  readonly pack: HpoPack
  readonly used: number
  /** Rows on classes that the ontology doesn't have, as where it is older than the annotations. */
  readonly unknownTerms: number
  /** Rows on classes that are no findings. */
  readonly notFindings: number
  /** Line and class of the first row with an unknown class; null where there is none. */
  readonly firstUnknown: { readonly line: number; readonly termId: string } | null
}

/** Joins ontology and annotations. Several rows on one finding of a disease become one: counts are added up. */
export function buildHpoPack(
  ontology: PhenotypeOntology,
  annotations: PhenotypeAnnotations,
  fingerprint: string,
): HpoBuild {
  const terms = selectFindings(ontology)
  const indexOf = new Map<string, number>()
  for (const [index, { altIds }] of terms.entries()) for (const altId of altIds) indexOf.set(altId, index)
  for (const [index, { id }] of terms.entries()) indexOf.set(id, index)
  const known = new Set(ontology.terms.flatMap(({ id, altIds }) => [id, ...altIds]))
  const references = new Map<string, number>()
  const diseases = new Map<string, { name: string; rows: Map<number, PhenotypeAnnotation[]> }>()
  let [used, unknownTerms, notFindings] = [0, 0, 0]
  let firstUnknown: HpoBuild['firstUnknown'] = null
  for (const row of annotations.rows) {
    const term = indexOf.get(row.termId)
    if (term === undefined) {
      if (known.has(row.termId)) notFindings++
      else {
        unknownTerms++
        firstUnknown ??= { line: row.line, termId: row.termId }
      }
      continue
    }
    used++
    let disease = diseases.get(row.diseaseId)
    if (!disease) diseases.set(row.diseaseId, (disease = { name: row.diseaseName, rows: new Map() }))
    const rows = disease.rows.get(term)
    if (rows) rows.push(row)
    else disease.rows.set(term, [row])
    if (!references.has(row.reference)) references.set(row.reference, references.size)
  }
  const pack: HpoPack = {
    fingerprint,
    ontologyVersion: ontology.version,
    annotationVersion: annotations.version,
    terms,
    diseases: [...diseases].map(([id, { name, rows }]) => ({
      id,
      name,
      findings: [...rows].map(([term, all]) => joinRows(term, all, references)),
    })),
    references: [...references.keys()],
  }
  return { pack, used, unknownTerms, notFindings, firstUnknown }
}

/** The classes below "Phenotypic abnormality", parents as indexes among them. */
function selectFindings({ terms }: PhenotypeOntology): HpoTerm[] {
  const children = new Map<string, string[]>()
  for (const { id, parents } of terms)
    for (const parent of parents) {
      const known = children.get(parent)
      if (known) known.push(id)
      else children.set(parent, [id])
    }
  const below = new Set<string>()
  const open = [...(children.get(ROOT) ?? [])]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (below.has(id)) continue
    below.add(id)
    open.push(...(children.get(id) ?? []))
  }
  const kept = terms.filter(({ id }) => below.has(id))
  const indexOf = new Map(kept.map(({ id }, index) => [id, index]))
  return kept.map(({ id, label, synonyms, parents, altIds }) => ({
    id,
    label,
    synonyms,
    altIds,
    parents: parents.flatMap((parent) => indexOf.get(parent) ?? []),
  }))
}

function joinRows(
  term: number,
  rows: readonly PhenotypeAnnotation[],
  references: ReadonlyMap<string, number>,
): HpoFinding {
  const stated = rows.filter(({ isNegated }) => !isNegated)
  const [first] = stated.length > 0 ? stated : rows
  const reference = references.get(first?.reference ?? '') ?? 0
  if (stated.length === 0) return { term, share: NEGATED, of: 0, reference }
  return { term, reference, ...joinFrequencies(stated.flatMap(({ frequency }) => frequency ?? [])) }
}

/** Counted patients outweigh fractions, which are averaged. */
function joinFrequencies(frequencies: readonly AnnotatedFrequency[]): Pick<HpoFinding, 'share' | 'of'> {
  const counted = frequencies.flatMap((each) => (each.kind === 'counted' ? [each] : []))
  const of = counted.reduce((sum, each) => sum + each.of, 0)
  if (of > 0) return { share: round(counted.reduce((sum, { found }) => sum + found, 0) / of), of }
  const fractions = frequencies.flatMap((each) => (each.kind === 'fraction' ? [each.fraction] : []))
  if (fractions.length === 0) return { share: UNKNOWN_SHARE, of: 0 }
  return { share: round(fractions.reduce((sum, each) => sum + each, 0) / fractions.length), of: 0 }
}

const round = (share: number) => Math.round(share * 1e4) / 1e4
