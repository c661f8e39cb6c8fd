import type { Adjudication } from '../domain/adjudication/adjudication'
import type { ClinicalCase } from '../domain/case'
import type { RelationOverride } from '../domain/diagnosis-relation'
import type { CaseId } from '../domain/ids'
import type { Review } from '../domain/review'
import type { Run } from '../domain/run'
import { DATABASE_NAME, createDatabase } from './database'
import { createRelationOverrideRepository } from './relation-overrides'
import { readCaseRow, readReviewRow, readRunRow } from './stored-rows'

/** A case with all that was done on it. */
export interface GradedCase {
  /** The current revision. */
  readonly subject: ClinicalCase
  /** Ended runs, oldest first. */
  readonly runs: readonly Run[]
  readonly reviews: readonly Review[]
  readonly adjudications: readonly Adjudication[]
  /** The revision that a run reasoned about. */
  readonly subjectOf: (run: Run) => ClinicalCase
}

/** Reads a library through once, for dashboards and exports. Works in a worker. */
export interface GradedReader {
  /** Ids of the cases that have runs, in order. */
  caseIds(): Promise<CaseId[]>
  /** Cases that are gone, or have no ended run, are left out. */
  read(ids: readonly CaseId[]): Promise<GradedCase[]>
  /** What people said of pairs of diagnoses. */
  relationOverrides(): Promise<readonly RelationOverride[]>
  close(): void
}

export function openGradedReader(name: string = DATABASE_NAME): GradedReader {
  const database = createDatabase(name)
  const { cases, caseRevisions, runs, reviews, adjudications } = database
  return {
    async caseIds() {
      // Keys of an index: what they are over is the case's id.
      return (await runs.orderBy('caseId').uniqueKeys()) as CaseId[]
    },
    async read(ids) {
      const wanted = [...ids]
      const [subjects, allRuns, allReviews] = await Promise.all([
        cases.bulkGet(wanted),
        runs.where('caseId').anyOf(wanted).toArray(),
        reviews.where('caseId').anyOf(wanted).toArray(),
      ])
      const ended = allRuns.map(readRunRow).filter(({ status }) => status !== 'running')
      const decisions = await adjudications
        .where('runId')
        .anyOf(ended.map(({ id }) => id))
        .toArray()
      const old = await readOldRevisions(subjects, ended)
      const runsOf = Map.groupBy(ended, ({ caseId }) => caseId)
      const reviewsOf = Map.groupBy(allReviews.map(readReviewRow), ({ caseId }) => caseId)
      const decisionsOf = Map.groupBy(decisions, ({ caseId }) => caseId)
      return subjects.flatMap((row) => {
        const own = row ? runsOf.get(row.id) : undefined
        if (!row || !own) return []
        const subject = readCaseRow(row)
        return [
          {
            subject,
            runs: own.sort((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1)),
            reviews: reviewsOf.get(row.id) ?? [],
            adjudications: decisionsOf.get(row.id) ?? [],
            subjectOf: (run: Run) => old.get(`${run.caseId} ${run.caseRevision}`) ?? subject,
          },
        ]
      })
    },
    relationOverrides: createRelationOverrideRepository(database).all,
    close: () => database.close(),
  }

  async function readOldRevisions(
    current: readonly (ClinicalCase | undefined)[],
    ended: readonly Run[],
  ): Promise<Map<string, ClinicalCase>> {
    const newest = new Map(current.map((subject) => [subject?.id, subject?.revision]))
    const keys = ended
      .filter(({ caseId, caseRevision }) => newest.get(caseId) !== caseRevision)
      .map(({ caseId, caseRevision }): [string, number] => [caseId, caseRevision])
    const found = keys.length === 0 ? [] : await caseRevisions.bulkGet(keys)
    return new Map(
      found.flatMap((subject) => (subject ? [[`${subject.id} ${subject.revision}`, subject]] : [])),
    )
  }
}
