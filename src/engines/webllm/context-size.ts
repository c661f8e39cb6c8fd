const GIB = 2 ** 30
/** Memory of the machine that isn't counted on: the system, the browser, the page. */
const KEPT_FREE = 2 * GIB
/** Below the first a case and its reasoning don't fit; beyond the last no case needs more. */
const SIZES = [2048, 4096, 8192, 16384] as const
const WHERE_UNKNOWN = 4096

export interface ContextBudget {
  /** Of the machine, as far as the browser tells; null where it doesn't. */
  readonly memoryBytes: number | null
  readonly modelBytes: number
  readonly bytesPerToken: number | null
  /** The most the model was made for. */
  readonly modelTokens: number
}

/** The largest context, in tokens, that the model knows and that half of the memory left beside its weights holds. */
export function chooseContextTokens(budget: ContextBudget): number {
  const { memoryBytes, modelBytes, bytesPerToken, modelTokens } = budget
  if (memoryBytes === null || bytesPerToken === null) return Math.min(modelTokens, WHERE_UNKNOWN)
  const room = (memoryBytes - KEPT_FREE - modelBytes) / 2
  const largest = SIZES.findLast((size) => size * bytesPerToken <= room) ?? SIZES[0]
  return Math.min(modelTokens, largest)
}
