import { breakDownAgreement } from '../../../domain/agreement/break-down-agreement'
import { type GradedCase, openGradedReader } from '../../../storage'
import { collectRatings } from '../agreement/collect-ratings'
import { collectPairs, measurePairs } from '../agreement/collect-pairs'
import { collectUnits } from './collect-units'
import type { ProjectScope, ReadingProtocol, ReadingRequest, ReadingResponse } from './protocol'

declare const self: DedicatedWorkerGlobalScope

const CASES_A_READ = 200

const reader = openGradedReader()
const send = (response: ReadingResponse) => self.postMessage(response)

/** The last scope's cases, without what is not the project's. */
let read: { readonly key: string; readonly cases: Promise<readonly GradedCase[]> } | null = null

function readScope(scope: ProjectScope): Promise<readonly GradedCase[]> {
  const key = JSON.stringify([scope.runIds, scope.reviewerIds])
  if (read?.key !== key) read = { key, cases: readCases(scope) }
  return read.cases
}

async function readCases({ caseIds, runIds, reviewerIds }: ProjectScope): Promise<GradedCase[]> {
  const [runs, reviewers] = [new Set<string>(runIds), new Set<string>(reviewerIds)]
  const found: GradedCase[] = []
  for (let from = 0; from < caseIds.length; from += CASES_A_READ) {
    send({ kind: 'progress', done: from, total: caseIds.length })
    for (const graded of await reader.read(caseIds.slice(from, from + CASES_A_READ)))
      found.push({
        ...graded,
        runs: graded.runs.filter(({ id }) => runs.has(id)),
        reviews: graded.reviews.filter(({ reviewerId }) => reviewers.has(reviewerId)),
      })
  }
  send({ kind: 'progress', done: caseIds.length, total: caseIds.length })
  return found
}

async function answer({ method, params }: ReadingRequest): Promise<ReadingProtocol[typeof method]['result']> {
  const { scope } = params
  const cases = await readScope(scope)
  switch (method) {
    case 'units':
      return collectUnits(cases, scope.rubric)
    case 'measure': {
      const { ratings, scales } = collectRatings(cases, scope.rubric)
      return breakDownAgreement(ratings, scales, params.by, params.bootstrap)
    }
    case 'pairs':
      return measurePairs(collectPairs(cases, scope), params.bootstrap)
  }
}

self.onmessage = async ({ data }: MessageEvent<ReadingRequest>) => {
  try {
    send({ kind: 'result', id: data.id, result: await answer(data) })
  } catch (error) {
    send({ kind: 'failed', id: data.id, message: error instanceof Error ? error.message : String(error) })
  }
}
