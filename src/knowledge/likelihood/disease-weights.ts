import type { Polarity } from '../../domain/finding'
import type { CompiledPack } from '../extraction/compile-pack'
import { BUILT_IN, type Disease, FREQUENCY, type FindingConcept } from '../pack/pack'
import { likelihoodRatio } from './likelihood-ratio'
import { LEAST_BACKGROUND, MENTION_RATE } from './ranking-constants'

/** Logarithms that every ranking over a pack needs again, in the pack's order of diseases; made when first asked for. */
export interface DiseaseWeights {
  /** Log likelihood ratio of a finding. */
  readonly logRatios: (concept: FindingConcept, polarity: Polarity) => Float64Array
  /** Log factor of leaving unmentioned all that at least half of patients have, but for the concepts given. */
  readonly logUnmentioned: (mentioned: ReadonlySet<string>) => Float64Array
}

const kept = new WeakMap<CompiledPack, DiseaseWeights>()

export function weightsOf(compiled: CompiledPack): DiseaseWeights {
  const known = kept.get(compiled)
  if (known) return known
  const { diseases } = compiled.pack
  const ratios = { present: new Map<string, Float64Array>(), absent: new Map<string, Float64Array>() }
  const unmentioned = indexUnmentioned(diseases, compiled.concepts)
  const total = new Float64Array(diseases.length)
  for (const list of unmentioned.values()) for (const { at, log } of list) total[at] = (total[at] ?? 0) + log
  const made: DiseaseWeights = {
    logRatios(concept, polarity) {
      const before = ratios[polarity].get(concept.id)
      if (before) return before
      const logs = Float64Array.from(diseases, (disease) =>
        Math.log(likelihoodRatio(disease, concept, polarity)),
      )
      ratios[polarity].set(concept.id, logs)
      return logs
    },
    logUnmentioned(mentioned) {
      const logs = total.slice()
      for (const id of mentioned)
        for (const { at, log } of unmentioned.get(id) ?? []) logs[at] = (logs[at] ?? 0) - log
      return logs
    },
  }
  kept.set(compiled, made)
  return made
}

/** By concept: the diseases in which at least half of patients have it, and what it counts not to be mentioned. */
function indexUnmentioned(
  diseases: readonly Disease[],
  concepts: ReadonlyMap<string, FindingConcept>,
): ReadonlyMap<string, { readonly at: number; readonly log: number }[]> {
  const index = new Map<string, { at: number; log: number }[]>()
  diseases.forEach((disease, at) => {
    // Annotations list all that was ever seen in a disease: what a note leaves out of them says little.
    if (disease.packs?.includes(BUILT_IN) === false) return
    for (const [id, frequency] of Object.entries(disease.findings)) {
      if (FREQUENCY[frequency] < 0.5) continue
      const background = Math.max(LEAST_BACKGROUND, concepts.get(id)?.background ?? 0)
      const log = Math.log(1 - MENTION_RATE * Math.max(0, FREQUENCY[frequency] - background))
      index.set(id, [...(index.get(id) ?? []), { at, log }])
    }
  })
  return index
}
