import { queryOptions } from '@tanstack/react-query'
import { toCaseText, type ClinicalCase } from '../../domain/case'
import type { CaseId, ReviewerId, RunId } from '../../domain/ids'
import type { Run } from '../../domain/run'
import { live } from '../../storage'
import type { Services } from '../services'

export const caseQuery = ({ storage }: Services, id: CaseId) =>
  live(['case', id], () => storage.cases.get(id))

/** Newest first. */
export const runsQuery = ({ storage }: Services, caseId: CaseId) =>
  live(['runs', caseId], () => storage.runs.ofCase(caseId))

/** The case as a run saw it. */
export const revisionQuery = ({ storage }: Services, id: CaseId, revision: number) =>
  live(['case', id, revision], () => storage.cases.getRevision(id, revision))

export const reviewQuery = ({ storage }: Services, runId: RunId | null, reviewerId: ReviewerId | null) => ({
  ...live(['review', runId, reviewerId], () =>
    runId && reviewerId ? storage.reviews.find(runId, reviewerId) : Promise.resolve(null),
  ),
  enabled: runId !== null && reviewerId !== null,
})

export const settingQuery = <T>({ storage }: Services, key: string) =>
  live(['setting', key], () => storage.settings.get<T>(key))

/** What the verifier says of an ended run, step by step and as a whole; the same for the same run. */
export const verificationQuery = ({ reasoners }: Services, subject: ClinicalCase, run: Run) =>
  queryOptions({
    queryKey: ['verification', run.id, run.steps.length],
    queryFn: () => reasoners.verifyRun(toCaseText(subject), run),
    staleTime: Infinity,
    networkMode: 'always',
    retry: false,
  })

/** Findings of the presentation, read by the knowledge engine; they never change for a revision. */
export const findingsQuery = ({ reasoners }: Services, subject: ClinicalCase) =>
  queryOptions({
    queryKey: ['findings', subject.id, subject.revision],
    queryFn: () => reasoners.extract(subject.presentation),
    staleTime: Infinity,
    networkMode: 'always',
    retry: false,
  })
