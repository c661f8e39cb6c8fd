import { queryOptions } from '@tanstack/react-query'
import { type ClinicalCase, toCaseText } from '../../domain/case'
import type { CaseId, ReviewerId, RunId } from '../../domain/ids'
import type { Run } from '../../domain/run'
import { live } from '../../storage'
import type { Services } from '../services'

export const caseQuery = ({ storage }: Services, id: CaseId) =>
  live(['case', id], () => storage.cases.get(id))

/** Newest first. */
export const runsQuery = ({ storage }: Services, caseId: CaseId) =>
  live(['runs', caseId], () => storage.runs.ofCase(caseId))

export const runQuery = ({ storage }: Services, id: RunId) => live(['run', id], () => storage.runs.get(id))

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

/** What the verifier says of an ended run, step by step and as a whole; for one run it changes only with the packs. */
export const verificationQuery = (
  { reasoners }: Services,
  subject: ClinicalCase,
  run: Run,
  packId: string | null,
) =>
  queryOptions({
    queryKey: ['verification', run.id, run.steps.length, packId],
    queryFn: () => reasoners.verifyRun(toCaseText(subject), run),
    staleTime: Infinity,
    networkMode: 'always',
    retry: false,
  })

/** Id of the knowledge pack that is on beside the built-in one, or null. */
export const packOnQuery = ({ storage }: Services) =>
  live(['pack-on'], async () => (await storage.packs.all()).find(({ isOn }) => isOn)?.id ?? null)

/** Findings of the presentation, read by the knowledge engine; for a revision they change only with the packs. */
export const findingsQuery = ({ reasoners }: Services, subject: ClinicalCase, packId: string | null) =>
  queryOptions({
    queryKey: ['findings', subject.id, subject.revision, packId],
    queryFn: () => reasoners.extract(toCaseText(subject)),
    staleTime: Infinity,
    networkMode: 'always',
    retry: false,
  })
