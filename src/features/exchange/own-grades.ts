import type { ReviewerId } from '../../domain/ids'
import type { Project } from '../../domain/project'
import type { Review } from '../../domain/review'
import type { GradeSeal } from '../../domain/sealing/grade-seal'
import type { ReviewFile } from '../../formats/review-file/review-file'
import { live } from '../../storage'
import { runIdsOf } from '../project-frame'
import type { Reviewer } from '../reviewer'
import type { Services } from '../services'

const sealsName = (projectId: string, reviewerId: string) => `seals/${projectId}/${reviewerId}`

/** What one reviewer did on a project's runs. */
export const ownReviewsQuery = ({ storage }: Services, project: Project, reviewerId: ReviewerId) =>
  live(['own-reviews', project.id, project.updatedAt, reviewerId], async () =>
    (await storage.reviews.ofRuns(runIdsOf(project))).filter((review) => review.reviewerId === reviewerId),
  )

/** The seals that a reviewer made in this browser for a project, oldest first. */
export const sealsQuery = ({ storage }: Services, project: Project, reviewerId: ReviewerId) =>
  live(
    ['seals', project.id, reviewerId],
    async () => (await storage.settings.get<readonly GradeSeal[]>(sealsName(project.id, reviewerId))) ?? [],
  )

export async function addSeal(
  { storage }: Services,
  project: Project,
  reviewerId: ReviewerId,
  seal: GradeSeal,
): Promise<void> {
  const name = sealsName(project.id, reviewerId)
  const before = (await storage.settings.get<readonly GradeSeal[]>(name)) ?? []
  await storage.settings.set(name, [...before, seal])
}

/** A reviewer's work with all that is known of it, ready to be signed. */
export async function makeReviewFile(
  services: Services,
  project: Project,
  reviewer: Reviewer,
  reviews: readonly Review[],
): Promise<ReviewFile> {
  const { storage, clock, appVersion } = services
  const cells = await storage.merges.cellsOf(reviews)
  const seals = (await storage.settings.get<readonly GradeSeal[]>(sealsName(project.id, reviewer.id))) ?? []
  return {
    reviewer: { id: reviewer.id, name: reviewer.name },
    project: { id: project.id, name: project.name },
    exportedAt: clock(),
    appVersion,
    ...(seals.length > 0 && { seals }),
    reviews: reviews.map((review, index) => ({ review, cells: cells[index] ?? {} })),
  }
}
