import type { CompiledPack } from '../extraction/compile-pack'
import { type Disease, FREQUENCY, type FindingConcept } from '../pack/pack'
import type { Candidate, Posterior } from './posterior'
import { LEAST_BACKGROUND } from './ranking-constants'

/** A dangerous disease that fits, however loosely, and the finding whose answer would settle it best. */
export interface CantMiss {
  readonly candidate: Candidate
  /** 1-based place among all diseases. */
  readonly rank: number
  readonly settledBy: FindingConcept | null
}

/** A finding this many times as common in the disease as in others makes it fit loosely. */
const FITS = 3
/** Age or sex that makes it this unlikely keeps it out of the lane. */
const LEAST_PRIOR = 0.2
const MOST_IN_LANE = 5

/**
 * Dangerous diseases apart from their rank: the likeliest of those with a present finding that speaks for them and an age and
 * sex that allow them.
 */
export function listCantMiss(
  compiled: CompiledPack,
  { candidates }: Posterior,
  mentioned: ReadonlySet<string>,
): CantMiss[] {
  const lane: CantMiss[] = []
  for (const [at, candidate] of candidates.entries()) {
    if (lane.length === MOST_IN_LANE) break
    const { disease, prior } = candidate
    if (!disease.isCantMiss || prior.age * prior.sex < LEAST_PRIOR) continue
    const fits = candidate.contributions.some(
      ({ finding, ratio }) => finding.polarity === 'present' && ratio >= FITS,
    )
    if (fits) lane.push({ candidate, rank: at + 1, settledBy: findSettling(compiled, disease, mentioned) })
  }
  return lane
}

/** The open finding that tells most about one disease against all else, taken as likely as not. */
function findSettling(
  compiled: CompiledPack,
  disease: Disease,
  mentioned: ReadonlySet<string>,
): FindingConcept | null {
  let best: FindingConcept | null = null
  let most = 0
  for (const [id, frequency] of Object.entries(disease.findings)) {
    const concept = compiled.concepts.get(id)
    if (!concept || mentioned.has(id)) continue
    const gap = Math.abs(FREQUENCY[frequency] - Math.max(LEAST_BACKGROUND, concept.background))
    if (gap > most) {
      most = gap
      best = concept
    }
  }
  return best
}
