import type { CompiledPack } from '../extraction/compile-pack'
import { type Disease, type FindingConcept, type FindingKind, frequencyIn } from '../pack/pack'
import type { Posterior } from './posterior'
import { LEAST_BACKGROUND } from './ranking-constants'

/** A question or test that is still open, and what its answer is expected to tell. */
export interface NextQuestion {
  readonly concept: FindingConcept
  /** Of the leading diagnoses, the pair that the answer would separate most; it favours the first where present. */
  readonly favours: Disease
  readonly over: Disease
  /** Expected information in bits over the leading diagnoses. */
  readonly bits: number
  readonly cost: number
}

/** Roughly what an answer costs in time, money and discomfort, a question being 1: our estimate. */
const COST: Readonly<Record<FindingKind, number>> = {
  symptom: 1,
  history: 1,
  exposure: 1,
  sign: 1.25,
  lab: 2.5,
  imaging: 5,
}

const LEADING = 6

/**
 * The findings not mentioned yet whose answers are expected to tell most for what they cost: mutual information between answer
 * and diagnosis, in bits, over the renormalised probabilities of the leading diagnoses, divided by cost. Best first.
 */
export function findNextQuestions(
  compiled: CompiledPack,
  posterior: Posterior,
  mentioned: ReadonlySet<string>,
  count: number,
): NextQuestion[] {
  const leading = posterior.candidates.slice(0, LEADING)
  const total = leading.reduce((sum, { probability }) => sum + probability, 0)
  if (total === 0) return []
  const weights = leading.map(({ probability }) => probability / total)
  const concepts = new Set(leading.flatMap(({ disease }) => Object.keys(disease.findings)))
  const questions: NextQuestion[] = []
  for (const id of concepts) {
    const concept = compiled.concepts.get(id)
    if (!concept || mentioned.has(id)) continue
    const chances = leading.map(({ disease }) => chanceOf(disease, concept))
    const pair = findPair(weights, chances)
    const [favours, over] = [leading[pair[0]]?.disease, leading[pair[1]]?.disease]
    if (!favours || !over || favours === over) continue
    const bits = mutualInformation(weights, chances)
    questions.push({ concept, favours, over, bits, cost: COST[concept.kind] })
  }
  const worth = ({ bits, cost }: NextQuestion) => bits / cost
  return questions
    .sort((a, b) => worth(b) - worth(a) || (a.concept.id < b.concept.id ? -1 : 1))
    .slice(0, count)
}

function chanceOf(disease: Disease, concept: FindingConcept): number {
  return frequencyIn(disease, concept.id) ?? Math.max(LEAST_BACKGROUND, concept.background)
}

/** The two places that the answer tells apart most, weighed by how likely both are; the likelier to have it first. */
function findPair(weights: readonly number[], chances: readonly number[]): readonly [number, number] {
  let best: readonly [number, number] = [0, 0]
  let most = 0
  chances.forEach((chance, first) =>
    chances.forEach((other, second) => {
      const gap = (chance - other) * Math.sqrt((weights[first] ?? 0) * (weights[second] ?? 0))
      if (gap > most) {
        most = gap
        best = [first, second]
      }
    }),
  )
  return best
}

function mutualInformation(weights: readonly number[], chances: readonly number[]): number {
  const entropy = (p: number) => (p <= 0 || p >= 1 ? 0 : -p * Math.log2(p) - (1 - p) * Math.log2(1 - p))
  const mean = weights.reduce((sum, weight, index) => sum + weight * (chances[index] ?? 0), 0)
  return (
    entropy(mean) - weights.reduce((sum, weight, index) => sum + weight * entropy(chances[index] ?? 0), 0)
  )
}
