import type { Finding } from '../../domain/finding'
import type { CompiledPack } from '../extraction/compile-pack'
import { summariseEvidence } from '../extraction/summarise-evidence'
import { LEAST_BACKGROUND } from '../likelihood/ranking-constants'
import { BUILT_IN, type FindingConcept } from '../pack/pack'
import type { HpoIndex, TermEvidence } from './hpo-index'
import type { JoinedFindings } from './join-findings'

/** A case's findings made ready for diseases of several packs. */
export interface PreparedEvidence {
  /** Those of the case, and the broader built-in ones that they imply. */
  readonly findings: readonly Finding[]
  /** The concepts of the evidence; of what stands above and below one another, a cluster is made. */
  readonly concepts: ReadonlyMap<string, FindingConcept>
  readonly evidence: readonly TermEvidence[]
}

/**
 * A narrow finding of the ontology means nothing to the built-in diseases, so the nearest broader finding that they know comes
 * in with it, over the same words. Absence of a narrow finding implies nothing.
 */
export function prepareEvidence(
  findings: readonly Finding[],
  { concepts: known }: CompiledPack,
  { graph }: HpoIndex,
  { idOfTerm, termsOf }: JoinedFindings,
): PreparedEvidence {
  const stated = summariseEvidence(findings)
  const statedIds = new Set(stated.map(({ conceptId }) => conceptId))
  const implied = new Map<string, Finding>()
  for (const finding of stated) {
    const concept = known.get(finding.conceptId)
    if (finding.polarity === 'absent' || !concept?.packs || concept.packs.includes(BUILT_IN)) continue
    const nearest = (termsOf.get(concept.id) ?? [])
      .flatMap((term) => [...graph.ancestorsOf(term)])
      .map((term) => known.get(idOfTerm[term] ?? ''))
      .find((broader) => broader?.packs?.includes(BUILT_IN))
    if (nearest && !statedIds.has(nearest.id))
      implied.set(nearest.id, { ...finding, conceptId: nearest.id, label: nearest.label })
  }
  const all = [...stated, ...implied.values()]
  const concepts = clusterByHierarchy(
    all.flatMap(({ conceptId }) => known.get(conceptId) ?? []),
    graph,
    termsOf,
  )
  return {
    findings: [...findings, ...implied.values()],
    concepts,
    evidence: all.flatMap(({ conceptId, polarity }) => {
      const [terms, background] = [termsOf.get(conceptId), known.get(conceptId)?.background]
      return terms && background !== undefined
        ? [{ terms, polarity, background: Math.max(LEAST_BACKGROUND, background) }]
        : []
    }),
  }
}

/** Findings that stand above one another say much the same; a cluster of the built-in pack keeps its name. */
function clusterByHierarchy(
  concepts: readonly FindingConcept[],
  graph: HpoIndex['graph'],
  termsOf: JoinedFindings['termsOf'],
): Map<string, FindingConcept> {
  const clustered = new Map(concepts.map((concept) => [concept.id, concept]))
  for (const concept of concepts) {
    const above = new Set((termsOf.get(concept.id) ?? []).flatMap((term) => [...graph.ancestorsOf(term)]))
    if (above.size === 0) continue
    for (const other of concepts) {
      if (other === concept || !(termsOf.get(other.id) ?? []).some((term) => above.has(term))) continue
      const [lower, upper] = [clustered.get(concept.id) ?? concept, clustered.get(other.id) ?? other]
      const cluster = lower.cluster ?? upper.cluster ?? `above-${concept.id}`
      clustered.set(concept.id, { ...lower, cluster })
      if (upper.cluster === undefined) clustered.set(other.id, { ...upper, cluster })
    }
  }
  return clustered
}
