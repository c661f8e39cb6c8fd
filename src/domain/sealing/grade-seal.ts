import { sealOf } from '../adjudication/audit-trail'
import type { RunId } from '../ids'
import type { Review, StepGrade } from '../review'

/** Grades vouched for before they are shown: the hash is published, the salt stays secret until the reveal. */
export interface GradeSeal {
  /** SHA-256 of salt and judgements, as hex. */
  readonly hash: string
  /** At least 128 random bits as hex: without it the few possible grades of a step could be guessed from the hash. */
  readonly salt: string
  readonly sealedAt: number
  /** The runs that are sealed, sorted. Grades of other runs may follow without breaking the seal. */
  readonly runIds: readonly RunId[]
}

/** What a set of grades says about a published hash. */
export type SealCheck =
  | { readonly kind: 'holds'; readonly seal: GradeSeal }
  /** None of the seals has this hash. */
  | { readonly kind: 'unknown' }
  /** The grades are not those that were sealed; `missing` runs are not among them at all. */
  | { readonly kind: 'differs'; readonly seal: GradeSeal; readonly missing: number }

/** Seals one reviewer's reviews. */
export function sealGrades(reviews: readonly Review[], salt: string, at: number): GradeSeal {
  const runIds = reviews.map(({ runId }) => runId).sort()
  return { hash: hashGrades(reviews, salt), salt, sealedAt: at, runIds }
}

/** Whether reviews hold the very judgements that a published hash was made of. */
export function checkSeal(hash: string, seals: readonly GradeSeal[], reviews: readonly Review[]): SealCheck {
  const wanted = hash.trim().toLowerCase()
  const seal = seals.find((each) => each.hash === wanted)
  if (!seal) return { kind: 'unknown' }
  const sealed = new Set(seal.runIds)
  const own = reviews.filter(({ runId }) => sealed.has(runId))
  return hashGrades(own, seal.salt) === seal.hash
    ? { kind: 'holds', seal }
    : { kind: 'differs', seal, missing: sealed.size - own.length }
}

/** The judgements alone, without moments and time spent: going over them again without a change breaks nothing. */
function hashGrades(reviews: readonly Review[], salt: string): string {
  const judged = reviews
    .map(({ runId, reviewerId, grades, verdict, differential, facets, links }) => ({
      runId,
      reviewerId,
      grades: Object.fromEntries(Object.entries(grades).map(([step, grade]) => [step, judgementOf(grade)])),
      verdict,
      differential,
      facets: facets ?? {},
      links: links ?? [],
    }))
    .sort((a, b) => (a.runId < b.runId ? -1 : 1))
  return sealOf({ salt, judged })
}

const judgementOf = ({ gradedAt: _moment, spentMs: _time, ...judgement }: StepGrade) => judgement
