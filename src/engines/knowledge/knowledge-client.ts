import type { CaseText } from '../../domain/case'
import type { CaseAnswer } from '../../domain/case-answer'
import type { Check } from '../../domain/check'
import type { ReasoningEvent, ReasoningOptions } from '../../domain/reasoning-event'
import type { ReasoningStepDraft } from '../../domain/reasoning-step'
import type { Extraction } from '../../knowledge/extraction/extract-findings'
import type { CheckedRun, RunVerification } from '../../domain/run-check'
import type { Disease } from '../../knowledge/pack/pack'
import type { Scripts } from '../../knowledge/pack/read-scripts'
import type { DiseaseSearch, FindingSummary } from '../../knowledge/pack/search-diseases'
import type { PackProblem } from '../../knowledge/pack/validate-pack'
import type { KnowledgeSources, Method, Protocol, WorkerResponse } from './protocol'
import type { ExplainedFocus, ExplainedRanking, RankingRequest } from './explain-ranking'

/** Every call is refused with an error of code `engine-crashed` once the worker stopped or was disposed of. */
export interface KnowledgeClient {
  readonly reasoner: {
    readonly engine: 'knowledge'
    reason(subject: CaseText, options: ReasoningOptions, signal: AbortSignal): AsyncGenerator<ReasoningEvent>
  }
  /** Changes what all later answers draw on; those asked for before it are still of the old. */
  configure(sources: KnowledgeSources): Promise<{ version: string }>
  extract(subject: CaseText): Promise<Extraction>
  searchDiseases(words: string, limit: number): Promise<DiseaseSearch>
  searchFindings(words: string, limit: number): Promise<readonly FindingSummary[]>
  checkDisease(disease: Disease): Promise<readonly PackProblem[]>
  matchDiagnoses(names: readonly string[]): Promise<readonly (string | null)[]>
  readScripts(ids: readonly string[]): Promise<Scripts>
  verify(
    subject: CaseText,
    step: ReasoningStepDraft,
    earlier: readonly ReasoningStepDraft[],
  ): Promise<Check[]>
  /** All steps anew, and the run as a whole. */
  verifyRun(subject: CaseText, run: CheckedRun): Promise<RunVerification>
  /** Ranks a case with the reader's answers and pins, and gives the reasons. */
  rank(request: RankingRequest): Promise<ExplainedRanking>
  focus(request: RankingRequest, diseaseId: string): Promise<ExplainedFocus | null>
  /** Null where the value can't be read as one of that concept. */
  readValue(presentation: string, conceptId: string, value: string): Promise<CaseAnswer | null>
  dispose(): void
}

interface Waiting {
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
}

function startWorker(): Worker {
  return new Worker(new URL('./knowledge.worker.ts', import.meta.url), { type: 'module', name: 'knowledge' })
}

/** The knowledge engine in a worker, so that neither the pack nor its work weighs on the page. */
export function createKnowledgeClient(createWorker: () => Worker = startWorker): KnowledgeClient {
  const worker = createWorker()
  const waiting = new Map<number, Waiting>()
  let nextId = 1
  let failure: Error | null = null

  function failAll(message: string) {
    failure = Object.assign(new Error(message), { code: 'engine-crashed' })
    for (const { reject } of waiting.values()) reject(failure)
    waiting.clear()
  }
  worker.onerror = (event) => failAll(`The knowledge worker stopped: ${event.message}`)
  worker.onmessage = ({ data }: MessageEvent<WorkerResponse>) => {
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    // Each id is answered with the result of the method it was asked with.
    if (data.kind === 'result') asked?.resolve(data.result as never)
    else asked?.reject(new Error(data.message))
  }

  function ask<M extends Method>(
    method: M,
    params: Protocol[M]['params'],
    transfer: readonly Transferable[] = [],
  ): Promise<Protocol[M]['result']> {
    if (failure) return Promise.reject(failure)
    const id = nextId++
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, method, params }, [...transfer])
    })
  }

  return {
    reasoner: {
      engine: 'knowledge',
      async *reason(subject, options, signal) {
        signal.throwIfAborted()
        const events = await untilAborted(ask('reason', { subject, options }), signal).catch(
          (error: unknown) => {
            signal.throwIfAborted()
            const detail = error instanceof Error ? error.message : String(error)
            return [
              { kind: 'failed', failure: { code: 'engine-crashed', detail } },
            ] satisfies ReasoningEvent[]
          },
        )
        for (const event of events) {
          signal.throwIfAborted()
          yield event
        }
      },
    },
    configure: (sources) =>
      ask('configure', sources, sources.hpo.kind === 'bytes' ? [sources.hpo.bytes] : []),
    extract: (subject) => ask('extract', { subject }),
    searchDiseases: (words, limit) => ask('searchDiseases', { words, limit }),
    searchFindings: (words, limit) => ask('searchFindings', { words, limit }),
    checkDisease: (disease) => ask('checkDisease', { disease }),
    matchDiagnoses: (names) => ask('matchDiagnoses', { names }),
    readScripts: (ids) => ask('readScripts', { ids }),
    verify: (subject, step, earlier) => ask('verify', { subject, step, earlier }),
    verifyRun: ({ presentation, stages }, { steps, differential }) =>
      ask('verifyRun', { subject: { presentation, stages }, run: { steps, differential } }),
    rank: (request) => ask('rank', request),
    focus: (request, diseaseId) => ask('focus', { request, diseaseId }),
    readValue: (presentation, conceptId, value) => ask('readValue', { presentation, conceptId, value }),
    dispose() {
      worker.terminate()
      failAll('The knowledge engine was closed')
    },
  }
}

/** The promise's outcome, or the signal's reason as soon as it is aborted. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error)
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
