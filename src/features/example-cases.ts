import type { ClinicalCase } from '../domain/case'
import type { ReasoningExample } from '../domain/reasoning-event'
import type { Review } from '../domain/review'
import type { Run } from '../domain/run'
import { findSimilarTexts } from '../domain/similar-texts'
import type { Services } from './services'

/** More graded cases than this aren't looked through. */
const MOST_LOOKED_AT = 500
/** An example is to be shorter than the case itself, which it would else crowd out. */
const LONGEST = 4000
const GRADED = {
  text: '',
  sources: [],
  specialties: [],
  isGraded: true,
  sort: 'updated',
  isDescending: true,
} as const

/**
 * Graded cases of the library most like this one, as examples for a model: never the case itself, nor one from the same source,
 * nor one without a diagnosis that somebody stands for.
 */
export async function findExamples(
  { storage }: Services,
  subject: ClinicalCase,
  count: number,
): Promise<ReasoningExample[]> {
  if (count === 0) return []
  const { rows } = await storage.library.query(GRADED, 0, MOST_LOOKED_AT, 'examples')
  const cases = await storage.cases.getMany(rows.map(({ id }) => id))
  const candidates = cases
    .filter((other) => !isSameSource(other, subject) && other.presentation.length <= LONGEST)
    .map((other) => ({ text: other.presentation, value: other }))
  const examples: ReasoningExample[] = []
  for (const similar of findSimilarTexts(subject.presentation, candidates, candidates.length)) {
    if (examples.length === count) break
    const [runs, reviews] = await Promise.all([
      storage.runs.ofCase(similar.id),
      storage.reviews.ofCase(similar.id),
    ])
    const example = toExample(similar, runs, reviews)
    if (example) examples.push(example)
  }
  return examples
}

function isSameSource(a: ClinicalCase, b: ClinicalCase): boolean {
  return (
    a.id === b.id || a.presentation === b.presentation || (a.citation !== null && a.citation === b.citation)
  )
}

/** The best graded run as its reviewer would have it: bad steps left out or rewritten. Null where none is fit to be shown. */
function toExample(
  { presentation, goldDiagnosis }: ClinicalCase,
  runs: readonly Run[],
  reviews: readonly Review[],
): ReasoningExample | null {
  const graded = reviews.flatMap((review) => {
    const run = runs.find(({ id }) => id === review.runId)
    const leading = review.verdict === 'correct' ? run?.differential?.entries[0]?.diagnosis : undefined
    const diagnosis = goldDiagnosis ?? leading
    if (!run || diagnosis === undefined) return []
    const steps = run.steps.flatMap(({ index, text }) => {
      const grade = review.grades[index]
      if (grade?.rewrite) return [grade.rewrite]
      return grade?.label === 'good' ? [text] : []
    })
    return steps.length > 0 ? [{ presentation, diagnosis, steps }] : []
  })
  return graded.sort((a, b) => b.steps.length - a.steps.length)[0] ?? null
}
