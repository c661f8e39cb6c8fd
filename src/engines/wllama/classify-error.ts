import type { RunFailureCode } from '../../domain/run'
import { readContextOverflow } from '../context-overflow'
import { engineFailure, isEngineFailure, type EngineFailure } from '../engine'

const OUT_OF_MEMORY = /out of memory|\bOOM\b|alloc|memory access out of bounds|memory\.grow/i
const OVERFLOW =
  /exceeds the available context size|kv_cache_full|context (size|window) (has been )?exceeded/i

/** An unknown thrown value in words; what crosses from a worker may be anything. */
export function describeError(error: unknown): string {
  if (error instanceof Error) return error.message
  return typeof error === 'string' ? error : (JSON.stringify(error) ?? String(error))
}

/**
 * Why loading failed. llama.cpp says the reason only in its error log: wllama itself resolves, or rejects with a number.
 */
export function classifyLoadError(error: unknown, log: readonly string[]): EngineFailure {
  if (isEngineFailure(error)) return error
  // The picked file was moved, deleted or changed on disk.
  if (
    error instanceof DOMException &&
    (error.name === 'NotFoundError' || error.name === 'NotReadableError')
  ) {
    return engineFailure('model-missing', error.message, error)
  }
  const words = [describeError(error), ...log].join('\n')
  const code: RunFailureCode = OUT_OF_MEMORY.test(words) ? 'out-of-memory' : 'engine-crashed'
  return engineFailure(code, words, error)
}

/** Why llama.cpp refused the file, from its error log. */
export function classifyRefusal(log: readonly string[]): EngineFailure {
  const words = log.join('\n')
  if (OUT_OF_MEMORY.test(words)) return engineFailure('out-of-memory', words)
  return engineFailure('model-corrupt', words || 'llama.cpp could not load the file and gave no reason')
}

/** Why a call failed, and whether the engine can be trusted to take another. */
export function classifyCallError(
  error: unknown,
  log: readonly string[],
): { readonly failure: EngineFailure; readonly isFatal: boolean } {
  if (isEngineFailure(error)) return { failure: error, isFatal: error.code === 'stalled' }
  const message = describeError(error)
  if (OVERFLOW.test(message)) return { failure: readContextOverflow(message, error), isFatal: false }
  // A C++ exception arrives as an unrelated sentence; its real text is in the log.
  const words = [message, ...log].join('\n')
  const code: RunFailureCode = OUT_OF_MEMORY.test(words) ? 'out-of-memory' : 'engine-crashed'
  return { failure: engineFailure(code, words, error), isFatal: true }
}
