import { engineFailure, type Availability, type Engine, type LoadProgress, type ModelRef } from '../engine'
import { abortable } from '../mutex'
import { classifyError } from './classify-error'
import { findPromptApi, type PromptApi } from './prompt-api'
import { createPromptApiSession } from './prompt-api-session'

export interface PromptApiOptions {
  /** Gives the browser's API, or undefined where there is none. */
  readonly findApi: () => PromptApi | undefined
  readonly stallMs: number
}

/** The browser's own model has no version that a page could read; the browser's stands for it. */
export const PROMPT_API_VERSION = 'Prompt API 1'

/** Pages aren't told how large the browser's model is. */
const UNKNOWN_BYTES = 0

/** What the page may say of the browser's model: its vendor doesn't name it to pages. */
const MODEL_NAME = 'The browser’s own model'

/**
 * The language model that some desktop browsers bring along (Chrome's Prompt API). Structured answers by `responseConstraint`.
 *
 * The API takes neither seed nor temperature outside a trial of its vendor's, so equal requests may give different text.
 * `load` has to be called from a click where the model is still to be downloaded; the browser then asks nobody but its vendor.
 */
export function createPromptApiEngine(options: Partial<PromptApiOptions> = {}): Engine {
  const { findApi = findPromptApi, stallMs = 60_000 } = options

  function apiFor(model: ModelRef): PromptApi {
    if (model.kind !== 'built-in')
      throw engineFailure('engine-unsupported', `the browser has no model of kind "${model.kind}"`)
    const api = findApi()
    if (!api) throw engineFailure('engine-unsupported', 'no-prompt-api')
    return api
  }

  return {
    id: 'prompt-api',
    version: PROMPT_API_VERSION,
    async availability(): Promise<Availability> {
      const api = findApi()
      if (!api) return { kind: 'unsupported', reason: 'no-prompt-api' }
      switch (await api.availability()) {
        case 'available':
          return { kind: 'ready' }
        case 'downloadable':
        case 'downloading':
          return { kind: 'needs-download', bytes: UNKNOWN_BYTES }
        case 'unavailable':
          return { kind: 'unsupported', reason: 'prompt-api-unavailable' }
      }
    },
    async describe(model) {
      apiFor(model)
      return { name: MODEL_NAME, fingerprint: null }
    },
    async load(model, on, signal) {
      signal.throwIfAborted()
      const api = apiFor(model)
      on({ fraction: 0 })
      // The browser's promise may come late after an abort; its session is then given up.
      const creating = api.create({ signal, monitor: (monitor) => follow(monitor, on) })
      try {
        const base = await abortable(creating, signal)
        on({ fraction: 1 })
        return createPromptApiSession(base, { api, stallMs })
      } catch (error) {
        void creating.then(
          (late) => late.destroy(),
          () => undefined,
        )
        if (signal.aborted) throw signal.reason
        throw classifyError(error)
      }
    },
  }
}

/** Progress that never falls, whatever the browser reports. */
function follow(monitor: EventTarget, on: (progress: LoadProgress) => void): void {
  let shown = 0
  monitor.addEventListener('downloadprogress', (event) => {
    const { loaded } = event as ProgressEvent
    shown = Math.max(shown, Math.min(1, loaded))
    on({ fraction: shown })
  })
}
