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

/** When a reviewer finished each run that they have finished. */
export const finishedQuery = ({ storage }: Services, reviewerId: ReviewerId) =>
  live(['finished', reviewerId], () => storage.reviews.finishedBy(reviewerId))
