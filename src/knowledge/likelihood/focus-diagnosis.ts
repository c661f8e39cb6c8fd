import type { CompiledPack } from '../extraction/compile-pack'
import type { Disease, FindingConcept } from '../pack/pack'
import { likelihoodRatio } from './likelihood-ratio'
import type { Posterior } from './posterior'
import { type RankableCase, rankCase, withAnswer } from './rank-case'

/** One open finding and where its answer would take the disease in focus. */
export interface WhatIf {
  readonly concept: FindingConcept
  readonly polarity: 'present' | 'absent'
  readonly likelihoodRatio: number
  /** Likelihood of the disease in focus after that answer. */
  readonly likelihood: number
  /** What would lead then, where that is another diagnosis than leads now. */
  readonly newLeader: Disease | null
}

export interface Focus {
  readonly disease: Disease
  readonly likelihood: number
  /** Findings whose presence, and whose absence or presence, would speak most for and against it. */
  readonly rulesIn: readonly WhatIf[]
  readonly rulesOut: readonly WhatIf[]
  /** Single answers that would move it most, those that change the leading diagnosis first. */
  readonly changesMind: readonly WhatIf[]
}

const MOST_LISTED = 6
/** Candidates for a change of mind come from the disease and its strongest rivals. */
const RIVALS = 4
const MOST_TRIED = 40

/** What to look for about one diagnosis: each open answer is tried out on the whole ranking. */
export function focusDiagnosis(
  compiled: CompiledPack,
  rankable: RankableCase,
  posterior: Posterior,
  diseaseId: string,
): Focus | null {
  const own = posterior.candidates.find(({ disease }) => disease.id === diseaseId)
  if (!own) return null
  const { disease, probability } = own
  const leader = posterior.candidates[0]?.disease
  const isOpen = (id: string) => !rankable.context.mentioned.has(id)
  const concepts = (of: Disease) =>
    Object.keys(of.findings).flatMap((id) => {
      const concept = compiled.concepts.get(id)
      return concept && isOpen(id) ? [concept] : []
    })
  const answers = (concept: FindingConcept) =>
    (['present', 'absent'] as const).map((polarity) => ({
      concept,
      polarity,
      ratio: likelihoodRatio(disease, concept, polarity),
    }))
  const tryOut = ({ concept, polarity, ratio }: ReturnType<typeof answers>[number]): WhatIf => {
    const after = rankCase(
      compiled,
      withAnswer(rankable, { conceptId: concept.id, label: concept.label, said: polarity }),
    )
    const first = after.candidates[0]?.disease
    return {
      concept,
      polarity,
      likelihoodRatio: ratio,
      likelihood: after.candidates.find((each) => each.disease === disease)?.probability ?? 0,
      newLeader: first && first !== leader ? first : null,
    }
  }
  const openAnswers = concepts(disease).flatMap(answers)
  const byRatio = [...openAnswers].sort((a, b) => b.ratio - a.ratio)
  const rivals = posterior.candidates.slice(0, RIVALS).map((each) => each.disease)
  const tried = new Map(
    [
      ...byRatio.slice(0, MOST_TRIED / 4),
      ...byRatio.slice(-MOST_TRIED / 4),
      ...rivals
        .filter((rival) => rival !== disease)
        .flatMap((rival) =>
          concepts(rival)
            .map((concept) => ({ concept, gain: likelihoodRatio(rival, concept, 'present') }))
            .sort((a, b) => b.gain - a.gain)
            .slice(0, MOST_TRIED / 8)
            .flatMap(({ concept }) => answers(concept)),
        ),
    ].map((each) => [`${each.concept.id} ${each.polarity}`, each] as const),
  )
  const moves = [...tried.values()].map(tryOut)
  const move = ({ likelihood }: WhatIf) => Math.abs(Math.log(likelihood / probability))
  return {
    disease,
    likelihood: probability,
    rulesIn: byRatio
      .filter(({ ratio }) => ratio > 1)
      .slice(0, MOST_LISTED)
      .map(tryOut),
    rulesOut: byRatio
      .filter(({ ratio }) => ratio < 1)
      .toReversed()
      .slice(0, MOST_LISTED)
      .map(tryOut),
    changesMind: moves
      .sort((a, b) => Number(b.newLeader !== null) - Number(a.newLeader !== null) || move(b) - move(a))
      .slice(0, MOST_LISTED),
  }
}
