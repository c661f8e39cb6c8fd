import type { Polarity } from '../../domain/finding'
import { unexplainedRatio } from '../likelihood/likelihood-ratio'
import { RATIO_BOUNDS } from '../likelihood/ranking-constants'
import { type HpoDisease, type HpoPack, NEGATED } from './hpo-pack'
import { createTermGraph, type TermGraph } from './term-graph'
import { estimateBackgrounds, estimateShare } from './term-shares'

/** A finding of a case as classes of the ontology that say the same, and how common it is elsewhere. */
export interface TermEvidence {
  readonly terms: readonly number[]
  readonly polarity: Polarity
  readonly background: number
}

export interface HpoIndex {
  readonly pack: HpoPack
  readonly graph: TermGraph
  /** By term: fraction of the other diseases' patients. */
  readonly backgrounds: Float64Array
  /** Fraction of a disease's patients with the finding, by the hierarchy; null where its annotations don't reach it. */
  readonly shareIn: (disease: number, terms: readonly number[]) => number | null
  /** Diseases by how well the evidence fits, best first; only those which at least one present finding speaks for. */
  readonly findFitting: (evidence: readonly TermEvidence[], most: number) => number[]
}

/** Broader classes than this say nothing of which disease it is: "Abnormality of the nervous system". */
const TOO_BROAD = 0.4

/**
 * Prepares a pack for questions. Annotations count through the hierarchy: a narrower finding supports an annotation of a broader
 * one, by its part in it; a broader finding is as frequent as the most frequent narrower one; what a disease is said never to
 * have counts for narrower findings too.
 */
export function createHpoIndex(pack: HpoPack): HpoIndex {
  const graph = createTermGraph(pack.terms)
  const backgrounds = estimateBackgrounds(pack, graph)
  /** By term: the diseases annotated with it and their fractions, one after the other. */
  const postings: { readonly diseases: number[]; readonly shares: number[]; readonly never: number[] }[] =
    pack.terms.map(() => ({ diseases: [], shares: [], never: [] }))
  for (const [disease, { findings }] of pack.diseases.entries())
    for (const finding of findings) {
      const posting = postings[finding.term]
      if (finding.share === NEGATED) posting?.never.push(disease)
      else {
        posting?.diseases.push(disease)
        posting?.shares.push(estimateShare(finding))
      }
    }
  const backgroundOf = (term: number) => backgrounds[term] ?? TOO_BROAD

  /** Every disease that the annotations give a fraction for. */
  function sharesOf(terms: readonly number[]): Map<number, number> {
    const shares = new Map<number, number>()
    const raise = (at: number, factor: number, isOnlyNew: boolean, settled: ReadonlySet<number>) => {
      const posting = postings[at]
      for (const [place, disease] of (posting?.diseases ?? []).entries()) {
        if (isOnlyNew && settled.has(disease)) continue
        const share = (posting?.shares[place] ?? 0) * factor
        if (share > (shares.get(disease) ?? 0)) shares.set(disease, share)
      }
    }
    const none = new Set<number>()
    for (const term of terms) for (const at of graph.withDescendants(term)) raise(at, 1, false, none)
    const settled = new Set(shares.keys())
    for (const term of terms)
      for (const at of graph.ancestorsOf(term))
        if (backgroundOf(at) < TOO_BROAD) raise(at, backgroundOf(term) / backgroundOf(at), true, settled)
    for (const term of terms)
      for (const at of [term, ...graph.ancestorsOf(term)])
        for (const disease of postings[at]?.never ?? [])
          if (!settled.has(disease)) shares.set(disease, estimateShare({ share: NEGATED, of: 0 }))
    return shares
  }

  return {
    pack,
    graph,
    backgrounds,
    shareIn: (disease, terms) => shareOfOne(pack.diseases[disease], terms, graph, backgroundOf),
    findFitting(evidence, most) {
      const scores = new Float64Array(pack.diseases.length)
      const isSupported = new Uint8Array(pack.diseases.length)
      for (const { terms, polarity, background } of evidence) {
        const unlisted = polarity === 'present' ? unexplainedRatio(background) : 1
        for (const [disease, share] of sharesOf(terms)) {
          const ratio = polarity === 'present' ? share / background : (1 - share) / (1 - background)
          const bounded = Math.min(RATIO_BOUNDS[1], Math.max(RATIO_BOUNDS[0], ratio))
          scores[disease] = (scores[disease] ?? 0) + Math.log(bounded / unlisted)
          if (polarity === 'present' && ratio > 1) isSupported[disease] = 1
        }
      }
      const fitting = [...scores.keys()].filter((disease) => isSupported[disease] === 1)
      return fitting.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b).slice(0, most)
    },
  }
}

/** The same for one disease: cheaper than over all. */
function shareOfOne(
  disease: HpoDisease | undefined,
  terms: readonly number[],
  graph: TermGraph,
  backgroundOf: (term: number) => number,
): number | null {
  let [own, byAncestor]: [number | null, number | null] = [null, null]
  let isNever = false
  for (const term of terms) {
    const broader = graph.ancestorsOf(term)
    for (const finding of disease?.findings ?? []) {
      if (finding.share === NEGATED) isNever ||= finding.term === term || broader.has(finding.term)
      else if (finding.term === term || graph.ancestorsOf(finding.term).has(term))
        own = Math.max(own ?? 0, estimateShare(finding))
      else if (broader.has(finding.term) && backgroundOf(finding.term) < TOO_BROAD)
        byAncestor = Math.max(
          byAncestor ?? 0,
          (estimateShare(finding) * backgroundOf(term)) / backgroundOf(finding.term),
        )
    }
  }
  return own ?? (isNever ? estimateShare({ share: NEGATED, of: 0 }) : byAncestor)
}
