import { useQuery } from '@tanstack/react-query'
import type { ClinicalCase } from '../../../domain/case'
import type { GradingTask } from '../../../domain/grading/assignment'
import type { ReviewerId } from '../../../domain/ids'
import { useServices } from '../../services'
import { caseQuery, findingsQuery, packOnQuery, reviewQuery, revisionQuery, runQuery } from '../queries'

/**
 * All that grading a run needs: the run, the case as the run saw it, its findings, and the reviewer's grades so far. Called
 * for the next run too, before it is asked for, so that moving on reads nothing.
 */
export function useTask({ caseId, runId }: GradingTask, reviewerId: ReviewerId) {
  const services = useServices()
  const current = useQuery(caseQuery(services, caseId))
  const run = useQuery(runQuery(services, runId))
  const isOld = Boolean(current.data && run.data) && run.data?.caseRevision !== current.data?.revision
  const old = useQuery({
    ...revisionQuery(services, caseId, run.data?.caseRevision ?? 0),
    enabled: isOld,
  })
  const subject: ClinicalCase | null = (isOld ? old.data : current.data) ?? null
  const packId = useQuery(packOnQuery(services)).data
  const findings = useQuery({
    ...findingsQuery(services, subject ?? EMPTY, packId ?? null),
    enabled: subject !== null && packId !== undefined,
  })
  const review = useQuery(reviewQuery(services, runId, reviewerId))
  return {
    subject,
    run: run.data ?? null,
    findings: findings.data ?? NO_FINDINGS,
    isReady: subject !== null && Boolean(run.data) && review.data !== undefined,
    isGone: current.data === null || run.data === null,
    failure: current.error ?? run.error ?? review.error,
  }
}

const NO_FINDINGS: readonly never[] = []
/** Stands in for the case while it loads; its query is off. */
const EMPTY = { id: '', revision: 0, presentation: '' } as unknown as ClinicalCase // never read: the query is disabled
