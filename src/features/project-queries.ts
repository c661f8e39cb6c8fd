import type { UnsureRun } from '../domain/grading/assignment'
import type { ProjectId, ReviewerId } from '../domain/ids'
import type { Project } from '../domain/project'
import { DEFAULT_RUBRIC, type Rubric } from '../domain/rubric'
import { live } from '../storage'
import type { Services } from './services'

export const projectsQuery = ({ storage }: Services) => live(['projects'], () => storage.projects.all())

export const projectQuery = ({ storage }: Services, id: ProjectId) =>
  live(['project', id], () => storage.projects.get(id))

/** A version of a rubric; the default one is in the code, not in the database. */
export const rubricQuery = ({ storage }: Services, { id, version }: Project['rubric']) =>
  live(['rubric', id, version], async (): Promise<Rubric | null> => {
    if (id === DEFAULT_RUBRIC.id && version === DEFAULT_RUBRIC.version) return DEFAULT_RUBRIC
    return storage.rubrics.get(id, version)
  })

/** Finished runs of a project with steps that their reviewer was unsure of. */
export const unsureRunsQuery = ({ storage }: Services, id: ProjectId) =>
  live(['unsure-runs', id], async (): Promise<UnsureRun[]> => {
    const project = await storage.projects.get(id)
    const reviews = await storage.reviews.wantingSecondReader()
    return reviews
      .filter(({ caseId, runId }) => project?.runs[caseId]?.includes(runId))
      .map(({ caseId, runId, reviewerId }) => ({ caseId, runId, reviewerId }))
  })

/** When a reviewer finished each run that they have finished. */
export const finishedQuery = ({ storage }: Services, reviewerId: ReviewerId) =>
  live(['finished', reviewerId], () => storage.reviews.finishedBy(reviewerId))
