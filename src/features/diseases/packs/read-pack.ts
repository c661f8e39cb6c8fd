import { hashText } from '../../../domain/hash-text'
import { type HpoProblem, problemAt } from '../../../formats/hpo/hpo-problem'
import { parseAnnotations } from '../../../formats/hpo/parse-annotations'
import { parseOntology } from '../../../formats/hpo/parse-ontology'
import { buildHpoPack } from '../../../knowledge/hpo/build-hpo-pack'
import { encodeHpoPack } from '../../../knowledge/hpo/encode-hpo-pack'
import type { FileProblem, PackImportRequest, PackProgress, PackReport } from './protocol'

export type PackRead =
  | { readonly kind: 'ok'; readonly report: PackReport; readonly bytes: ArrayBuffer }
  | { readonly kind: 'refused'; readonly problem: FileProblem }

/** With fewer of its rows understood than this, the annotations belong to another ontology. */
const LEAST_KNOWN_SHARE = 0.3
const DECODER = new TextDecoder('utf-8', { fatal: true })

/** Reads both files whole and joins them. Stores nothing. */
export async function readPack(
  { ontology, annotations, at }: PackImportRequest,
  onProgress: (progress: PackProgress) => void,
): Promise<PackRead> {
  const refuse = (file: File, problem: HpoProblem): PackRead => ({
    kind: 'refused',
    problem: { ...problem, file: file.name },
  })
  onProgress({ stage: 'reading-ontology', fraction: null })
  const ontologyText = decode(await ontology.arrayBuffer())
  if (ontologyText === null) return refuse(ontology, problemAt('not-text', null))
  const terms = parseOntology(ontologyText, (fraction) => onProgress({ stage: 'reading-ontology', fraction }))
  if (terms.kind === 'problem') return refuse(ontology, terms.problem)
  onProgress({ stage: 'reading-annotations', fraction: 0 })
  const annotationText = decode(await annotations.arrayBuffer())
  if (annotationText === null) return refuse(annotations, problemAt('not-text', null))
  const rows = parseAnnotations(annotationText, (fraction) =>
    onProgress({ stage: 'reading-annotations', fraction }),
  )
  if (rows.kind === 'problem') return refuse(annotations, rows.problem)
  onProgress({ stage: 'joining', fraction: null })
  const fingerprint = hashText(hashText(ontologyText) + hashText(annotationText))
  const built = buildHpoPack(terms.value, rows.value, fingerprint)
  const { pack, used, unknownTerms, notFindings, firstUnknown } = built
  if (used < LEAST_KNOWN_SHARE * (used + unknownTerms) || used === 0)
    return refuse(
      annotations,
      problemAt('unknown-term', firstUnknown?.line ?? null, firstUnknown?.termId ?? ''),
    )
  return {
    kind: 'ok',
    bytes: encodeHpoPack(pack).buffer,
    report: {
      used,
      unknownTerms,
      notFindings,
      otherAspects: rows.value.otherAspects,
      faultCount: rows.faultCount,
      faults: rows.faults.map((fault) => ({ ...fault, file: annotations.name })),
      pack: {
        id: `hpo-${fingerprint}`,
        kind: 'hpo',
        ontologyVersion: pack.ontologyVersion,
        annotationVersion: pack.annotationVersion,
        files: [ontology, annotations].map(({ name, size }) => ({ name, bytes: size })),
        findings: pack.terms.length,
        diseases: pack.diseases.length,
        annotations: used,
        addedAt: at,
        isOn: true,
      },
    },
  }
}

/** Null where the bytes are no UTF-8. */
function decode(bytes: ArrayBuffer): string | null {
  try {
    return DECODER.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}
