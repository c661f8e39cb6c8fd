import { isSameDiagnosis } from '../../domain/diagnosis-relation'
import { compareWithBaseline, measureGroups } from '../../domain/evaluation/compare-solvers'
import type { Rating } from '../../domain/agreement/label-table'
import type { RunOutcome } from '../../domain/evaluation/run-outcome'
import type { CaseTraces } from '../../formats/labelled-traces/export-formats'
import { loadPack } from '../../knowledge/pack/load-pack'
import { createRelation } from '../../knowledge/pack/relate-diagnoses'
import { type GradedCase, openGradedReader } from '../../storage'
import { describeAgreement, ratingsOf } from './card-agreement'
import { type IsSameDiagnosis, collectOutcomes } from './collect-outcomes'
import { FactCounter, tracesOf, writeExport } from './export-traces'
import type { EvaluationProtocol, EvaluationRequest, EvaluationResponse, EvaluationScope } from './protocol'

declare const self: DedicatedWorkerGlobalScope

const CASES_A_READ = 200

const reader = openGradedReader()
/** Of the last collection: measuring them by another grouping reads nothing again. */
let outcomes: readonly RunOutcome[] = []

const send = (response: EvaluationResponse) => self.postMessage(response)

async function* readScope(id: number, { caseIds }: EvaluationScope): AsyncGenerator<GradedCase> {
  const all = await reader.caseIds()
  const wanted = caseIds === null ? null : new Set<string>(caseIds)
  const ids = all.filter((caseId) => wanted === null || wanted.has(caseId))
  for (let from = 0; from < ids.length; from += CASES_A_READ) {
    send({ id, kind: 'progress', done: from, total: ids.length })
    yield* await reader.read(ids.slice(from, from + CASES_A_READ))
  }
  send({ id, kind: 'progress', done: ids.length, total: ids.length })
}

async function createMatcher(): Promise<IsSameDiagnosis> {
  const relate = createRelation(loadPack(), await reader.relationOverrides())
  return (diagnosis, reference) => isSameDiagnosis(relate(diagnosis, reference))
}

async function collect(id: number, scope: EvaluationScope): Promise<EvaluationProtocol['collect']['result']> {
  const isSame = await createMatcher()
  const runIds = scope.runIds === null ? null : new Set<string>(scope.runIds)
  const collected: RunOutcome[] = []
  for await (const graded of readScope(id, scope))
    collected.push(
      ...collectOutcomes(graded, isSame).filter(({ runId }) => runIds === null || runIds.has(runId)),
    )
  outcomes = collected
  return { outcomes }
}

function measure({
  by,
  baseline,
  bootstrap,
}: EvaluationProtocol['measure']['params']): EvaluationProtocol['measure']['result'] {
  return {
    groups: measureGroups(outcomes, by, bootstrap),
    differences: baseline === null ? [] : compareWithBaseline(outcomes, by, baseline, bootstrap),
  }
}

async function exportScope(
  id: number,
  { scope, choice }: EvaluationProtocol['export']['params'],
): Promise<EvaluationProtocol['export']['result']> {
  const counter = new FactCounter()
  const runIds = scope.runIds === null ? null : new Set<string>(scope.runIds)
  const cases: CaseTraces[] = []
  const ratings: Rating[] = []
  for await (const graded of readScope(id, scope)) {
    const traces = tracesOf(graded, choice.source, runIds)
    counter.add(traces)
    cases.push(traces)
    ratings.push(...ratingsOf(graded, runIds))
  }
  return {
    ...(await writeExport(cases, choice)),
    facts: counter.facts(),
    agreement: describeAgreement(ratings),
  }
}

self.onmessage = async ({ data }: MessageEvent<EvaluationRequest>) => {
  const { id } = data
  try {
    const result =
      data.method === 'collect'
        ? await collect(id, data.params.scope)
        : data.method === 'measure'
          ? measure(data.params)
          : await exportScope(id, data.params)
    send({ id, kind: 'result', result })
  } catch (error) {
    send({ id, kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
}
