import type { EvaluationMethod, EvaluationProtocol, EvaluationResponse } from './protocol'

/** How far a collection or an export is, in cases. */
export interface EvaluationProgress {
  readonly done: number
  readonly total: number
}

export interface EvaluationClient {
  call<M extends EvaluationMethod>(
    method: M,
    params: EvaluationProtocol[M]['params'],
    onProgress?: (progress: EvaluationProgress) => void,
  ): Promise<EvaluationProtocol[M]['result']>
}

interface Waiting {
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
  readonly onProgress: ((progress: EvaluationProgress) => void) | undefined
}

/** A worker that reads the library through and computes on it, so that the page stays free. */
function createEvaluationClient(): EvaluationClient {
  const worker = new Worker(new URL('./evaluation.worker.ts', import.meta.url), {
    type: 'module',
    name: 'evaluation',
  })
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  worker.onmessage = ({ data }: MessageEvent<EvaluationResponse>) => {
    const call = waiting.get(data.id)
    if (!call) return
    if (data.kind === 'progress') return call.onProgress?.(data)
    waiting.delete(data.id)
    if (data.kind === 'failed') call.reject(new Error(data.message))
    else call.resolve(data.result as never) // the request's id ties it to the method asked for
  }
  worker.onerror = (event) => {
    const error = new Error(event.message || 'The evaluation could not be started.')
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  return {
    call: (method, params, onProgress) =>
      new Promise((resolve, reject) => {
        const id = ++lastId
        waiting.set(id, { resolve, reject, onProgress })
        worker.postMessage({ id, method, params })
      }),
  }
}

/** One for the tab: started when first asked, it keeps the outcomes that it is then asked to measure. */
let shared: EvaluationClient | null = null

export const getEvaluationClient = (): EvaluationClient => (shared ??= createEvaluationClient())
