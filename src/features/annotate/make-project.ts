import type { CaseId, RunId } from '../../domain/ids'
import type { Project } from '../../domain/project'
import type { Rubric } from '../../domain/rubric'
import { readMatchingIds } from '../matching-cases'
import type { ProjectCases } from '../project-start'
import type { Services } from '../services'

/** Which of a case's finished runs are graded. */
export type RunChoice = 'newest' | 'all'

export type NewProject = Omit<Project, 'id' | 'caseIds' | 'runs' | 'rubric' | 'createdAt' | 'updatedAt'>

/** Makes a project. Cases left out of grading stay out; returns how many those were. */
export async function makeProject(
  services: Services,
  cases: ProjectCases,
  rubric: Rubric,
  runChoice: RunChoice,
  settings: NewProject,
): Promise<{ project: Project; leftOut: number }> {
  const { storage, clock, ids } = services
  const chosen =
    cases.kind === 'list'
      ? cases.ids
      : await readMatchingIds(services, cases.query, Number.MAX_SAFE_INTEGER, 'project')
  const excluded = new Set((await storage.exclusions.all()).map(({ id }) => id))
  const caseIds = chosen.filter((id) => !excluded.has(id))
  await storage.rubrics.add(rubric)
  const at = clock()
  const project: Project = {
    ...settings,
    id: ids.projectId(),
    caseIds,
    runs: await findRuns(services, caseIds, runChoice),
    rubric: { id: rubric.id, version: rubric.version },
    createdAt: at,
    updatedAt: at,
  }
  await storage.projects.put(project)
  return { project, leftOut: chosen.length - caseIds.length }
}

/** The runs to grade of each case that has a finished one. */
export async function findRuns(
  { storage }: Services,
  caseIds: readonly CaseId[],
  choice: RunChoice,
): Promise<Record<string, readonly RunId[]>> {
  const finished = await storage.runs.finishedByCase()
  return Object.fromEntries(
    caseIds.flatMap((id) => {
      const runs = finished.get(id) ?? []
      return runs.length === 0 ? [] : [[id, choice === 'all' ? runs : runs.slice(-1)]]
    }),
  )
}
