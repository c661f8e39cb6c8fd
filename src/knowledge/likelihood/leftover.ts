import type { Finding } from '../../domain/finding'
import type { CompiledPack } from '../extraction/compile-pack'
import type { Disease } from '../pack/pack'
import { NEEDS_NO_EXPLANATION, likelihoodRatio } from './likelihood-ratio'
import { type Posterior, computePosterior, explains } from './posterior'
import type { RankableCase } from './rank-case'

/** A second diagnosis beside the first, and which findings it would explain that the first leaves over. */
export interface SecondDiagnosis {
  readonly disease: Disease
  readonly explains: readonly Finding[]
}

/** Findings a second diagnosis has to explain before it is worth naming, and how telling each must be for it. */
const LEAST_EXPLAINED = 2
const TELLING = 3

/** Present findings that ask for an explanation, pinned ones always, and that a disease doesn't have. */
export function listUnexplained(
  compiled: CompiledPack,
  { evidence, context }: RankableCase,
  disease: Disease,
): Finding[] {
  return evidence.filter(({ conceptId, polarity }) => {
    const concept = compiled.concepts.get(conceptId)
    if (!concept || polarity === 'absent' || explains(disease, conceptId)) return false
    return concept.background < NEEDS_NO_EXPLANATION || context.mustExplain?.has(conceptId) === true
  })
}

/**
 * More than one disease may be true: the diagnosis that best explains what the first leaves over, by those findings alone, where it
 * explains at least two of them, each three times as common in it as in others. Null where one disease is enough.
 */
export function findSecondDiagnosis(
  compiled: CompiledPack,
  rankable: RankableCase,
  { candidates }: Posterior,
): SecondDiagnosis | null {
  const first = candidates[0]?.disease
  if (!first) return null
  const leftover = listUnexplained(compiled, rankable, first)
  if (leftover.length < LEAST_EXPLAINED) return null
  const ranked = computePosterior(compiled, leftover, rankable.who)
  for (const { disease } of ranked.candidates.slice(0, 5)) {
    if (disease === first) continue
    const telling = leftover.filter((finding) => {
      const concept = compiled.concepts.get(finding.conceptId)
      return concept !== undefined && likelihoodRatio(disease, concept, 'present') >= TELLING
    })
    if (telling.length >= LEAST_EXPLAINED) return { disease, explains: telling }
  }
  return null
}
