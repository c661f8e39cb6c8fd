import type { CaseId, IdSource, ProjectId, ReviewId, RunId } from '../domain/ids'
import { newUuid } from '../features/uuid'

/** The app's source of ids. */
export function createIdSource(): IdSource {
  return {
    caseId: () => newUuid() as CaseId,
    runId: () => newUuid() as RunId,
    reviewId: () => newUuid() as ReviewId,
    projectId: () => newUuid() as ProjectId,
  }
}
