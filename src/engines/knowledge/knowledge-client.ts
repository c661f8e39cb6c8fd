import type { CaseText } from '../../domain/case'
import type { ReasoningEvent, ReasoningOptions } from '../../domain/reasoning-event'
import type { Method, Protocol, WorkerRequest, WorkerResponse } from './protocol'

type Ask<M extends Method> = (params: Protocol[M]['params']) => Promise<Protocol[M]['result']>

export interface KnowledgeClient {
  readonly reasoner: {
    readonly engine: 'knowledge'
    reason(subject: CaseText, options: ReasoningOptions, signal: AbortSignal): AsyncGenerator<ReasoningEvent>
  }
  extract(text: string): ReturnType<Ask<'extract'>>
  verify(
    ...params: [
      Protocol['verify']['params']['subject'],
      Protocol['verify']['params']['step'],
      Protocol['verify']['params']['earlier'],
    ]
  ): ReturnType<Ask<'verify'>>
  dispose(): void
}

interface Waiting {
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
}

/** The knowledge engine in a worker, so that neither the pack nor its work weighs on the page. */
export function createKnowledgeClient(): KnowledgeClient {
  const worker = new Worker(new URL('./knowledge.worker.ts', import.meta.url), {
    type: 'module',
    name: 'knowledge',
  })
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

  function ask<M extends Method>(method: M, params: Protocol[M]['params']): Promise<Protocol[M]['result']> {
    if (failure) return Promise.reject(failure)
    const id = nextId++
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, method, params } as WorkerRequest) // method and params belong together by this function's type
    })
  }

  return {
    reasoner: {
      engine: 'knowledge',
      async *reason(subject, options, signal) {
        signal.throwIfAborted()
        for (const event of await ask('reason', { subject, options })) {
          signal.throwIfAborted()
          yield event
        }
      },
    },
    extract: (text) => ask('extract', { text }),
    verify: (subject, step, earlier) => ask('verify', { subject, step, earlier }),
    dispose() {
      worker.terminate()
      failAll('The knowledge engine was closed')
    },
  }
}
