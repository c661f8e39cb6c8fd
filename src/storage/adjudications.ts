import Dexie from 'dexie'
import type { Adjudication } from '../domain/adjudication/adjudication'
import { type AuditEntry, appendEvent } from '../domain/adjudication/audit-trail'
import type { ProjectId, RunId } from '../domain/ids'
import type { RoundsDatabase } from './database'
import { toStorageError } from './storage-error'

/** An entry of a project's audit trail. */
export type ProjectAuditEntry = AuditEntry & { readonly projectId: ProjectId }

/** Final labels, and the trail of how they came about. A decision and its entries are one transaction. */
export interface AdjudicationRepository {
  ofProject(projectId: ProjectId): Promise<Adjudication[]>
  ofRuns(runIds: readonly RunId[]): Promise<Adjudication[]>
  /** Stores decisions, replacing earlier ones on the same units; `who` is a reviewer's id or "rules". */
  decide(decisions: readonly Adjudication[], who: string): Promise<void>
  /** Takes decisions back; what they were stays in the trail. */
  withdraw(ids: readonly string[], who: string, why: string, at: number): Promise<void>
  /** The whole trail, oldest first. */
  trail(projectId: ProjectId): Promise<ProjectAuditEntry[]>
}

export function createAdjudicationRepository(database: RoundsDatabase): AdjudicationRepository {
  const { adjudications, auditTrail } = database

  const trailOf = (projectId: ProjectId) =>
    auditTrail.where('[projectId+seq]').between([projectId, Dexie.minKey], [projectId, Dexie.maxKey])

  async function append(projectId: ProjectId, events: readonly Parameters<typeof appendEvent>[1][]) {
    let last: AuditEntry | null = (await trailOf(projectId).last()) ?? null
    const entries: ProjectAuditEntry[] = []
    for (const event of events) {
      last = appendEvent(last, event)
      entries.push({ ...last, projectId })
    }
    await auditTrail.bulkAdd(entries)
  }

  async function write(body: () => Promise<void>): Promise<void> {
    try {
      await database.transaction('rw', adjudications, auditTrail, body)
    } catch (error) {
      throw toStorageError(error)
    }
  }

  return {
    ofProject: (projectId) => adjudications.where('projectId').equals(projectId).toArray(),
    ofRuns: (runIds) =>
      adjudications
        .where('runId')
        .anyOf([...new Set(runIds)])
        .toArray(),
    decide: (decisions, who) =>
      write(async () => {
        for (const [projectId, own] of groupByProject(decisions)) {
          const before = await adjudications.bulkGet(own.map(({ id }) => id))
          await adjudications.bulkPut([...own])
          const events = own.map((decision, index) => ({
            at: decision.decidedAt,
            who,
            action: before[index] ? 'decide again' : 'decide',
            subject: decision.id,
            before: before[index] ? recordOf(before[index]) : null,
            after: recordOf(decision),
            why: decision.why,
          }))
          await append(projectId, events)
        }
      }),
    withdraw: (ids, who, why, at) =>
      write(async () => {
        const found = (await adjudications.bulkGet([...ids])).filter((decision) => decision !== undefined)
        await adjudications.bulkDelete(found.map(({ id }) => id))
        for (const [projectId, own] of groupByProject(found)) {
          const events = own.map((decision) => ({
            at,
            who,
            action: 'withdraw',
            subject: decision.id,
            before: recordOf(decision),
            after: null,
            why,
          }))
          await append(projectId, events)
        }
      }),
    trail: (projectId) => trailOf(projectId).toArray(),
  }
}

/** What the trail keeps of a decision. */
const recordOf = ({ value, rewrite, way, needsGuideline }: Adjudication) => ({
  value,
  rewrite,
  way,
  needsGuideline,
})

function groupByProject(decisions: readonly Adjudication[]): Map<ProjectId, Adjudication[]> {
  return Map.groupBy(decisions, ({ projectId }) => projectId)
}
