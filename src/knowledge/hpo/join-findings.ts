import { wordingForms } from '../extraction/wording-tree'
import { BUILT_IN, type FindingConcept, type KnowledgePack } from '../pack/pack'
import { HPO } from './hpo-pack'
import type { HpoIndex } from './hpo-index'

/** The findings of two packs as one list, what both name by the same words joined. */
export interface JoinedFindings {
  readonly findings: readonly FindingConcept[]
  /** By term of the ontology: the id of the finding that stands for it. */
  readonly idOfTerm: readonly string[]
  /** The terms that a finding stands for; none for findings that the ontology doesn't name. */
  readonly termsOf: ReadonlyMap<string, readonly number[]>
  /** Ids of ontology classes, merged ones too, that stand under another id here. */
  readonly aliases: ReadonlyMap<string, string>
}

/** Kinds of findings that the ontology speaks of; exposures and past illnesses it leaves to others. */
const SHARED_KINDS: ReadonlySet<FindingConcept['kind']> = new Set(['symptom', 'sign', 'lab', 'imaging'])
/** Shorter wordings are abbreviations of several things. */
const SHORTEST_WORDING = 4

const keyOf = (wording: string) => wordingForms(wording).join(' ')

/**
 * Joins the built-in findings with an ontology's. A class is a built-in finding where its label, or else one of its exact
 * synonyms, reads as one of the built-in wordings; it then lends its other synonyms. All others come in as findings of their own.
 */
export function joinFindings(builtIn: KnowledgePack, { pack, backgrounds }: HpoIndex): JoinedFindings {
  const owners = new Map<string, FindingConcept>()
  for (const finding of builtIn.findings)
    for (const wording of [finding.label, ...finding.synonyms]) owners.set(keyOf(wording), finding)
  const termsOf = new Map<string, number[]>()
  const aliases = new Map<string, string>()
  const lent = new Map<string, string[]>()
  const own: FindingConcept[] = []
  const idOfTerm = pack.terms.map((term, index) => {
    const wordings = [term.label, ...term.synonyms]
    const twin = wordings
      .map((wording) => owners.get(keyOf(wording)))
      .find((finding) => finding !== undefined && SHARED_KINDS.has(finding.kind))
    const id = twin?.id ?? term.id
    termsOf.set(id, [...(termsOf.get(id) ?? []), index])
    for (const other of twin ? [term.id, ...term.altIds] : term.altIds) aliases.set(other, id)
    const free = wordings.filter(
      (wording) => wording.length >= SHORTEST_WORDING && !owners.has(keyOf(wording)),
    )
    if (twin) lent.set(id, [...(lent.get(id) ?? []), ...free])
    else
      own.push({
        id,
        label: term.label,
        kind: 'sign',
        synonyms: free.filter((wording) => wording !== term.label),
        background: backgrounds[index] ?? 0.5,
        packs: [HPO],
      })
    return id
  })
  const shared = builtIn.findings.map((finding) =>
    termsOf.has(finding.id)
      ? {
          ...finding,
          synonyms: [...finding.synonyms, ...(lent.get(finding.id) ?? [])],
          packs: [BUILT_IN, HPO],
        }
      : finding,
  )
  return { findings: [...shared, ...own], idOfTerm, termsOf, aliases }
}
