import type { PhenotypeAnnotation, PhenotypeOntology } from '../../../domain/phenotype-ontology'
import { buildHpoPack } from '../build-hpo-pack'
import type { HpoPack } from '../hpo-pack'

const term = (number: number, label: string, parent: number | null, synonyms: readonly string[] = []) => ({
  id: idOf(number),
  label,
  synonyms,
  parents: parent === null ? [] : [idOf(parent)],
  altIds: [idOf(number + 9_000_000)],
})

export const idOf = (number: number) => `HP:${String(number).padStart(7, '0')}`

/** A handful of classes in the ontology's shape; the diseases are made up. */
export const ONTOLOGY: PhenotypeOntology = {
  version: '2024-04-26',
  terms: [
    term(1, 'All', null),
    term(118, 'Phenotypic abnormality', 1),
    term(5, 'Mode of inheritance', 1),
    term(707, 'Abnormality of the nervous system', 118),
    term(1250, 'Seizure', 707, ['Epileptic seizure']),
    term(7359, 'Focal-onset seizure', 1250, ['Seizure affecting one half of brain']),
    term(2197, 'Generalized-onset seizure', 1250),
    term(1597, 'Abnormality of the nail', 118),
    term(500_001, 'Azure nail plate', 1597, ['Azure nails']),
    term(500_002, 'Azure toenail plate', 500_001),
    term(500_003, 'Square iris', 118),
  ],
}

const row = (
  diseaseId: string,
  diseaseName: string,
  number: number,
  frequency: PhenotypeAnnotation['frequency'],
  isNegated = false,
): PhenotypeAnnotation => ({
  diseaseId,
  diseaseName,
  isNegated,
  termId: idOf(number),
  reference: 'PMID:1',
  frequency,
  line: 5,
})
const counted = (found: number, of: number) => ({ kind: 'counted' as const, found, of })

export const ROWS: readonly PhenotypeAnnotation[] = [
  row('OMIM:900001', 'Azure nail syndrome; ANS', 500_001, counted(18, 20)),
  row('OMIM:900001', 'Azure nail syndrome; ANS', 1250, counted(3, 10)),
  row('OMIM:900001', 'Azure nail syndrome; ANS', 1250, counted(7, 10)),
  row('OMIM:900001', 'Azure nail syndrome; ANS', 500_003, null, true),
  row('OMIM:900002', 'Square iris disease', 500_003, { kind: 'fraction', fraction: 0.895 }),
  row('OMIM:900002', 'Square iris disease', 7359, null),
  row('ORPHA:900003', 'Made-up convulsive disorder', 2197, counted(9, 9)),
  row('ORPHA:900003', 'Made-up convulsive disorder', 5, null),
  row('ORPHA:900003', 'Made-up convulsive disorder', 123, null),
]

export function makeFictionalPack(): HpoPack {
  return buildHpoPack(ONTOLOGY, { version: '2024-04-26', rows: ROWS, otherAspects: 0 }, 'f00d').pack
}
