import type { RunFailureCode } from '../../domain/run'
import { engineFailure, isEngineFailure, type EngineFailure } from '../engine'

const CODES: Readonly<Record<string, RunFailureCode>> = {
  QuotaExceededError: 'context-overflow',
  NotSupportedError: 'engine-unsupported',
  /** A download has to begin with a click, or the site's rules forbid the model. */
  NotAllowedError: 'engine-unsupported',
  NetworkError: 'download-failed',
}

/** Why the browser's model failed, by the name of its DOMException. */
export function classifyError(error: unknown): EngineFailure {
  if (isEngineFailure(error)) return error
  // A DOMException is an Error where the browser makes it; a rejection can be anything.
  const { name = '', message = String(error) } = (error ?? {}) as { name?: string; message?: string }
  return engineFailure(CODES[name] ?? 'engine-crashed', name === '' ? message : `${name}: ${message}`, error)
}
