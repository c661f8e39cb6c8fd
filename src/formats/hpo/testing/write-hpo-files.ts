import type { OntologyTerm, PhenotypeAnnotation } from '../../../domain/phenotype-ontology'
import { ANNOTATION_COLUMNS } from '../parse-annotations'

/** Writes terms as an OBO 1.4 file. */
export function writeObo(version: string, terms: readonly OntologyTerm[]): string {
  const quote = (words: string) => `"${escape(words).replaceAll('"', String.raw`\"`)}"`
  return [
    'format-version: 1.2',
    `data-version: hp/releases/${version}`,
    '',
    ...terms.flatMap(({ id, label, synonyms, parents, altIds }) => [
      '[Term]',
      `id: ${id}`,
      `name: ${escape(label)}`,
      ...altIds.map((altId) => `alt_id: ${altId}`),
      ...synonyms.map((synonym) => `synonym: ${quote(synonym)} EXACT layperson []`),
      ...parents.map((parent) => `is_a: ${parent} ! some label`),
      '',
    ]),
  ].join('\n')
}

const escape = (words: string) => words.replaceAll('\\', '\\\\')

/** Writes terms as an obographs document. */
export function writeObographs(version: string, terms: readonly OntologyTerm[]): string {
  const iri = (id: string) => `http://purl.obolibrary.org/obo/${id.replace(':', '_')}`
  return JSON.stringify({
    graphs: [
      {
        id: 'http://purl.obolibrary.org/obo/hp.json',
        meta: { version: `http://purl.obolibrary.org/obo/hp/releases/${version}/hp.json` },
        nodes: terms.map(({ id, label, synonyms, altIds }) => ({
          id: iri(id),
          lbl: label,
          type: 'CLASS',
          meta: {
            synonyms: synonyms.map((val) => ({ pred: 'hasExactSynonym', val })),
            basicPropertyValues: altIds.map((val) => ({
              pred: 'http://www.geneontology.org/formats/oboInOwl#hasAlternativeId',
              val,
            })),
          },
        })),
        edges: terms.flatMap(({ id, parents }) =>
          parents.map((parent) => ({ sub: iri(id), pred: 'is_a', obj: iri(parent) })),
        ),
      },
    ],
  })
}

/** Writes rows as a `phenotype.hpoa` file. */
export function writeAnnotations(
  version: string,
  rows: readonly Omit<PhenotypeAnnotation, 'line'>[],
): string {
  const lines = rows.map(({ diseaseId, diseaseName, isNegated, termId, reference, frequency }) =>
    [
      diseaseId,
      diseaseName,
      isNegated ? 'NOT' : '',
      termId,
      reference,
      'PCS',
      '',
      frequency === null
        ? ''
        : frequency.kind === 'counted'
          ? `${frequency.found}/${frequency.of}`
          : `${frequency.fraction * 100}%`,
      '',
      '',
      'P',
      'HPO:test[2024-01-01]',
    ].join('\t'),
  )
  const head = ['#description: "Made for a test"', `#version: ${version}`, ANNOTATION_COLUMNS.join('\t')]
  return [...head, ...lines, ''].join('\n')
}
