import type { RunId } from '../domain/ids'
import { live } from '../storage'
import type { Services } from './services'

/** A run and the case as it was when the run reasoned about it; null where either is gone. */
export const gradedRunQuery = ({ storage }: Services, runId: RunId) =>
  live(['graded-run', runId], async () => {
    const run = await storage.runs.get(runId)
    const subject = run && (await storage.cases.getRevision(run.caseId, run.caseRevision))
    return run && subject ? { run, subject } : null
  })
