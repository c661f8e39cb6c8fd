import type { CompiledPack } from '../extraction/compile-pack'
import { type Disease, type FindingConcept, frequencyIn } from '../pack/pack'
import type { Posterior } from './posterior'

export interface NextBestTest {
  readonly concept: FindingConcept
  /** The two leading diagnoses it tells apart, the one it would favour first. */
  readonly favours: Disease
  readonly over: Disease
  /** Expected information in bits over the leading diagnoses. */
  readonly bits: number
}

const LEADING = 6

/**
 * The finding not mentioned yet whose answer is expected to tell most about the leading diagnoses: mutual information
 * between answer and diagnosis, in bits, over their renormalised probabilities. Null where nothing is left to ask.
 */
export function findNextBestTest(
  compiled: CompiledPack,
  posterior: Posterior,
  mentioned: ReadonlySet<string>,
): NextBestTest | null {
  const leading = posterior.candidates.slice(0, LEADING)
  const total = leading.reduce((sum, { probability }) => sum + probability, 0)
  if (total === 0) return null
  const weights = leading.map(({ probability }) => probability / total)
  let best: NextBestTest | null = null
  const concepts = new Set(leading.flatMap(({ disease }) => Object.keys(disease.findings)))
  for (const id of concepts) {
    const concept = compiled.concepts.get(id)
    if (!concept || mentioned.has(id)) continue
    const chances = leading.map(({ disease }) => chanceOf(disease, concept))
    const bits = mutualInformation(weights, chances)
    if (best && bits <= best.bits) continue
    const order = leading.map(({ disease }, index) => ({ disease, chance: chances[index] ?? 0 })).slice(0, 2)
    const [first, second] = order
    if (!first || !second || first.chance === second.chance) continue
    best =
      first.chance > second.chance
        ? { concept, favours: first.disease, over: second.disease, bits }
        : { concept, favours: second.disease, over: first.disease, bits }
  }
  return best
}

function chanceOf(disease: Disease, concept: FindingConcept): number {
  return frequencyIn(disease, concept.id) ?? concept.background
}

function mutualInformation(weights: readonly number[], chances: readonly number[]): number {
  const entropy = (p: number) => (p <= 0 || p >= 1 ? 0 : -p * Math.log2(p) - (1 - p) * Math.log2(1 - p))
  const mean = weights.reduce((sum, weight, index) => sum + weight * (chances[index] ?? 0), 0)
  return (
    entropy(mean) - weights.reduce((sum, weight, index) => sum + weight * entropy(chances[index] ?? 0), 0)
  )
}
