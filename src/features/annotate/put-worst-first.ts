import { type RunSignals, orderWorstFirst, readSignals } from '../../domain/grading/worst-first'
import type { CaseId } from '../../domain/ids'
import type { Project } from '../../domain/project'
import type { Services } from '../services'

/**
 * The project's cases, worst first by the signals of their runs. Reads every run once; the order is then the project's
 * list, the same for everybody.
 */
export async function putWorstFirst({ storage }: Services, project: Project): Promise<CaseId[]> {
  const signals = new Map<CaseId, RunSignals[]>()
  for (const caseId of project.caseIds) {
    const ids = project.runs[caseId] ?? []
    if (ids.length === 0) continue
    const runs = (await storage.runs.ofCase(caseId)).filter(({ status }) => status === 'finished')
    signals.set(
      caseId,
      runs.filter(({ id }) => ids.includes(id)).map((run) => readSignals(run, runs)),
    )
  }
  return orderWorstFirst(project.caseIds, (id) => signals.get(id) ?? [])
}
