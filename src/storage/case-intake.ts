import type { ClinicalCase } from '../domain/case'
import type { CaseId } from '../domain/ids'
import type { Review } from '../domain/review'
import type { Run } from '../domain/run'
import type { CaseDraft } from '../formats/case-draft'
import type { CaseIdentity, KnownCase } from '../formats/dataset/case-identity'
import { createChangeSignal, logCaseChange } from './change-log'
import { DATABASE_NAME, createDatabase } from './database'
import { hasGrade } from './has-grade'
import { toStorageError } from './storage-error'

/** A case out of a dataset, with the runs and grades that came with it. */
export interface IntakeItem {
  readonly subject: ClinicalCase
  readonly identity: CaseIdentity
  readonly runs: readonly Run[]
  readonly reviews: readonly Review[]
}

export interface IntakeRevision {
  readonly id: CaseId
  readonly draft: CaseDraft
  readonly identity: CaseIdentity
}

/**
 * Takes datasets in, in a worker. Every write is one transaction: a batch is there with its identities, or not at all, so that
 * an import that broke off goes on when the file is given again.
 */
export interface CaseIntake {
  /** Every case that came in this way and is still there. */
  known(): Promise<KnownCase[]>
  /** @throws StorageError */
  add(items: readonly IntakeItem[]): Promise<void>
  /** Runs and grades of cases that are there. @throws StorageError */
  addRuns(runs: readonly Run[], reviews: readonly Review[]): Promise<void>
  /** Makes each the newest revision of its case. Cases that are gone are left out. @returns how many. @throws StorageError */
  revise(revisions: readonly IntakeRevision[], at: number): Promise<number>
  close(): void
}

/** Opens the database for an import. Works in a worker. */
export function openCaseIntake(name: string = DATABASE_NAME): CaseIntake {
  const database = createDatabase(name)
  const changes = createChangeSignal(name)
  const { cases, caseRevisions, runs, reviews, caseLog, caseIdentities } = database

  async function write(body: () => Promise<void>): Promise<void> {
    try {
      await database.transaction('rw', [cases, caseRevisions, runs, reviews, caseLog, caseIdentities], body)
    } catch (error) {
      throw toStorageError(error)
    }
    changes.send()
  }

  async function storeRuns(newRuns: readonly Run[], newReviews: readonly Review[]): Promise<void> {
    if (newRuns.length > 0) await runs.bulkAdd([...newRuns])
    if (newReviews.length > 0) await reviews.bulkAdd([...newReviews])
    const graded = new Set(newReviews.filter(hasGrade).map(({ caseId }) => caseId))
    await logCaseChange(database, 'graded', [...graded])
  }

  return {
    async known() {
      const [identities, ids] = await Promise.all([
        caseIdentities.toArray(),
        cases.toCollection().primaryKeys(),
      ])
      const there = new Set<string>(ids)
      return identities.filter(({ id }) => there.has(id))
    },
    add: (items) =>
      write(async () => {
        await cases.bulkAdd(items.map(({ subject }) => subject))
        await caseIdentities.bulkPut(items.map(({ subject, identity }) => ({ ...identity, id: subject.id })))
        await logCaseChange(
          database,
          'stored',
          items.map(({ subject }) => subject.id),
        )
        await storeRuns(
          items.flatMap((item) => item.runs),
          items.flatMap((item) => item.reviews),
        )
      }),
    addRuns: (newRuns, newReviews) => write(() => storeRuns(newRuns, newReviews)),
    async revise(revisions, at) {
      let revised = 0
      await write(async () => {
        const current = await cases.bulkGet(revisions.map(({ id }) => id))
        const pairs = revisions.flatMap((revision, index) => {
          const before = current[index]
          return before ? [{ ...revision, before }] : []
        })
        await caseRevisions.bulkPut(pairs.map(({ before }) => before))
        await cases.bulkPut(
          pairs.map(({ before, draft }) => ({
            ...before,
            ...draft,
            revision: before.revision + 1,
            updatedAt: at,
          })),
        )
        await caseIdentities.bulkPut(pairs.map(({ id, identity }) => ({ ...identity, id })))
        await logCaseChange(
          database,
          'stored',
          pairs.map(({ id }) => id),
        )
        revised = pairs.length
      })
      return revised
    },
    close() {
      changes.close()
      database.close()
    },
  }
}
