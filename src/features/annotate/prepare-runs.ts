import { create } from 'zustand'
import type { CaseId, ProjectId, RunId } from '../../domain/ids'
import { reasonUnseen } from '../reason-unseen'
import type { Services } from '../services'

/** The knowledge engine going through a project's cases that have no run; dies with the tab, and can be begun again. */
interface Preparing {
  readonly projectId: ProjectId | null
  readonly done: number
  readonly total: number
  readonly failed: number
}

const NOTHING: Preparing = { projectId: null, done: 0, total: 0, failed: 0 }

/** Finished runs are written into the project this often. */
const SAVE_EVERY = 50

export const usePreparing = create<Preparing>(() => NOTHING)

let stopped = false

export function stopPreparing(): void {
  stopped = true
}

/** Has the knowledge engine read the cases, one after the other, and puts the runs into the project. */
export async function prepareRuns(
  services: Services,
  projectId: ProjectId,
  caseIds: readonly CaseId[],
): Promise<void> {
  if (usePreparing.getState().projectId !== null) return
  stopped = false
  usePreparing.setState({ projectId, done: 0, failed: 0, total: caseIds.length })
  let made: Record<string, readonly RunId[]> = {}
  try {
    for (const caseId of caseIds) {
      if (stopped) break
      const runId = await runOf(services, caseId)
      if (runId) made[caseId] = [runId]
      usePreparing.setState(({ done, failed }) => ({ done: done + 1, failed: failed + (runId ? 0 : 1) }))
      if (Object.keys(made).length >= SAVE_EVERY) {
        await addRuns(services, projectId, made)
        made = {}
      }
    }
  } finally {
    await addRuns(services, projectId, made)
    usePreparing.setState(NOTHING)
  }
}

async function runOf(services: Services, caseId: CaseId): Promise<RunId | null> {
  const subject = await services.storage.cases.get(caseId)
  if (!subject) return null
  const run = await reasonUnseen(services, subject, { engine: 'knowledge' }, 1)
  return run?.status === 'finished' ? run.id : null
}

async function addRuns(
  { storage, clock }: Services,
  id: ProjectId,
  runs: Record<string, readonly RunId[]>,
): Promise<void> {
  const project = await storage.projects.get(id)
  if (!project || Object.keys(runs).length === 0) return
  await storage.projects.put({ ...project, runs: { ...runs, ...project.runs }, updatedAt: clock() })
}
