import { readCase } from '../../knowledge/extraction/read-case'
import { decodeHpoPack } from '../../knowledge/hpo/encode-hpo-pack'
import { diseaseOfChange } from '../../knowledge/local/local-change'
import { combinePacks, openPacks } from '../../knowledge/pack/combine-packs'
import { createDiagnosisIndex } from '../../knowledge/pack/match-diagnosis'
import { readScripts } from '../../knowledge/pack/read-scripts'
import { searchDiseases, searchFindings } from '../../knowledge/pack/search-diseases'
import { findDiseaseProblems } from '../../knowledge/pack/validate-pack'
import { loadPack } from '../../knowledge/pack/load-pack'
import { type VerifierContext, createVerifierContext } from '../../knowledge/verifier/verifier-context'
import { verifyRun } from '../../knowledge/verifier/verify-run'
import { verifyStep } from '../../knowledge/verifier/verify-step'
import type { CaseText } from '../../domain/case'
import type { ReasoningEvent } from '../../domain/reasoning-event'
import { explainFocus, explainRanking, readValueAnswer } from './explain-ranking'
import { createKnowledgeReasoner } from './knowledge-reasoner'
import type { KnowledgeSources, Protocol, WorkerRequest, WorkerResponse } from './protocol'

declare const self: DedicatedWorkerGlobalScope

const builtIn = loadPack()
let opened = openPacks(builtIn, null)
/** The packs as they come, without local changes. */
let plain = combinePacks(opened, [])
let knowledge = plain
let changedIds: ReadonlySet<string> = new Set()
let reasoner = createKnowledgeReasoner(knowledge)

function configure({ hpo, changes }: KnowledgeSources): { version: string } {
  if (hpo.kind === 'none' && opened.dropped) opened = openPacks(builtIn, null)
  if (hpo.kind === 'bytes') opened = openPacks(builtIn, decodeHpoPack(hpo.bytes))
  plain = combinePacks(opened, [])
  knowledge = changes.length > 0 ? combinePacks(opened, changes) : plain
  changedIds = new Set(changes.map(diseaseOfChange))
  reasoner = createKnowledgeReasoner(knowledge)
  lastContext = null
  return { version: knowledge.version }
}

/** A run verifies many steps against one case: its context is made once. */
let lastContext: { presentation: string; context: VerifierContext } | null = null

function contextOf(subject: CaseText): VerifierContext {
  const { presentation } = subject
  if (lastContext?.presentation !== presentation) {
    const { compiled } = knowledge
    const context = createVerifierContext(presentation, compiled, readCase(subject, compiled))
    lastContext = { presentation, context }
  }
  return lastContext.context
}

async function answer(request: WorkerRequest): Promise<Protocol[WorkerRequest['method']]['result']> {
  switch (request.method) {
    case 'configure':
      return configure(request.params)
    case 'extract':
      return readCase(request.params.subject, knowledge.compiled)
    case 'searchDiseases':
      return searchDiseases(knowledge, request.params.words, changedIds, request.params.limit)
    case 'searchFindings':
      return searchFindings(knowledge, request.params.words, request.params.limit)
    case 'checkDisease':
      return findDiseaseProblems(request.params.disease, knowledge.compiled.pack)
    case 'matchDiagnoses': {
      const { findDisease } = createDiagnosisIndex(knowledge.compiled.pack)
      return request.params.names.map((name) => findDisease(name)?.id ?? null)
    }
    case 'readScripts':
      return readScripts(knowledge, plain, request.params.ids)
    case 'verify':
      return verifyStep(contextOf(request.params.subject), request.params.step, request.params.earlier)
    case 'verifyRun': {
      const { subject, run } = request.params
      const context = contextOf(subject)
      return {
        steps: run.steps.map((step, index) => verifyStep(context, step, run.steps.slice(0, index))),
        run: verifyRun(context, run),
      }
    }
    case 'rank':
      return explainRanking(knowledge, request.params)
    case 'focus':
      return explainFocus(knowledge, request.params.request, request.params.diseaseId)
    case 'readValue': {
      const { presentation, conceptId, value } = request.params
      return readValueAnswer(knowledge.compiled, presentation, conceptId, value)
    }
    case 'reason': {
      const events: ReasoningEvent[] = []
      const { subject, options } = request.params
      for await (const event of reasoner.reason(subject, options, new AbortController().signal))
        events.push(event)
      return events
    }
  }
}

self.onmessage = async ({ data }: MessageEvent<WorkerRequest>) => {
  const send = (response: WorkerResponse) => self.postMessage(response)
  try {
    send({ id: data.id, kind: 'result', result: await answer(data) })
  } catch (error) {
    send({ id: data.id, kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
}
