/** One case to solve and its gold diagnosis. */
export interface EvaluationRow {
  readonly id: string
  readonly presentation: string
  readonly gold: string
  /** The file says that the gold diagnosis stands in the presentation. */
  readonly hasAnswerInPrompt: boolean
  /** What the file says it belongs to: its part of the body, else its kind of case; null where it says nothing. */
  readonly specialty: string | null
}

export interface RejectedRow {
  /** From 1. */
  readonly line: number
  readonly problem: 'not-json' | 'unknown-shape' | 'no-presentation' | 'no-gold'
}

export interface RowsRead {
  readonly rows: readonly EvaluationRow[]
  readonly rejected: readonly RejectedRow[]
}

/** Reads JSON lines in the fields of MedCaseReasoning, or AgentClinic's vignettes, one after the other as they come. */
export function readRows(text: string): RowsRead {
  const rows: EvaluationRow[] = []
  const rejected: RejectedRow[] = []
  text.split('\n').forEach((content, index) => {
    if (content.trim() === '') return
    const row = readRow(content, index + 1)
    if (typeof row === 'string') rejected.push({ line: index + 1, problem: row })
    else rows.push(row)
  })
  return { rows, rejected }
}

function readRow(content: string, line: number): EvaluationRow | RejectedRow['problem'] {
  const row = parseObject(content)
  if (!row) return 'not-json'
  const vignette = asObject(row['OSCE_Examination'])
  if (!vignette && row['case_prompt'] === undefined && row['final_diagnosis'] === undefined)
    return 'unknown-shape'
  const presentation = vignette ? writeVignette(vignette) : asText(row['case_prompt'])
  const gold = vignette ? asText(vignette['Correct_Diagnosis']) : asText(row['final_diagnosis'])
  if (presentation === '') return 'no-presentation'
  if (gold === '') return 'no-gold'
  const id = asText(row['id']) || asText(row['pmcid']) || `line-${line}`
  return {
    id,
    presentation,
    gold,
    hasAnswerInPrompt: row['answer_in_prompt'] === true,
    specialty: readSpecialty(row),
  }
}

function readSpecialty(row: Readonly<Record<string, unknown>>): string | null {
  const [part] = Array.isArray(row['body_category']) ? row['body_category'] : []
  return asText(part) || asText(row['case_kind']).replaceAll('_', ' ') || null
}

/** What is told to the doctor and what is to be found; the order to the doctor is no part of the case. */
const NOT_OF_THE_CASE = new Set(['Objective_for_Doctor', 'Correct_Diagnosis'])

/** Writes a vignette's nested fields as lines, "Heart Rate: 72 bpm". */
function writeVignette(vignette: Readonly<Record<string, unknown>>): string {
  const lines: string[] = []
  const write = (key: string, value: unknown) => {
    const name = key.replaceAll('_', ' ').trim()
    const inner = asObject(value)
    if (Array.isArray(value)) lines.push(`${name}: ${value.map(asText).filter(Boolean).join('; ')}.`)
    else if (inner) {
      lines.push(`${name}:`)
      for (const [each, content] of Object.entries(inner)) write(each, content)
    } else if (asText(value) !== '') lines.push(`${name}: ${asText(value)}`)
  }
  for (const [key, value] of Object.entries(vignette)) if (!NOT_OF_THE_CASE.has(key)) write(key, value)
  return lines.join('\n')
}

function parseObject(content: string): Readonly<Record<string, unknown>> | null {
  try {
    return asObject(JSON.parse(content))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>) // an object that is no array has string keys
    : null
}

function asText(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' ? value.trim() : ''
}
