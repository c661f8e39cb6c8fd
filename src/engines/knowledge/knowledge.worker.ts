import { compilePack } from '../../knowledge/extraction/compile-pack'
import { extractFindings } from '../../knowledge/extraction/extract-findings'
import { loadPack } from '../../knowledge/pack/load-pack'
import { type VerifierContext, createVerifierContext } from '../../knowledge/verifier/verifier-context'
import { verifyRun } from '../../knowledge/verifier/verify-run'
import { verifyStep } from '../../knowledge/verifier/verify-step'
import type { ReasoningEvent } from '../../domain/reasoning-event'
import { explainFocus, explainRanking, readValueAnswer } from './explain-ranking'
import { createKnowledgeReasoner } from './knowledge-reasoner'
import type { Protocol, WorkerRequest, WorkerResponse } from './protocol'

declare const self: DedicatedWorkerGlobalScope

const compiled = compilePack(loadPack())
const reasoner = createKnowledgeReasoner(compiled, () => performance.now())

/** A run verifies many steps against one case: its context is made once. */
let lastContext: { presentation: string; context: VerifierContext } | null = null

function contextOf(presentation: string): VerifierContext {
  if (lastContext?.presentation !== presentation) {
    lastContext = { presentation, context: createVerifierContext(presentation, compiled) }
  }
  return lastContext.context
}

async function answer(request: WorkerRequest): Promise<Protocol[WorkerRequest['method']]['result']> {
  switch (request.method) {
    case 'extract':
      return extractFindings(request.params.text, compiled)
    case 'verify':
      return verifyStep(
        contextOf(request.params.subject.presentation),
        request.params.step,
        request.params.earlier,
      )
    case 'verifyRun': {
      const context = contextOf(request.params.subject.presentation)
      const { run } = request.params
      return {
        steps: run.steps.map((step, index) => verifyStep(context, step, run.steps.slice(0, index))),
        run: verifyRun(context, run),
      }
    }
    case 'rank':
      return explainRanking(compiled, request.params)
    case 'focus':
      return explainFocus(compiled, request.params.request, request.params.diseaseId)
    case 'readValue': {
      const { presentation, conceptId, value } = request.params
      return readValueAnswer(compiled, presentation, conceptId, value)
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
