/** A published case and the statements in which its authors reasoned. */
export interface RealCase {
  readonly id: string
  readonly presentation: string
  readonly referenceSteps: readonly string[]
}

/** Reads JSON lines with `id`, `case_prompt` and, where there are any, `reference_steps`. */
export function parseRealCases(jsonLines: string): RealCase[] {
  return parseLines(jsonLines).flatMap((row) => {
    const { id, case_prompt: presentation, reference_steps: steps } = row
    if (typeof id !== 'string' || typeof presentation !== 'string' || presentation.trim() === '') return []
    const referenceSteps = Array.isArray(steps) ? steps.filter((step) => typeof step === 'string') : []
    return [{ id, presentation, referenceSteps }]
  })
}

/** JSON objects, one a line; a line that is none throws with its number. */
export function parseLines(jsonLines: string): Record<string, unknown>[] {
  return jsonLines.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const row: unknown = JSON.parse(line)
    if (typeof row !== 'object' || row === null) throw new Error(`line ${index + 1} is no object`)
    return [{ ...row }]
  })
}
